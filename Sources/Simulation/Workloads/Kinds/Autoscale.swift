import Addressing
import Allocation

/// A day's load: pods follow it, and nodes follow the pods.
struct Autoscale: Workload {
  let duration: TimeSpan
  let pods: LoadRange
  let perNode: Int
  let least: Int
  let noise: Int
  let boot: TimeSpan
  let delay: TimeSpan
  let app: String
  let grain: TimeSpan?

  static let description = WorkloadDescription(
    name: "autoscale", summary: "pods follow a day's load, and nodes follow the pods",
    details: """
      The load is lowest at the start and highest half a day later, with some noise. Pods follow as \
      the HorizontalPodAutoscaler lets them: not for a difference of a tenth or less, up at once, \
      down to the highest of the last five minutes. Nodes follow as the Cluster Autoscaler lets \
      them: where pods need more of them they join after the time of a start, and meanwhile pods \
      wait; what was needed at no time in the last delay=, nor joined in it, is drained and removed \
      one step later. Here so many pods fit on a node, the newest nodes go first, and all that are \
      not needed go together. Left out: utilisation by requests (a node is unneeded below a half of \
      it), one drain at a time, disruption budgets, node groups, and the limits on how fast pods \
      are doubled.
      """,
    options: [
      .duration("2d"),
      WorkloadOption(
        "pods", "LOW..HIGH", .load, standard: "100..1000",
        meaning: "pods of the app by night and by day; N% of now"),
      WorkloadOption("per-node", "N", .count, standard: "30", meaning: "pods that fit on a node"),
      WorkloadOption("min", "N", .count, standard: "1", meaning: "nodes that always stay"),
      WorkloadOption("noise", "N%", .amount, standard: "5%", meaning: "how far the load strays"),
      WorkloadOption(
        "boot", "DURATION", .span, standard: "2m", meaning: "how long a new node takes to join"),
      // Cluster Autoscaler 1.33, cluster-autoscaler/main.go and FAQ.md: scale-down-unneeded-time and
      // scale-down-delay-after-add are 10 minutes each.
      WorkloadOption(
        "delay", "DURATION", .span, standard: "10m", meaning: "how long a node must be unneeded"),
      WorkloadOption("app", "APP", .app, standard: "load", meaning: "the app of the pods"),
      .grain,
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    duration = try options.span("for")
    pods = try options.load("pods")
    perNode = try options.pods("per-node")
    guard perNode > 0 else {
      throw try options.option("per-node").wrong(
        "pods on a node need no node", "expected 1 or more")
    }
    least = try options.nodes("min")
    guard case .percent(let noise) = try options.amount("noise"), noise <= 100 else {
      throw try options.option("noise").wrong("is no share of the load", "expected 0% to 100%")
    }
    self.noise = noise
    boot = try options.span("boot")
    delay = try options.span("delay")
    app = try options.app("app")
    grain = try options.grain()
  }

  var rate: String { "\(pods) pods once a day, \(perNode) a node" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    let time = try WorkloadTime(duration, grain: grain)
    let app = try population.appOrNew(app)
    let present = population.count(of: app)
    let curve = LoadCurve(
      low: pods.low.share(of: present, roundingUp: false),
      high: pods.high.share(of: present, roundingUp: false), in: time.span)
    guard curve.high > 0 else {
      throw .system("there would be no pods at all; say how many: pods=100..1000")
    }
    try population.checkPods(Mean(whole: curve.high).times(100 + noise, over: 100))
    let others = population.podCount - present
    let most = max(least, (others + curve.high / 100 * (100 + noise)) / perNode)
    try population.checkNodes(Mean(whole: max(0, most - population.nodeCount)))
    var life = AutoscaledLife(self, population, app, curve, time, generator)
    for piece in 0..<time.count { life.live(piece) }
    return life.writer.steps(until: time.span)
  }
}

/// An autoscaled cluster on its way.
private struct AutoscaledLife {
  var writer: StepWriter
  private let kind: Autoscale
  private let app: NamespacedName
  private let curve: LoadCurve
  private let time: WorkloadTime
  private let sorts: [Resident]
  private var noise: SeededGenerator
  private var loads: RecentMaximum
  private var needs: RecentMaximum
  /// Nodes that are on their way, by the piece in which they join.
  private var joining: [Int]
  private var onTheWay = 0
  private var leaving: [String] = []
  /// Pieces since a node joined last.
  private var sinceJoin: Int
  private var joined = 0

  /// Kubernetes, `pkg/controller/podautoscaler/config/v1alpha1/defaults.go`: a downscale stabilization
  /// of five minutes and a tolerance of 0.1.
  private static let stabilization = TimeSpan(seconds: 300)
  private static let tolerance = 10

  init(
    _ kind: Autoscale, _ population: Population, _ app: NamespacedName, _ curve: LoadCurve,
    _ time: WorkloadTime, _ generator: SeededGenerator
  ) {
    self.kind = kind
    self.app = app
    self.curve = curve
    self.time = time
    noise = generator
    writer = StepWriter(population)
    sorts = population.sorts
    loads = RecentMaximum(pieces: time.pieces(Self.stabilization))
    needs = RecentMaximum(pieces: time.pieces(kind.delay))
    joining = [Int](repeating: 0, count: time.count)
    sinceJoin = time.pieces(kind.delay)
  }

  mutating func live(_ piece: Int) {
    let end = time.end(of: piece)
    writer.act(.removeNodes(leaving), at: end)
    leaving = []
    sinceJoin += 1
    if joining[piece] > 0 { join(joining[piece], end) }
    followLoad(piece, end)
    let population = writer.population
    let need = max(kind.least, (population.podCount + kind.perNode - 1) / kind.perNode)
    let recent = needs.add(need, at: piece)
    let coming = need - population.nodeCount - onTheWay
    if coming > 0 {
      let start = time.pieces(kind.boot)
      if start == 0 {
        onTheWay += coming
        join(coming, end)
      } else if start < time.count - piece {
        onTheWay += coming
        joining[piece + start] += coming
      }
    } else if population.nodeCount > recent, sinceJoin >= time.pieces(kind.delay), onTheWay == 0,
      piece >= time.pieces(kind.delay), piece + 1 < time.count
    {
      leaving = population.newestNodes(population.nodeCount - recent).map(\.name)
      writer.act(.drainNodes(leaving), at: end)
    }
  }

  private mutating func join(_ count: Int, _ end: Int) {
    writer.addNodes(like: (joined..<joined + count).map { sorts[$0 % sorts.count] }, at: end)
    joined += count
    onTheWay -= count
    sinceJoin = 0
  }

  private mutating func followLoad(_ piece: Int, _ end: Int) {
    let stray = 100 + noise.int(in: -kind.noise..<kind.noise + 1)
    let load = curve.load(at: end) * stray / 100
    let recent = loads.add(load, at: piece)
    let present = writer.population.count(of: app)
    // Up to what is asked for now; down no further than to what was asked for lately.
    let wanted = load > present ? load : min(present, recent)
    guard abs(wanted - present) * Self.tolerance > present else { return }
    if wanted > present {
      writer.act(.addPods(wanted - present, of: app), at: end)
    } else {
      writer.act(.removePods(present - wanted, of: app, .newest), at: end)
    }
  }
}

/// The largest of the numbers of the last pieces of time.
struct RecentMaximum: Sendable {
  private let pieces: Int
  /// Numbers that may yet be the largest, each larger than the next.
  private var candidates: [(piece: Int, number: Int)] = []

  init(pieces: Int) {
    self.pieces = pieces
  }

  /// Takes the number of a piece, and says what is the largest of it and so many before.
  mutating func add(_ number: Int, at piece: Int) -> Int {
    while let last = candidates.last, last.number <= number { candidates.removeLast() }
    candidates.append((piece, number))
    if let first = candidates.first, first.piece < piece - pieces { candidates.removeFirst() }
    return candidates[0].number
  }
}
