import Addressing

extension MultiPool {
  /// What the mode keeps of a node beside the node's own books.
  struct Books: Sendable {
    /// The node's agent.
    var agent: MultiPoolAgent
    /// Whose the node's addresses are.
    var ranges: NodeRanges
    /// What stands in the node's object: what it wants.
    var requested: [PoolRequest] = []
    /// What stands in the node's object: what it has.
    var allocated: [PoolAllocation] = []
    /// What of that its agent has taken over.
    var taken: [PoolAllocation] = []
    /// How many CIDRs the agent had when it was looked at last.
    var sharesSeen = 0
    /// When the agent wrote to its node's object last: it does so once in an interval.
    var lastSync: Duration
    /// When it does so next, if that lets something go.
    var syncDue: Duration?
    /// Pods that were refused and are there still: the kubelet tries them again and again.
    var waiting: [PodID] = []
    /// When the first wish of a pod that is gone ends.
    var wishDue: Duration?
    /// What the operator could not do.
    var failure: Failure?

    init(_ settings: Settings, now: Duration) {
      agent = MultiPoolAgent(
        families: settings.families, preAllocation: settings.spares, rules: settings.agentRules)
      ranges = NodeRanges(rules: settings.scanRules)
      lastSync = now
    }

    /// The agent starts anew, with the settings as they are now.
    mutating func restartAgent(_ settings: Settings, now: Duration) {
      agent = agent.restarted(preAllocation: settings.spares, rules: settings.agentRules)
      waiting = []
      wishDue = nil
      lastSync = now
    }

    /// The name under which a pod's wish is kept; its own name may be worked out at a price.
    static func owner(_ pod: PodID) -> String { "#\(pod.rawValue)" }

    /// Keeps the wishes of pods that are there, and lets those of pods that have gone run out.
    mutating func followWishes(_ node: Node, now: Duration) {
      guard !agent.pending.isEmpty else {
        waiting = []
        wishDue = nil
        return
      }
      if !waiting.isEmpty {
        let present = Set(node.pods)
        agent.renewWishes(of: Set(waiting.map(Self.owner)), now: now)
        waiting.removeAll { !present.contains($0) }
      }
      agent.removeExpiredWishes(now: now)
      // A wish ends when its time has passed, not with it.
      wishDue = agent.pending.firstExpiry(besides: Set(waiting.map(Self.owner)))
        .map { $0 + .seconds(1) }
    }

    /// The next instant at which something happens on the node by itself.
    func nextDue(generation: Int, changedAt: Duration) -> Duration? {
      let retry = failure?.nextTry(generation: generation, changedAt: changedAt)
      return [syncDue, wishDue, retry].compactMap(\.self).min()
    }
  }

  /// The operator's controller of a node after an error: it tries again after as many seconds as there
  /// were errors in a row, without limit (`pkg/controller/controller.go`).
  struct Failure: Hashable, Sendable {
    var text: String
    var errors: Int
    /// When it tries next.
    var due: Duration
    /// What the mode's count of changes was at the last try: nothing new, nothing else comes of it.
    var generation: Int

    /// The first try after `changedAt`; none while nothing has changed that could help.
    func nextTry(generation: Int, changedAt: Duration) -> Duration? {
      generation == self.generation ? nil : upTo(changedAt).due
    }

    /// The tries in vain up to `instant`, counted without making them.
    func upTo(_ instant: Duration) -> Failure {
      var later = self
      while later.due <= instant {
        later.errors += 1
        later.due += .seconds(later.errors)
      }
      return later
    }
  }
}
