import Addressing
public import Allocation

/// What was seen of a live cluster at one moment, as a step of its history.
public struct ObservedStep: Hashable, Sendable, CustomStringConvertible {
  /// The time of day, as people there read it: `14:02:11`.
  public let clock: String
  /// Seconds since the following began.
  public let elapsed: Int
  /// What was new, different or gone.
  public let seen: Observation
  /// The pools and the mode, where they were seen to be others.
  public let setting: RecordedBase?

  /// What was seen at a time.
  public init(clock: String, elapsed: Int, seen: Observation, setting: RecordedBase? = nil) {
    self.clock = clock
    self.elapsed = elapsed
    self.seen = seen
    self.setting = setting
  }

  /// What it changed in the history that it stands in, in a few words; empty until it is history.
  public internal(set) var news = ""

  /// What was seen in a few words; it is no line that can be executed, for nobody decided it.
  public var description: String { "seen \(moment)" }

  /// The time of day and what changed then: `14:02:11: +2 nodes node-7, node-8; +12 pods`.
  var moment: String { news.isEmpty ? clock : "\(clock): \(news)" }

  /// Characters that the names of nodes may take, for a row of the history is one line.
  ///
  /// One name as clouds give it fits, such as `ip-10-0-12-34.eu-central-1.compute.internal`.
  private static let roomForNames = 60

  /// Pools that are told by name; of more only the number is.
  private static let namedPools = 2

  /// What a setting changes.
  private static func words(_ setting: RecordedBase, after mode: any IPAMMode) -> String {
    if setting.mode != mode.about.name { return "mode \(setting.mode)" }
    guard setting.pools != mode.pools else { return "other options" }
    let count = setting.pools.count
    guard count <= namedPools else { return "now \(count) pools" }
    let names = setting.pools.map(\.description).joined(separator: ", ")
    return (count == 1 ? "pool now " : "pools now ") + names
  }

  /// The step with what it changes in a cluster told in words.
  func told(of cluster: Cluster?) -> ObservedStep {
    guard let cluster else { return self }
    var room = Self.roomForNames
    func counted(_ sign: String, _ count: Int, _ noun: String, _ end: String = "") -> String? {
      count == 0 ? nil : "\(sign)\(count) \(noun)\(count == 1 ? "" : "s")\(end)"
    }
    func named(_ sign: String, _ names: [String], _ end: String = "") -> String? {
      guard let text = counted(sign, names.count, "node", end) else { return nil }
      let shown = names.prefix { name in
        guard name.count + 2 <= room else { return false }
        room -= name.count + 2
        return true
      }
      let rest = names.count - shown.count
      guard !shown.isEmpty else { return text }
      return text + " " + shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
    let names = seen.nodes.map(\.order.name)
    let born = seen.pods.count { cluster.pods[$0.name] == nil }
    // Under another setting everything is told anew, whether it changed or not.
    let isWhole = setting != nil
    var step = self
    step.news = [
      named("+", names.filter { cluster.nodes[$0] == nil }),
      named("-", seen.goneNodes.filter { cluster.nodes[$0] != nil }),
      isWhole ? nil : named("", names.filter { cluster.nodes[$0] != nil }, " changed"),
      counted("+", born, "pod"),
      counted("-", seen.gonePods.count { cluster.pods[$0] != nil }, "pod"),
      isWhole ? nil : counted("", seen.pods.count - born, "pod", " changed"),
      setting.map { Self.words($0, after: cluster.mode) },
    ].compactMap(\.self).joined(separator: "; ")
    return step
  }
}

extension Session {
  /// A session that follows a cluster while it lives; what was known of it first is its first plan.
  public init(following base: RecordedBase) {
    self.init(recorded: base)
    isLive = true
  }

  /// Adds what was seen of the live cluster to its history, which is the trunk.
  ///
  /// It goes on there while a fork is shown. While somebody looks at an earlier moment of the trunk
  /// itself nothing is added, and the answer is false: what was seen has to wait.
  @discardableResult
  public mutating func observe(_ step: ObservedStep) -> Bool {
    guard fork != Self.trunk else {
      guard timeline.place == timeline.end else { return false }
      takeOver(step)
      return true
    }
    guard let index = otherForks.firstIndex(where: { $0.name == Self.trunk }) else { return true }
    let shown = fork
    leave()
    show(otherForks.remove(at: index))
    if timeline.place != timeline.end { _ = seek(to: timeline.end) }
    takeOver(step)
    leave()
    guard let back = otherForks.firstIndex(where: { $0.name == shown }) else { return true }
    show(otherForks.remove(at: back))
    return true
  }

  private mutating func takeOver(_ step: ObservedStep) {
    let plan = moment.plans.first(where: \.isRecorded) ?? current
    _ = change(.observe(step.told(of: plan?.cluster)), nil)
  }

  /// The forks of a live history in which somebody did something, by name, each with how many
  /// commands; none where nothing is followed.
  public var forksByHand: [(name: String, commands: Int)] {
    guard isLive else { return [] }
    let all = [(fork, timeline)] + otherForks.map { ($0.name, $0.timeline) }
    let trunk = all.first { $0.0 == Self.trunk }?.1.entries ?? []
    return all.filter { $0.0 != Self.trunk }.compactMap { name, timeline in
      let shared = zip(timeline.entries, trunk).prefix { $0.command == $1.command }.count
      let count = timeline.entries.dropFirst(shared).count {
        if case .observe = $0.command { false } else { true }
      }
      return count > 0 ? (name, count) : nil
    }.sorted { $0.name < $1.name }
  }

  /// Steps of the live cluster's history, whichever fork is shown.
  public var liveStepCount: Int {
    guard fork != Self.trunk else { return timeline.stepCount }
    return otherForks.first { $0.name == Self.trunk }?.timeline.stepCount ?? 0
  }

  /// What going over a part of the history means where all of it was seen; nil if somebody did any
  /// of it.
  ///
  /// Nobody did what was seen, so nobody undoes it.
  func seenText(of range: Range<Int>, back: Bool) -> String? {
    let steps = timeline.entries[range].map { entry -> ObservedStep? in
      if case .observe(let step) = entry.command { step } else { nil }
    }
    guard let first = steps.first ?? nil, let last = steps.last ?? nil, !steps.contains(nil) else {
      return nil
    }
    guard steps.count > 1 else {
      return back ? "back before \(first.moment)" : "forward to \(last.moment)"
    }
    return back
      ? "\(steps.count) steps back, before \(first.clock)"
      : "\(steps.count) steps forward, to \(last.clock)"
  }

  /// Branches off a live history before somebody changes it, for only the real cluster does that;
  /// the name of the fork, if there is a new one.
  mutating func leaveLive(for command: Command) -> String? {
    guard isLive, fork == Self.trunk, command.role == .change else { return nil }
    if timeline.place == timeline.end, command.leavesLifeAlone { return nil }
    var name = "what-if"
    var number = 1
    while forks.contains(name) {
      number += 1
      name = "what-if-\(number)"
    }
    guard case .done = branch(name, at: nil, [], nil) else { return nil }
    return name
  }
}

extension Outcome {
  /// The outcome with the news that it happened in a fork.
  func saying(_ fork: String?) -> Outcome {
    guard let fork, case .done(let text, let refusals) = self else { return self }
    return .done("fork \(fork): \(text)", refusals: refusals)
  }
}

extension Command {
  /// Whether a live cluster can go on as if nothing had been said.
  fileprivate var leavesLifeAlone: Bool {
    switch self {
    case .mode, .seed: false
    default: isOfPlans
    }
  }
}

extension Plan {
  /// Does what a command of the workload says, or takes over what was seen.
  mutating func carryOut(_ command: Command, at stream: Int) throws(Refusal) -> [Event] {
    guard case .observe(let step) = command else {
      return try cluster.carryOut(command, at: stream)
    }
    guard isRecorded else { return cluster.follow(step) }
    if let setting = step.setting { inferredPools = setting.inferredPools }
    return cluster.observe(.seconds(step.elapsed))
      + cluster.observe(step.seen, under: step.setting?.makeMode())
  }
}

extension Cluster {
  /// Lets happen under the cluster's own mode what was seen to happen under another: the same nodes
  /// and pods come and go, and the mode gives them what it would.
  fileprivate mutating func follow(_ step: ObservedStep) -> [Event] {
    let (seen, instant) = (step.seen, Duration.seconds(step.elapsed))
    var events: [Event] = []
    func ask(_ request: Request) { events += (try? perform(request)) ?? [] }
    if instant > now { ask(.wait(instant - now)) }
    let moved = seen.pods.filter { pod in
      guard let id = pods[pod.name] else { return false }
      let node = pods.node(of: id).flatMap { nodes.name(of: $0) }
      return pod.isHostNetwork || pod.node != nil && node != pod.node
    }
    let gone = (seen.gonePods + moved.map(\.name)).compactMap { pods[$0] }
    if !gone.isEmpty { ask(.removePods(gone)) }
    let leaving = seen.goneNodes.compactMap { nodes[$0]?.id }
    if !leaving.isEmpty { ask(.removeNodes(leaving)) }
    var orders: [NodeOrder] = []
    for entry in seen.nodes {
      if let node = nodes[entry.order.name] {
        if node.isCordoned != entry.isCordoned { ask(.cordon(node.id, entry.isCordoned)) }
      } else {
        var order = entry.order
        order.blocks = []
        orders.append(order)
      }
    }
    if !orders.isEmpty { ask(.addNodes(orders)) }
    for order in RecordedBase.orders(of: seen.pods.filter { pods[$0.name] == nil }, in: self) {
      ask(.addPods(order))
    }
    return events
  }
}
