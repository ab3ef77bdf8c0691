import Addressing

extension Flat {
  /// Nothing is looked at: a node gets nothing in advance.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: [
      "A node is given nothing in advance and needs nothing to be ready: its pods get single "
        + "addresses of pools that all nodes share.",
      "Whereabouts 0.9.4, pkg/allocate/allocate.go; Kube-OVN 1533681, pkg/ipam/ipam.go.",
    ])
    for pool in flatPools {
      explanation.add(
        Candidate(pool.title, found: "\(pool.free) addresses free, none of them for a node"))
    }
    explanation.add("nodes before", "\(cluster.nodes.count)")
    explanation.add(outcome(of: order, in: cluster), of: self)
    return explanation
  }

  /// The pools in order, and the addresses of the first with one free, as its policy walks them.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: giveRule)
    let grant = rehearsedGive(demand, on: node, in: cluster)
    let given = grant.addresses
    var draws = draws
    for family in IPFamily.allCases where pools.contains(where: { $0.family == family }) {
      if let wanted = demand.wanted, wanted.family == family {
        addAsked(wanted, given, in: cluster, &explanation)
        continue
      }
      for pool in flatPools where pool.prefix.family == family {
        guard pool.free > 0 else {
          explanation.add(Candidate(pool.title, found: "no address is free"))
          continue
        }
        let draw = SeededGenerator.mix(cluster.seed ^ 0x666c_6174, draws)
        look(at: pool, draw, given, in: cluster, &explanation)
        draws += 1
        break
      }
    }
    for pool in flatPools {
      let never = Int(clamping: PrefixSet(pool.never).count)
      explanation.add(
        "\(pool.prefix)", "\(pool.free) free, \(never) never given, of \(pool.units.maxCIDRs)")
    }
    explanation.add("policy", settings.reuse.rawValue)
    if let wanted = demand.wanted { explanation.add("address asked for", wanted.description) }
    explanation.add("pods on the node", "\(node.pods.count) of at most \(node.maxPods)")
    if grant.status != .running {
      explanation.add(
        "error", grant.error ?? exhaustedText(grant.status == .refusedV6 ? .v6 : .v4))
    }
    return explanation
  }

  private var giveRule: [String] {
    let order: [String]
    switch settings.reuse {
    case .lowestFree:
      order = [
        "The lowest free address of the pool is next, however long ago it was given back.",
        "Whereabouts 0.9.4, pkg/allocate/allocate.go; Spiderpool a7fbd3b.",
      ]
    case .freedLast:
      order = [
        "The lowest address never used before is next; addresses that were given back come only when "
          + "none of those is left.",
        "Kube-OVN 1533681, pkg/ipam/subnet.go and ip_range_list.go.",
      ]
    case .roundRobin:
      order = [
        "The next free address after the one given last is next, over the end and round.",
        "A policy to compare with, of no one system.",
      ]
    case .random:
      order = [
        "The next free address after a random place is next, over the end and round.",
        "A policy to compare with, of no one system.",
      ]
    }
    return [
      "Every pod gets a single address of each family, from the first pool in the list with one free; "
        + "the ends of a pool, gateways and exclusions are never given."
    ] + order
  }

  private func addAsked(
    _ wanted: IPAddress, _ given: [IPAddress], in cluster: Cluster,
    _ explanation: inout Explanation
  ) {
    let found: String
    if let pool = flatPools.first(where: { $0.prefix.contains(wanted) }) {
      if pool.never.contains(where: { $0.contains(wanted) }) {
        found = "one of those \(pool.prefix) never gives of itself"
      } else if let place = try? pool.units.index(of: wanted), pool.units.used[place] {
        found = takerText(of: wanted, in: cluster)
      } else {
        found = "free"
      }
    } else {
      found = "in none of the pools"
    }
    explanation.add(
      Candidate("\(wanted), asked for", found: found, isTaken: given.contains(wanted)))
  }

  /// One pool with an address free, as its policy walks it.
  private func look(
    at pool: FlatPool, _ draw: UInt64, _ given: [IPAddress], in cluster: Cluster,
    _ explanation: inout Explanation
  ) {
    let (row, start) = pool.row(draw: draw)
    let place = pool.units.block(at: start).base
    explanation.add(
      Candidate(
        pool.title, found: "\(pool.free) addresses free; the search begins at \(place)"))
    let search = RowSearch(row, from: start) {
      pool.units.block(at: $0).base.description
    } holder: { offset in
      let block = pool.units.block(at: offset)
      if pool.never.contains(where: { $0.contains(block) }) { return "never given" }
      guard pool.units.used[offset] else { return "free, but used before" }
      return takerText(of: block.base, in: cluster)
    }
    explanation.add(search) { given.contains(pool.units.block(at: $0).base) }
  }

  private func takerText(of address: IPAddress, in cluster: Cluster) -> String {
    cluster.pod(at: address).map { "taken by \($0.name)" } ?? "taken"
  }
}

extension FlatPool {
  fileprivate var title: String { "\(prefix), addresses \(first) to \(last)" }

  /// The row of addresses that the policy walks, and the place at which it begins.
  fileprivate func row(draw: UInt64) -> (AddressBitmap, Int) {
    switch policy {
    case .lowestFree: (units.used, 0)
    case .freedLast: (notFresh.isFull ? units.used : notFresh, 0)
    case .roundRobin: (units.used, units.nextCandidate)
    case .random:
      (units.used, Int(SeededGenerator.bounded(draw, by: UInt64(units.maxCIDRs))))
    }
  }
}
