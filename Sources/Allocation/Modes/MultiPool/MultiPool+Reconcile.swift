import Addressing
import HashTreeCollections

extension MultiPool {
  /// Why a node's agent and the operator look at its object.
  enum Pass {
    /// Something changed on the node.
    case change
    /// The agent's interval is over, or a wish.
    case due
    /// The operator's controller tries again.
    case retry
    /// The agent or the operator has just started.
    case restart
  }

  /// How often agent and operator answer each other at one instant: far more than they need to agree,
  /// and an end where an older version's never do.
  private static let roundLimit = 8

  /// Brings a node's demand before the operator, and what that gives to the agent, until both agree.
  ///
  /// Grants come at once; CIDRs are let go only with a sync, of which there is one in an interval.
  mutating func reconcile(_ node: inout Node, _ pass: Pass, _ scene: inout Scene) {
    guard var entry = books.removeValue(forKey: node.id) else { return }
    entry.followWishes(node, now: scene.now)
    entry.ranges.take(from: &node, seed: scene.seed, rules: settings.scanRules)
    // An agent that has ended writes nothing until it is started again.
    if node.agentError == nil {
      let isFull =
        pass == .due || pass == .change && scene.now >= entry.lastSync + settings.syncInterval
      var mustAsk = pass == .retry || pass == .restart
      for round in 0..<Self.roundLimit {
        let isSync = isFull && round == 0 && entry.agent.isRestored
        guard exchange(&entry, node.name, isSync: isSync, mustAsk: mustAsk, &scene) else { break }
        mustAsk = false
        startAgent(&entry, &node, &scene)
        if node.agentError != nil { break }
      }
      planSync(&entry)
    }
    let before = node.blocks
    let sharesBefore = entry.sharesSeen
    entry.sharesSeen = entry.ranges.shares.count
    entry.ranges.put(into: &node)
    // A CIDR in a book that is there already changes nothing that shows; the draw spent here does,
    // so that pods that wait for it are tried.
    if before == node.blocks, entry.sharesSeen > sharesBefore { node.draws += 1 }
    // The operator says what fails of a node that has ended as well.
    node.error = entry.failure?.text
    if entry.sharesSeen != sharesBefore { noteSharing(entry, node.name, &scene) }
    books[node.id] = entry
  }

  /// The agent writes its node's object, the operator answers it; false if there was nothing to say.
  private mutating func exchange(
    _ entry: inout Books, _ name: String, isSync: Bool, mustAsk: Bool, _ scene: inout Scene
  ) -> Bool {
    var written = MultiPoolAgent.Sync()
    if isSync {
      written = entry.agent.sync(now: scene.now, ranges: &entry.ranges)
      entry.lastSync = scene.now
    } else {
      written = entry.agent.wishes(entry.ranges)
    }
    // A block too small to be used is not the agent's, and goes back: with a sync, or every answer of
    // the operator's would be followed by another question.
    let standing = isSync ? entry.allocated : entry.taken
    let isNew = written.requested != entry.requested || written.allocated != standing
    guard isNew || mustAsk else { return false }
    if isNew {
      scene.work.controlPlane += 1
      entry.requested = written.requested
      entry.allocated = written.allocated
    }
    let errors = nodeOperator.allocate(
      to: name, allocated: entry.allocated, requested: entry.requested)
    if !written.released.isEmpty { somethingCameFree(at: scene.now) }
    let given = nodeOperator.allocatedPools(name)
    if given != entry.allocated {
      scene.work.controlPlane += 1
      entry.allocated = given
    }
    for cidr in entry.agent.nodeUpdated(given, ranges: &entry.ranges) {
      scene.note(name, "in-use pod CIDR was removed from spec: \(cidr)")
    }
    entry.taken = entry.agent.wishes(entry.ranges).allocated
    record(errors, in: &entry, &scene)
    return true
  }

  /// The operator's error in the node's status, and when it tries again.
  private func record(_ errors: [PoolError], in entry: inout Books, _ scene: inout Scene) {
    // One line: the real text has a line for each error.
    let text = errors.isEmpty ? nil : errors.map(\.description).joined(separator: " | ")
    if text != entry.failure?.text { scene.work.controlPlane += 1 }
    guard let text else {
      entry.failure = nil
      return
    }
    let errors = (entry.failure?.upTo(scene.now).errors ?? 0) + 1
    entry.failure = Failure(
      text: text, errors: errors, due: scene.now + .seconds(errors), generation: generation)
  }

  /// Notes when the next sync comes, if it lets something go.
  private func planSync(_ entry: inout Books) {
    guard entry.agent.isRestored else { return }
    var ahead = entry.agent
    var ranges = entry.ranges
    let sync = ahead.sync(now: entry.lastSync, ranges: &ranges)
    entry.syncDue = sync.released.isEmpty ? nil : entry.lastSync + settings.syncInterval
  }

  /// Starts the agent once every pool it keeps spare addresses of has one for it: router, ingress
  /// and health come out of the default pool, without a word to the operator.
  private func startAgent(_ entry: inout Books, _ node: inout Node, _ scene: inout Scene) {
    guard !node.isReady, node.agentError == nil,
      entry.agent.hasWhatItWaitsFor(entry.ranges)
    else { return }
    for role in settings.roles {
      for family in settings.families where !entry.ranges.has(role, family) {
        do {
          let address = try entry.agent.allocateNext(
            family, owner: role.rawValue, pool: settings.defaultPool,
            hasPoolObject: hasPool(settings.defaultPool), now: scene.now, ranges: &entry.ranges)
          entry.ranges.assign(address, to: role)
          scene.work.node += 1
        } catch {
          // The agent ends over it, and what it waited for is forgotten with it.
          entry.agent.forgetWishes()
          node.agentError = Self.refusal(of: role, family, error)
          return
        }
      }
    }
    node.isReady = true
    entry.agent.finishRestore()
  }

  /// The texts differ from role to role (1.19, `daemon/infraendpoints/infra_ip_allocation.go`).
  private static func refusal(
    of role: InfrastructureRole, _ family: IPFamily, _ error: MultiPoolAgentError
  ) -> String {
    let advice = "see https://cilium.link/ipam-range-full"
    switch role {
    case .ingress: return "unable to allocate ingress IPs: \(error), \(advice)"
    case .health: return "unable to allocate health \(family): \(error), \(advice)"
    case .router, .tunnel:
      return "unable to allocate router IP for family \(family.flagName): \(error)"
    }
  }

  func hasPool(_ name: String) -> Bool { settings.pools.contains { $0.name == name } }

  /// Pools of one node that overlap: what the model does with them is not what Cilium does.
  private func noteSharing(_ entry: Books, _ name: String, _ scene: inout Scene) {
    for pool in entry.agent.poolNames {
      guard let cidr = entry.ranges.sharedCIDR(of: pool) else { continue }
      scene.note(
        name,
        "pool \(pool) gave \(cidr), which another pool gave as well: in Cilium pods of both pools "
          + "can have the same address")
      return
    }
  }

  mutating func somethingCameFree(at now: Duration) {
    generation += 1
    changedAt = now
  }

  /// What follows at the same instant: demand that rose, CIDRs that may go.
  public mutating func maintain(_ ids: [NodeID], _ scene: inout Scene) {
    for id in ids {
      _ = scene.with(id) { node, rest in reconcile(&node, .change, &rest) }
    }
  }

  /// When an agent's interval, a wish or a wait of the operator's is over.
  public var nextDue: Duration? {
    var first: Duration?
    for (_, entry) in books {
      guard let due = entry.nextDue(generation: generation, changedAt: changedAt) else { continue }
      first = min(first ?? due, due)
    }
    return first
  }

  /// Syncs and retries that are due, nodes in the order of joining.
  public mutating func timePasses(_ scene: inout Scene) {
    let now = scene.now
    let seen = generation
    let seenAt = changedAt
    let due = scene.nodeIDs.filter { id in
      guard let due = books[id]?.nextDue(generation: seen, changedAt: seenAt) else { return false }
      return due <= now
    }
    for id in due {
      let retry = books[id]?.failure?.nextTry(generation: seen, changedAt: seenAt)
      let isRetry = retry.map { $0 <= now } ?? false
      _ = scene.with(id) { node, rest in
        let isSync = books[id].map { ($0.syncDue ?? .seconds(Int64.max)) <= now } ?? false
        let isWish = books[id].map { ($0.wishDue ?? .seconds(Int64.max)) <= now } ?? false
        if isSync || isWish { reconcile(&node, .due, &rest) }
        if isRetry { reconcile(&node, .retry, &rest) }
      }
    }
  }
}
