import Addressing
import Allocation

/// The search for the smallest changes that would have avoided a refusal.
///
/// Nothing is called a fix that was not tried: each candidate is carried out on the state it belongs
/// to, the request that was refused is made again, and only if it is granted then is it offered.
struct FixFinder {
  /// What was refused, and when.
  struct Case: Sendable {
    /// Who was refused.
    enum Target: Hashable, Sendable {
      case node(String)
      case pod(NamespacedName)
    }

    /// What was refused.
    enum Request: Sendable {
      /// A step of the history.
      case step(Int)
      /// What would be refused if it came next.
      case next(Command)
    }

    let target: Target
    let request: Request
    /// The cluster before the command of the request.
    let then: Cluster
    /// The cluster as it is asked about, and how many steps have led to it.
    let now: Cluster
    let end: Int
    let story: LifeStory
    let claims: [Claim]

    /// A refusal in a step of the history.
    init?(_ target: Target, decidedAt step: Int, in inquiry: Inquiry) {
      let start = inquiry.story.commandStart(of: step)
      guard let then = inquiry.story.cluster(at: start) else { return nil }
      self.init(target, .step(step), then: then, inquiry)
    }

    /// What would be refused if `command` came next.
    init(_ target: Target, next command: Command, in inquiry: Inquiry) {
      self.init(target, .next(command), then: inquiry.cluster, inquiry)
    }

    private init(
      _ target: Target, _ request: Request, then: Cluster, _ inquiry: Inquiry
    ) {
      self.target = target
      self.request = request
      self.then = then
      now = inquiry.cluster
      end = inquiry.end
      story = inquiry.story
      claims = inquiry.claims
    }

    /// The place where a change made just before the request belongs; nil for now.
    var place: Place? {
      guard case .step(let step) = request else { return nil }
      return Place(story.place(at: step).position)
    }

    /// The last step of a history in which the request has been made.
    var lastStep: Int {
      if case .step(let step) = request { step } else { end - 1 }
    }

    /// Lets everything from the command of the request on happen, to the request itself.
    func ask(_ cluster: inout Cluster) -> Int {
      switch request {
      case .step(let step):
        return (story.commandStart(of: step)...step).reduce(0) { cost, index in
          cost + story.relive(index, in: &cluster).reduce(1) { $0 + $1.cost }
        }
      case .next(let command):
        let events = try? cluster.carryOut(command, at: story.place(at: end).position)
        return (events ?? []).reduce(1) { $0 + $1.cost }
      }
    }

    /// Whether the target has what it was refused.
    func isAvoided(in cluster: Cluster) -> Bool {
      switch target {
      case .node(let name):
        guard let node = cluster.nodes[name] else { return false }
        return node.isReady && cluster.rivals(of: node).isEmpty
      case .pod(let name):
        guard let id = cluster.pods[name] else { return false }
        return cluster.pods.status(of: id).isRunning
      }
    }

    /// The node that is meant, or that the pod is bound to.
    func node(in cluster: Cluster) -> Node? {
      switch target {
      case .node(let name): cluster.nodes[name]
      case .pod(let name): pod(name, in: cluster)?.node.flatMap { cluster.nodes[$0] }
      }
    }

    func pod(_ name: NamespacedName, in cluster: Cluster) -> Pod? {
      cluster.pods[name].flatMap { cluster.pods[$0] }
    }

    /// Half a sentence: what the target gets.
    func gain(in cluster: Cluster) -> String {
      switch target {
      case .node(let name):
        let blocks = cluster.nodes[name]?.blocks.prefix(2).map(\.description) ?? []
        return blocks.isEmpty ? "\(name) is ready" : "\(name) gets \(blocks.joined(separator: " "))"
      case .pod(let name):
        guard let pod = pod(name, in: cluster) else { return "\(name.short) runs" }
        let place = pod.node.flatMap { cluster.nodes.name(of: $0) }.map { " on \($0)" } ?? ""
        return "\(name.short) gets \(pod.address?.description ?? "an address")\(place)"
      }
    }
  }

  /// Where a change belongs.
  enum Moment {
    /// Just before the command whose request was refused.
    case then
    /// At the end of what has happened.
    case now
  }

  /// Fixes that are offered at most.
  static let limit = 6
  /// Elementary changes that the trials of one kind of fix may cost.
  static let budget = 120_000
  /// What a trial costs at least, so that their number is limited too.
  private static let trialCost = 4_000

  let task: Case
  /// The cluster right after the refusal, by which is counted what is lacking.
  let refused: Cluster
  private(set) var fixes: [Fix] = []
  private var left = 0
  /// Elementary changes of a replay up to the refusal.
  private let replayCost: Int
  /// Who may end the search, in the middle of a long replay too.
  private let watch: Watcher

  init(_ task: Case, watching watch: @escaping Watcher) {
    self.task = task
    self.watch = watch
    var refused = task.then
    _ = task.ask(&refused)
    self.refused = refused
    replayCost = task.story.cost(ofSteps: task.lastStep + 1) + task.now.nodes.count
  }

  /// The fixes of a case, the smallest first.
  ///
  /// Nil if the watcher ended the search.
  static func fixes(of task: Case, watching watch: @escaping Watcher) -> [Fix]? {
    var finder = FixFinder(task, watching: watch)
    return finder.search() ? Array(finder.fixes.prefix(limit)) : nil
  }

  private mutating func search() -> Bool {
    let options = 6
    let kinds: [(inout FixFinder) -> Void] = [
      { $0.tryWaiting() }, { $0.tryRestarts() }, { $0.tryUncordoning() },
      { $0.tryOtherNodes() }, { $0.tryRemovingEmptyNodes() }, { $0.tryPools() },
      { $0.tryOptions() }, { $0.tryMoreNodes() }, { $0.tryFewer() },
    ]
    for (index, kind) in kinds.enumerated() where fixes.count < Self.limit - 1 {
      guard watch(Progress("trying fixes", done: index, total: kinds.count + 1)) else {
        return false
      }
      // There are many options.
      left = Self.budget * (index == options ? 2 : 1)
      kind(&self)
    }
    guard watch(Progress("trying modes", done: kinds.count, total: kinds.count + 1)) else {
      return false
    }
    // Another mode is the largest change of all, and always worth a line.
    fixes = Array(fixes.prefix(Self.limit - 1))
    left = Self.budget * 2
    tryModes()
    return watch(Progress("trying modes", done: kinds.count + 1, total: kinds.count + 1))
  }

  /// Something to try: what it is in words, and how it is done.
  struct Change {
    /// How a change is made.
    enum Way {
      /// Commands at one of these moments, the first at which they help.
      case commands([Command], [Moment])
      /// Other settings, under which everything happens again from the start.
      case settings(ModeSwitch)
    }

    let what: String
    let way: Way

    init(_ what: String, _ commands: [Command], _ moments: [Moment]) {
      self.what = what
      way = .commands(commands, moments)
    }

    init(_ what: String, _ settings: ModeSwitch) {
      self.what = what
      way = .settings(settings)
    }
  }

  /// A change that helped, and what came of it.
  struct Success {
    let fix: Fix
    let cluster: Cluster
    /// Whether nobody else waits either.
    var isWhole: Bool { cluster.wants == 0 }
  }

  /// Tries a change; where it helps, it is offered and nothing else of its kind need be.
  mutating func offer(_ what: String, _ commands: [Command], _ moments: [Moment]) -> Bool {
    offer([Change(what, commands, moments)])
  }

  /// Tries changes, the smallest first: the first after which nobody waits is offered, or else the
  /// first that helps the one who was refused.
  mutating func offer(_ changes: [Change]) -> Bool {
    var first: Success?
    for change in changes {
      guard let success = success(of: change) else { continue }
      if first == nil { first = success }
      guard success.isWhole else { continue }
      first = success
      break
    }
    guard let first else { return false }
    fixes.append(first.fix)
    return true
  }

  /// What comes of a change, if it helps.
  mutating func success(of change: Change) -> Success? {
    switch change.way {
    case .settings(let settings):
      guard let after = outcome(of: settings) else { return nil }
      return Success(
        fix: Fix("\(change.what): \(gain(in: after))", [.mode(settings)]), cluster: after)
    case .commands(let commands, let moments):
      for moment in moments {
        guard let after = outcome(of: commands, at: moment) else { continue }
        // What helps just after the refusal need not help at the end of a history that went on.
        let isPast = moment == .now && task.end < task.story.length
        let place =
          moment == .then ? task.place : isPast ? task.story.place(at: task.end) : nil
        let when =
          moment == .then
          ? (place != nil ? "before it, " : "")
          : isPast ? "right after it, " : task.place != nil ? "now, " : ""
        let text = "\(when)\(change.what): \(gain(in: after))"
        return Success(fix: Fix(text, commands, at: place), cluster: after)
      }
      return nil
    }
  }

  /// What the target gets, and how many others are as they were.
  private func gain(in cluster: Cluster) -> String {
    let gain = task.gain(in: cluster)
    switch cluster.wants {
    case 0: return gain
    case 1: return "\(gain); 1 other still waits"
    default: return "\(gain); \(cluster.wants) others still wait"
    }
  }

  /// The cluster that comes of a change, if the refusal is gone in it.
  mutating func outcome(of commands: [Command], at moment: Moment) -> Cluster? {
    guard left > 0 else { return nil }
    let end = task.story.place(at: task.end)
    // Between the steps of a workload nothing else can happen.
    if moment == .now, end.step > 0 { return nil }
    if moment == .then, commands.contains(where: \.isOfOnePlan),
      case .step(let step) = task.request,
      !task.story.isAddressed(at: step)
    {
      return nil
    }
    var cluster = moment == .then ? task.then : task.now
    left -= cluster.nodes.count + Self.trialCost
    var position = (moment == .then ? task.place : nil)?.position ?? end.position
    for command in commands {
      let events = try? cluster.carryOut(command, at: position)
      guard let events, !events.isEmpty else { return nil }
      left -= events.reduce(0) { $0 + $1.cost }
      position += 1
    }
    let isNext = if case .next = task.request { true } else { false }
    if moment == .then || isNext { left -= task.ask(&cluster) }
    let before = moment == .then || isNext ? refused : task.now
    return task.isAvoided(in: cluster) && cluster.wants < before.wants ? cluster : nil
  }

  /// The cluster that another mode, or other settings from the start, make of the same history.
  mutating func outcome(of change: ModeSwitch) -> Cluster? {
    guard left > 0, replayCost <= Self.budget else { return nil }
    left -= replayCost + Self.trialCost
    guard
      var cluster = task.story.cluster(under: change, after: task.lastStep, watching: watch)
    else { return nil }
    if case .next = task.request { left -= task.ask(&cluster) }
    return task.isAvoided(in: cluster) && cluster.wants < refused.wants ? cluster : nil
  }

  /// Spends trials on something that is tried elsewhere; false if there are none left.
  mutating func spend(_ cost: Int) -> Bool {
    guard left > 0 else { return false }
    left -= cost
    return true
  }
}

extension Cluster {
  /// Nodes and pods that have not what they asked for: a fix that only moves a refusal is none.
  var wants: Int {
    tallies.nodesWaiting + tallies.nodesFailed + tallies.podsPending
      + IPFamily.allCases.reduce(0) { $0 + Int(clamping: ledger.total($1).extraHolders) }
  }
}
