import Addressing
import HashTreeCollections

extension MultiPool {
  /// Pools come and go while the operator runs; options are read by agents and operator at a restart.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var changed = settings
    switch change {
    case .set(let options): try changed.set(options)
    case .addPool(let cidr, let name, let mask):
      try add(cidr, to: name ?? settings.defaultPool, mask: mask, &changed)
    case .removePool(let cidr): try remove(cidr, &changed)
    // The operator knows nothing of services.
    case .serviceRange: return
    }
    var nodeOperator = nodeOperator
    var told: [String] = []
    for pool in settings.pools where !changed.pools.contains(where: { $0.name == pool.name }) {
      do { try nodeOperator.deletePool(pool.name) } catch { throw .system(error.description) }
    }
    for pool in changed.pools where !settings.pools.contains(pool) {
      do {
        try nodeOperator.upsert(pool)
      } catch {
        // The pool is changed all the same where only orphans are in the way.
        guard error.isAboutOrphans else { throw .system(error.description) }
        told.append("failed to upsert pool \"\(pool.name)\": \(error)")
      }
    }
    guard !changed.pools.flatMap(\.cidrs).isEmpty else {
      throw .system("a plan keeps one pool at least; add another before the last one goes")
    }
    if case .set = change { isAgentChange = true } else { isPoolChange = true }
    settings = changed
    selection = changed.selection
    self.nodeOperator = nodeOperator
    untold += told
  }

  private func add(
    _ cidr: IPPrefix, to name: String, mask: Int?, _ changed: inout Settings
  ) throws(Refusal) {
    guard settings.families.contains(cidr.family) else {
      throw .system("\(cidr.family) is off in this plan: give the plan a pool of that family first")
    }
    guard PoolSelection.isSubdomain(name) else {
      throw .system(
        "\"\(name)\" is no name of a pool: lower case letters, digits, \"-\" and \".\" in between")
    }
    guard var pool = settings.pools.first(where: { $0.name == name }) else {
      try changed.put(changed.pool(name, cidrs: [cidr], mask: mask))
      return
    }
    guard !pool.cidrs(cidr.family).contains(cidr) else {
      throw .system("pool \"\(name)\" has \(cidr) already")
    }
    // A section that is new counts as a change of its mask from 0, which the operator refuses.
    let standard =
      pool.cidrs(cidr.family).isEmpty
      ? (cidr.family == .v4 ? changed.mask : changed.mask6) : pool.mask(cidr.family)
    if cidr.family == .v4 {
      pool.v4.append(cidr)
      pool.v4Mask = mask ?? standard
    } else {
      pool.v6.append(cidr)
      pool.v6Mask = mask ?? standard
    }
    try changed.put(pool)
  }

  /// Takes a CIDR from the pool that has it; of two pools the later name loses it.
  ///
  /// A pool without CIDRs is deleted.
  private func remove(_ cidr: IPPrefix, _ changed: inout Settings) throws(Refusal) {
    guard var pool = settings.pools.last(where: { $0.cidrs.contains(cidr) }) else {
      let list = settings.pools.flatMap(\.cidrs).map(\.description).joined(separator: ", ")
      throw .system("\(cidr) is in no pool; the pools have \(list)")
    }
    pool.v4.removeAll { $0 == cidr }
    pool.v6.removeAll { $0 == cidr }
    if pool.cidrs.isEmpty {
      changed.remove(pool.name)
    } else {
      try changed.put(pool)
    }
  }

  /// The operator starts anew, and after new options the agents too; a change of a pool is none.
  ///
  /// All nodes' CIDRs are taken over first; then nodes are served in an order drawn from the seed,
  /// since Cilium walks a Go map.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    for text in untold { scene.note("cilium-operator", text, isRefusal: true) }
    untold = []
    if isPoolChange {
      isPoolChange = false
      somethingCameFree(at: scene.now)
      return
    }
    try settings.createMissing()
    selection = settings.selection
    nodeOperator = try Self.start(settings)
    let byName = scene.nodeIDs.map { (id: $0, name: scene.node($0)?.name ?? "") }
      .sorted { $0.name < $1.name }
    for entry in byName {
      _ = nodeOperator.allocate(
        to: entry.name, allocated: books[entry.id]?.allocated ?? [], requested: [])
      books[entry.id]?.failure = nil
    }
    nodeOperator.finishRestore()
    somethingCameFree(at: scene.now)
    var order = byName.map(\.id)
    var generator = SeededGenerator(seed: SeededGenerator.mix(scene.seed, 0x7061_726b))
    order.shuffle(using: &generator)
    let restartsAgents = isAgentChange
    isAgentChange = false
    for id in order {
      _ = scene.with(id) { node, rest in
        if restartsAgents { restartAgent(of: &node, at: rest.now) }
        reconcile(&node, .restart, &rest)
      }
    }
  }

  /// Takes over what recorded nodes hold; which pool a CIDR is of the pools themselves say.
  public mutating func adopt(_ nodes: inout [Node]) {
    if let fresh = try? Self.start(settings) { nodeOperator = fresh }
    for index in nodes.indices {
      let recorded = nodes[index].blocks
      var entry = Books(settings, now: .zero)
      entry.allocated = listed(recorded)
      nodes[index].ranges = []
      entry.ranges.take(from: &nodes[index], seed: 0, rules: settings.scanRules)
      _ = entry.agent.nodeUpdated(entry.allocated, ranges: &entry.ranges)
      entry.ranges.put(into: &nodes[index])
      // Blocks that the agent passes over are the node's all the same.
      nodes[index].blocks = recorded
      let errors = nodeOperator.allocate(
        to: nodes[index].name, allocated: entry.allocated, requested: [])
      for error in errors where error != .notReady { nodes[index].error = error.description }
      nodes[index].agentError = nil
      nodes[index].isReady = settings.families.allSatisfy { family in
        recorded.contains { $0.family == family }
      }
      if nodes[index].isReady { entry.agent.finishRestore() }
      books[nodes[index].id] = entry
    }
    nodeOperator.finishRestore()
  }
}

extension PoolError {
  /// Whether the change was made and only orphans could not be taken over.
  var isAboutOrphans: Bool {
    switch self {
    case .orphanInTheWay: true
    case .several(let errors): errors.allSatisfy(\.isAboutOrphans)
    default: false
    }
  }
}
