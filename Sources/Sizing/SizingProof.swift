import Addressing
public import Simulation

/// What many lives of one choice came to.
public struct SizingProof: Hashable, Sendable {
  /// What is lived.
  public let choice: SizingChoice
  /// What sets this choice apart, in a few words: `the choice`, `blocks of /26`.
  public let title: String
  /// The lives, in the order of their seeds.
  public private(set) var lives: [SizingLife] = []

  /// A proof that nobody has lived yet.
  public init(of choice: SizingChoice, title: String) {
    self.choice = choice
    self.title = title
  }

  /// Takes a life in, whenever it ends.
  public mutating func add(_ life: SizingLife) {
    let place = lives.firstIndex { $0.seed > life.seed } ?? lives.endIndex
    lives.insert(life, at: place)
  }

  /// The lives in which something was refused.
  public var failures: [SizingLife] { lives.filter { $0.failure != nil } }

  /// The failure that came on the earliest day, of the smallest seed.
  public var firstFailure: SizingLife? {
    failures.min { ($0.failure?.day ?? 0, $0.seed) < ($1.failure?.day ?? 0, $1.seed) }
  }

  /// Room for nodes in one month, over all lives that came so far.
  public struct Month: Hashable, Sendable {
    /// The month, counted from one.
    public let month: Int
    /// The least.
    public let worst: Int
    /// As many lives had less as had more.
    public let median: Int
    /// The most.
    public let best: Int
    /// Lives that had met a refusal by its end.
    public let failed: Int
  }

  /// The months, for a band that can be drawn.
  public var band: [Month] {
    let months = lives.map(\.headroom.count).max() ?? 0
    return (0..<months).compactMap { month in
      let rooms = lives.compactMap { month < $0.headroom.count ? $0.headroom[month] : nil }.sorted()
      guard let worst = rooms.first, let best = rooms.last else { return nil }
      return Month(
        month: month + 1, worst: worst, median: rooms[rooms.count / 2], best: best,
        failed: lives.count { ($0.failure?.month ?? .max) <= month + 1 })
    }
  }

  /// The outcome in one sentence.
  public var sentence: String {
    let seeds = "\(lives.count) \(lives.count == 1 ? "life" : "lives")"
    guard let first = firstFailure, let failure = first.failure else {
      let worst = band.map(\.worst).min() ?? 0
      let nodes = lives.map(\.mostNodes).max() ?? 0
      let pods = lives.map(\.mostPods).max() ?? 0
      return "\(title): nothing refused in \(seeds), at up to \(nodes) nodes and \(pods) pods; "
        + "room for \(worst) \(worst == 1 ? "node" : "nodes") was left at the worst moment"
    }
    return "\(title): refused in \(failures.count) of \(seeds), first on day \(failure.day) at "
      + "\(failure.nodes) nodes (seed \(first.seed)), \(failure.isOfPods ? "a pod" : "a node"): "
      + failure.text
  }

  /// How often, when and at what each was refused first.
  public static func table(of proofs: [SizingProof]) -> Table {
    Table(
      title: "refusals", columns: ["CHOICE", "LIVES", "FAILED", "DAY", "NODES", "SEED", "TEXT"],
      numeric: [1, 2, 3, 4, 5],
      rows: proofs.map { proof in
        let first = proof.firstFailure
        let failure = first?.failure
        return [
          proof.title, "\(proof.lives.count)", "\(proof.failures.count)",
          failure.map { "\($0.day)" } ?? "", failure.map { "\($0.nodes)" } ?? "",
          failure == nil ? "" : "\(first?.seed ?? 0)", failure?.text ?? "",
        ]
      })
  }

  /// The band, a month a row.
  public var table: Table {
    Table(
      title: "room for nodes: \(title)", columns: ["MONTH", "WORST", "MEDIAN", "BEST", "FAILED"],
      numeric: [0, 1, 2, 3, 4],
      rows: band.map { [$0.month, $0.worst, $0.median, $0.best, $0.failed].map(String.init) })
  }
}

extension SizingAnswer {
  /// What would be the next cheaper: blocks and a pool of half the size.
  ///
  /// Each comes with what sets it apart from the choice. What a mode or the question fixes has no cheaper neighbour.
  public static func neighbours(
    of choice: SizingChoice, _ question: SizingQuestion
  ) -> [(title: String, choice: SizingChoice)] {
    guard let mode = SizingMode.named(choice.mode), let range = choice.ranges.first else {
      return []
    }
    let variant =
      mode.variants.first { $0.label == choice.setting } ?? SizingMode.Variant()
    func draft(_ change: (inout SizingQuestion) -> Void) -> SizingDraft {
      var question = question
      for range in choice.ranges {
        if range.pool.family == .v4 {
          question.pool = range.pool
        } else {
          question.pool6 = range.pool
        }
      }
      change(&question)
      return SizingDraft(question: question, mode: mode, variant: variant, pods: choice.pods)
    }
    let masks = Dictionary(
      uniqueKeysWithValues: choice.ranges.compactMap { range in
        range.mask.map { (range.pool.family, $0) }
      })
    var found: [(title: String, choice: SizingChoice)] = []
    let family = range.pool.family
    if let mask = range.mask, !mode.masks.isEmpty || family == .v6, mask < family.bitWidth {
      var smaller = masks
      smaller[family] = mask + 1
      if let next = try? draft({ _ in }).choice(masks: smaller) {
        found.append(("blocks of /\(mask + 1)", next))
      }
    }
    let half = IPPrefix(range.pool.base, length: min(family.bitWidth, range.pool.length + 1))
    if let next = try? draft({ question in
      if family == .v4 { question.pool = half } else { question.pool6 = half }
    }).choice(masks: masks) {
      found.append(("a pool of /\(half.length)", next))
    }
    return found
  }
}
