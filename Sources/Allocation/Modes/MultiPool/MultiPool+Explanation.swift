import Addressing
import HashTreeCollections

extension MultiPool {
  /// The pools the node wants spare addresses of, and the blocks the operator tries for it.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: [
      "A node asks for the addresses its pods use or wait for, rounded up to the next multiple of the "
        + "pool's spare addresses but one: 8 of the default pool for a new node.",
      "The operator gives it blocks of the first CIDR of the pool that is not full, next-fit from a "
        + "cursor, until their addresses suffice.",
      "Nothing is checked between pools.",
      "Cilium 1.19, pkg/ipam/multipool_manager.go and pkg/ipam/allocator/multipool/pool_allocator.go.",
    ])
    let outcome = outcome(of: order, in: cluster)
    for block in outcome.asked {
      let sets = nodeOperator.poolNames.flatMap { nodeOperator[$0]?[block.family] ?? [] }
      let set = sets.first { $0.cluster.contains(block) }
      let found = set == nil ? "in none of the pools" : cluster.holderText(of: block)
      explanation.add(
        Candidate(
          "\(block), asked for", found: found,
          isTaken: outcome.node?.blocks.contains(block) == true))
    }
    let requests = wishes(of: cluster.nodes[order.name])
    for request in requests {
      for family in settings.families where request.needed(family) > 0 {
        explanation.add(
          "pool \(request.pool), \(family)", "\(request.needed(family)) addresses wanted")
        look(at: request.pool, family, outcome.fresh, in: cluster, &explanation)
      }
    }
    explanation.addRest(outcome.fresh, found: "the next: those before have too few addresses")
    if cluster.nodes[order.name] == nil, let spare = settings.spares[settings.defaultPool] {
      let own = settings.roles.count
      let wanted = PoolDemand.needed(inUse: own, preAllocate: spare)
      explanation.add(
        "once the agent has started", "\(own) of its own in use, \(wanted) addresses wanted")
    }
    addPools(&explanation)
    explanation.add("nodes before", "\(cluster.nodes.count)")
    if let present = cluster.nodes[order.name] {
      for line in details(of: present) { explanation.add(line.key, line.text) }
    }
    explanation.add(outcome, of: self)
    return explanation
  }

  /// What a node asks the operator for: a new one for its spare addresses.
  private func wishes(of node: Node?) -> [PoolRequest] {
    if let node, let entry = books[node.id] { return entry.requested }
    return settings.spares.entries.map { entry in
      let needed = PoolDemand.needed(inUse: 0, preAllocate: entry.count)
      return PoolRequest(
        pool: entry.pool, v4: settings.families.contains(.v4) ? needed : 0,
        v6: settings.families.contains(.v6) ? needed : 0)
    }
  }

  private func look(
    at pool: String, _ family: IPFamily, _ given: [IPPrefix], in cluster: Cluster,
    _ explanation: inout Explanation
  ) {
    guard let sets = nodeOperator[pool]?[family] else {
      explanation.add(Candidate("pool \(pool)", found: "there is no such pool"))
      return
    }
    for set in sets {
      let what = "\(pool): \(set.title)"
      let taken = Counted.of(set.count, set.maxCIDRs, "taken")
      guard !set.isFull else {
        explanation.add(Candidate(what, found: taken))
        continue
      }
      explanation.add(
        Candidate(what, found: "\(taken); the search begins at block \(set.nextCandidate)"))
      // Where nothing is given, nothing is tried: the node has what it asks for.
      guard given.contains(where: { set.cluster.contains($0) }) else { return }
      explanation.addBlocks(of: set, from: set.nextCandidate, in: cluster, given: given.contains)
      return
    }
    if sets.isEmpty { explanation.add(Candidate("pool \(pool)", found: "has no \(family) CIDR")) }
  }

  /// What is left of each pool.
  private func addPools(_ explanation: inout Explanation) {
    for name in nodeOperator.poolNames {
      guard let pool = nodeOperator[name] else { continue }
      for family in settings.families where !pool[family].isEmpty {
        let free = pool[family].reduce(0) { $0 + $1.maxCIDRs - $1.count }
        let total = pool[family].reduce(0) { $0 + $1.maxCIDRs }
        explanation.add("free \(family) blocks of \(name)", "\(free) of \(total)")
      }
    }
  }

  /// The pod's pool, the node's CIDRs of it in the agent's order, and the addresses of the first
  /// with one free.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: [
      "The pod's pool is that of its annotation, else of its namespace's, else of the one pool whose "
        + "selectors match, else the default pool; each family may have its own.",
      "The address comes from the first of the node's CIDRs of the pool that has one free, from a "
        + "random start; IPv6 before IPv4, and given back if IPv4 has none.",
      "If none is free the pod waits, and the node asks the operator for more.",
      "Cilium 1.19, pkg/ipam/metadata/manager.go, pkg/ipam/multipool_manager.go and pool.go.",
    ])
    let grant = rehearsedGive(demand, on: node, in: cluster)
    if let entry = books[node.id] {
      var ranges = entry.ranges
      var copy = node
      ranges.take(from: &copy, seed: cluster.seed, rules: settings.scanRules)
      var drawer = node
      for family in settings.families.reversed() {
        guard
          look(
            for: demand, family, grant.addresses, entry, ranges, &drawer, in: cluster,
            &explanation)
        else { break }
      }
      if !entry.agent.pending.isEmpty {
        explanation.add("pods that wait for a pool", "\(entry.waiting.count)")
      }
    }
    explanation.addRest(grant.addresses.map { IPPrefix($0) }, found: "free")
    explanation.add("spare addresses", settings.spares.description)
    for line in details(of: node) { explanation.add(line.key, line.text) }
    addPools(&explanation)
    explanation.add(grant, to: demand, on: node, by: self)
    return explanation
  }

  /// One family; false if the pod is refused over it.
  private func look(
    for demand: PodDemand, _ family: IPFamily, _ given: [IPAddress], _ entry: Books,
    _ ranges: NodeRanges, _ drawer: inout Node, in cluster: Cluster,
    _ explanation: inout Explanation
  ) -> Bool {
    let name: String
    do {
      name = try pool(for: demand, family)
    } catch {
      explanation.add(Candidate("\(family) pool", found: "\(error)"))
      return false
    }
    let why = demand.pool == name ? "named by the pod" : "chosen for the pod"
    guard let list = entry.agent.list(name, family), !list.cidrs.isEmpty else {
      explanation.add(
        Candidate("pool \(name), \(family)", found: "\(why); no CIDR on the node yet"))
      return false
    }
    explanation.add(
      Candidate("pool \(name), \(family)", found: "\(why); CIDRs on the node: \(list.cidrs.count)"))
    if let wanted = demand.wanted, wanted.family == family {
      explanation.addAsked(
        wanted, on: drawer, in: cluster, isGiven: given.contains(wanted))
      drawer.draws += 1
      return given.contains(wanted)
    }
    for cidr in list.cidrs {
      let (used, free) = (ranges.used(cidr, of: name), ranges.free(cidr, of: name))
      let isRemoved = list.removed.contains(cidr)
      explanation.add(
        Candidate(
          cidr.description,
          found: isRemoved
            ? "removed from the node's object" : Counted.of(used, used + free, "taken")))
      guard !isRemoved, free > 0 else { continue }
      if let book = drawer.range(on: cidr) {
        let start =
          settings.scanRules.scansAtRandom
          ? AddressScan.start(
            seed: cluster.seed, stream: drawer.stream, draw: drawer.draws, family: family,
            usable: book.usable) : 0
        explanation.addAddresses(
          of: book, from: start, on: drawer, in: cluster, given: given.contains)
      }
      drawer.draws += 1
      return true
    }
    return false
  }
}
