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

  /// What was seen in a few words; it is no line that can be executed, for nobody decided it.
  public var description: String { "observe \(clock)" }
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
      _ = change(.observe(step), nil)
      return true
    }
    guard let index = otherForks.firstIndex(where: { $0.name == Self.trunk }) else { return true }
    let shown = fork
    leave()
    show(otherForks.remove(at: index))
    if timeline.place != timeline.end { _ = seek(to: timeline.end) }
    _ = change(.observe(step), nil)
    leave()
    guard let back = otherForks.firstIndex(where: { $0.name == shown }) else { return true }
    show(otherForks.remove(at: back))
    return true
  }

  /// Steps of the live cluster's history, whichever fork is shown.
  public var liveStepCount: Int {
    guard fork != Self.trunk else { return timeline.stepCount }
    return otherForks.first { $0.name == Self.trunk }?.timeline.stepCount ?? 0
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
