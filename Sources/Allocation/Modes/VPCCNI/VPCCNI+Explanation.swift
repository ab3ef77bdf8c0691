import Addressing
import HashTreeCollections

extension VPCCNI {
  /// The subnets of the node's zone, the instance's limits, and what its daemon attaches at once.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: joinRule)
    let outcome = outcome(of: order, in: cluster)
    let present = cluster.nodes[order.name]
    var copy = self
    var node =
      present ?? Node(id: cluster.nodes.nextID, name: order.name, zone: order.zone, maxPods: 0)
    if present == nil { node.instanceType = order.instanceType }
    let zone = copy.zone(of: node)
    for subnet in vpc.subnets where !subnet.isDeleted {
      let place = subnet.zone == zone ? "" : "; in another zone"
      explanation.add(Candidate("subnet \(subnet.cidr)", found: text(of: subnet) + place))
    }
    let fresh = outcome.fresh
    if present.map({ managers[$0.id]?.store.interfaces.isEmpty ?? true }) ?? true,
      let primary = fresh.first
    {
      explanation.add(
        Candidate(primary.short, found: "the primary interface's own", isTaken: true))
    }
    explanation.addRest(fresh, found: "attached ahead of pods")
    addLimits(of: node.instanceType ?? settings.instanceType, &explanation)
    explanation.add("zone", "\(zone + 1) of \(settings.zones); nodes there: \(nodes(in: zone))")
    addTargets(&explanation)
    if !fresh.isEmpty {
      explanation.add("attached", "\(fresh.count) units, its own addresses among them")
    }
    explanation.add("nodes before", "\(cluster.nodes.count)")
    explanation.add(outcome, of: self)
    return explanation
  }

  private var joinRule: [String] {
    [
      "An instance is launched with a primary address of the subnet of its zone: the zone of its "
        + "label, or that with the fewest nodes.",
      isV6
        ? "It gets one /80 for pods, and nothing later."
        : "Its daemon fills the interfaces that are there, then attaches others as far as the instance "
          + "type goes, until its warm targets are met.",
      "A prefix must be an aligned /28 without one taken address; which free address EC2 takes is not "
        + "published.",
      "amazon-vpc-cni-k8s 1.23, pkg/ipamd/ipamd.go.",
    ]
  }

  private func nodes(in zone: Int) -> Int { zone < nodesByZone.count ? nodesByZone[zone] : 0 }

  private func text(of subnet: VPC.Subnet) -> String {
    guard subnet.cidr.family == .v4 else { return "\(subnet.free) /80s free" }
    let blocks = subnet.units.used.clearBlockCounts.enumerated().reduce(0) { sum, entry in
      entry.offset < 4 ? sum : sum + entry.element << (entry.offset - 4)
    }
    return "\(subnet.free) addresses free, \(blocks) whole /28s among them"
  }

  private func addLimits(of type: String, _ explanation: inout Explanation) {
    guard let capacity = PodCapacity(ofEC2: type) else {
      explanation.add("instance type", "\(type): unknown")
      return
    }
    explanation.add(
      "instance type",
      "\(type): \(Counted.of(capacity.interfaces, "interface")) of \(capacity.slots) addresses for pods"
    )
  }

  private func addTargets(_ explanation: inout Explanation) {
    guard !isV6 else { return }
    let targets = settings.targets
    if targets.countsAddresses {
      explanation.add(
        "warm target", "\(targets.addresses) addresses in hand, \(targets.minimum) at least")
    } else if targets.delegatesPrefixes {
      explanation.add("warm target", "\(targets.prefixes) whole prefixes in hand")
    } else {
      explanation.add("warm target", "\(targets.interfaces) whole interfaces in hand")
    }
  }

  /// The interfaces from where the daemon begins to look, with what is free and what cools down.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: [
      "The daemon walks interfaces and what is attached to them from a random place and takes the "
        + "first address that is free and has rested for \(settings.coolDown) s since a pod had it.",
      "In a prefix an address that has rested goes before one that was never used.",
      "A pod that finds none is refused; the pool grows by the warm targets, not by the pod.",
      "amazon-vpc-cni-k8s 1.23, pkg/ipamd/datastore/data_store.go.",
    ])
    let grant = rehearsedGive(demand, on: node, in: cluster)
    if let wanted = demand.wanted {
      explanation.add(Candidate("\(wanted), asked for", found: "pods cannot ask for addresses"))
    } else if let manager = managers[node.id] {
      addInterfaces(manager, on: node, in: cluster, &explanation)
    }
    for address in grant.addresses {
      let range = node.ranges.first { $0.offset(of: address) != nil }
      let place =
        range.map { $0.prefix.hostBits > 0 ? "free in prefix \($0.prefix)" : "free" }
        ?? "of what the pool grew by"
      explanation.add(Candidate(address.description, found: place, isTaken: true))
    }
    addTargets(&explanation)
    if let manager = managers[node.id] { addPool(manager, at: cluster.now, &explanation) }
    for subnet in vpc.subnets where !subnet.isDeleted {
      explanation.add("subnet \(subnet.cidr)", text(of: subnet))
    }
    explanation.add(grant, to: demand, on: node, by: self)
    return explanation
  }

  private func addInterfaces(
    _ manager: PoolManager, on node: Node, in cluster: Cluster, _ explanation: inout Explanation
  ) {
    let store = manager.store
    var drawer = node
    let hasFree = store.hasFree(at: cluster.now)
    if !hasFree {
      explanation.add(
        Candidate(
          "the pool",
          found: "no address is free and rested"
            + (settings.growsAtOnce ? "; it grows if it can" : "; it grows at the next look")))
      // One walk more was made to grow.
      if settings.growsAtOnce { _ = pick(for: &drawer, Scene(cluster)) }
    }
    let pick = pick(for: &drawer, Scene(cluster))
    for index in store.circle(store.interfaces.count, pick) {
      let interface = store.interfaces[index]
      let served = interface.cidrs.filter(store.serves)
      let cooling = served.reduce(0) {
        $0 + $1.cooling(at: cluster.now, coolDown: store.coolDown)
      }
      let isPrefixes = store.delegatesPrefixes
      let units =
        isPrefixes
        ? Counted.of(served.count, "prefix", "prefixes")
        : Counted.of(served.count, "address", "addresses")
      let pods = served.reduce(0) { $0 + $1.assigned }
      explanation.add(
        Candidate(
          "interface \(interface.device)",
          found: "\(units) for pods, \(Counted.of(pods, "pod")), \(cooling) at rest"))
    }
  }

  private func addPool(
    _ manager: PoolManager, at now: Duration, _ explanation: inout Explanation
  ) {
    let pool = manager.pool(at: now)
    if !isV6 {
      explanation.add(
        "pool",
        "\(pool.addresses) addresses attached, \(pool.assigned) with pods, \(pool.cooling) at rest")
      explanation.add(
        "interfaces",
        "\(manager.store.interfaces.count) of at most "
          + "\(manager.settings.interfaceLimit)")
    }
    if let rested = manager.nextRested(after: now) {
      explanation.add("the next has rested", "at \(rested)")
    }
    if let attaching = manager.attaching {
      explanation.add("interface under way", "there at \(attaching.due)")
    }
    if let refusal = manager.refusal { explanation.add("EC2 refused", refusal.description) }
    if let last = manager.lastRefusal, last + PoolManager.refusalWait > now {
      explanation.add("no try before", "\(last + PoolManager.refusalWait)")
    }
  }
}
