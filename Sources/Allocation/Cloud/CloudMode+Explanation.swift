import Addressing

/// What the cloud modes say of their decisions.
extension CloudMode {
  /// The subnets in order, with room and zone, and the one the instance's own interface is put in.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: settings.rules.provider.joinRule)
    let outcome = outcome(of: order, in: cluster)
    let present = cluster.nodes[order.name]
    let hasInstance = present.map { cloud.instance(of: $0.id) != nil } ?? false
    addSubnets(order, outcome, launches: !hasInstance, &explanation)
    if hasInstance, let first = outcome.fresh.first {
      explanation.add(
        Candidate(
          first.short, found: "\(outcome.fresh.count) units more for its interfaces",
          isTaken: true))
    }
    let type = present?.instanceType ?? order.instanceType ?? settings.rules.instanceType
    addLimits(of: type, &explanation)
    if let present {
      for line in details(of: present) { explanation.add(line.key, line.text) }
    }
    explanation.add("instances before", "\(cloud.instanceCount)")
    if let wanted = outcome.node, !outcome.fresh.isEmpty {
      explanation.add("units given", "\(outcome.fresh.count), \(wanted.blocks.count) in all")
    }
    explanation.add(outcome, of: self)
    return explanation
  }

  private func addSubnets(
    _ order: NodeOrder, _ outcome: JoinOutcome, launches: Bool, _ explanation: inout Explanation
  ) {
    let own = launches ? outcome.node?.blocks.first : nil
    for (position, subnet) in cloud.subnets.enumerated() {
      var found = "\(subnet.available) addresses free"
      if settings.rules.delegatesPrefixes {
        found += ", \(subnet.freeBlocks(28)) whole /28s of them"
      }
      if !cloud.isIn(outcome.node?.zone ?? order.zone, position) { found += "; in another zone" }
      if let wanted = order.blocks.first, !subnet.prefix.contains(wanted) {
        found += "; \(wanted) is asked for"
      }
      explanation.add(Candidate("subnet \(subnet.prefix)", found: found))
      guard let own, subnet.prefix.contains(own) else { continue }
      let reason =
        order.blocks.isEmpty
        ? "primary address; the subnet has the most free" : "primary address; asked for"
      explanation.add(Candidate(own.short, found: reason, isTaken: true))
    }
    guard launches, let node = outcome.node, let own else { return }
    let rest = node.blocks.filter { $0 != own }
    for (place, unit) in rest.prefix(Self.listed).enumerated() {
      let isInterface = node.range(on: unit)?.usable == 0
      var found = isInterface ? "another interface's own" : "for pods"
      if place == 0, rest.count > 1 { found += ", the first of \(rest.count)" }
      explanation.add(Candidate(unit.short, found: found, isTaken: true))
    }
    explanation.omit(rest.count - Self.listed)
  }

  /// Units of a new node that are listed one by one, its own address apart.
  private static var listed: Int { 11 }

  private func addLimits(of type: String, _ explanation: inout Explanation) {
    let rules = settings.rules
    guard let limits = rules.limits(of: type) else {
      explanation.add("instance type", "\(type): \(CloudError.limitsUnknown)")
      return
    }
    let name = type.isEmpty ? "any" : type
    explanation.add(
      "instance type",
      "\(name): \(Counted.of(limits.adapters, "interface")) of \(limits.ipv4) addresses")
    let marks = rules.watermarks(limits, isDelegated: rules.canDelegate(limits))
    explanation.add("pre-allocate", "\(marks.preAllocate)")
    explanation.add("at most", "\(marks.maxAllocate) addresses")
    let start = marks.neededToStart(hasHealth: rules.roles.contains(.health))
    explanation.add("the agent starts with", "\(start) addresses")
  }

  /// The interfaces in order, with their addresses and prefixes, and what the pod gets of them.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: [
      "The agent gives any free address of the node's interfaces: it walks a Go map of them, here the "
        + "seed draws. An address promised to the operator it does not give.",
      "When none is left the pod waits: the operator gets more, so that pre-allocate addresses stay "
        + "free, as far as the interfaces and the subnets go.",
      "Cilium 1.19, pkg/ipam/crd.go and pkg/ipam/node.go.",
    ])
    let grant = rehearsedGive(demand, on: node, in: cluster)
    let given = grant.addresses
    let instance = cloud.instance(of: node.id)
    if let wanted = demand.wanted {
      explanation.addAsked(wanted, on: node, in: cluster, isGiven: given.contains(wanted))
    }
    for interface in instance?.interfaces ?? [] {
      add(interface, given, on: node, instance, &explanation)
    }
    for address in given where !explanation.taken.contains(where: { $0.names(address) }) {
      explanation.add(Candidate(address.description, found: "free", isTaken: true))
    }
    for line in details(of: node) where !line.key.hasPrefix("interface") {
      explanation.add(line.key, line.text)
    }
    for subnet in cloud.subnets {
      explanation.add("subnet \(subnet.prefix)", "\(subnet.available) addresses free")
    }
    if let tick = nextDue { explanation.add("next round of the operator", "\(tick)") }
    explanation.add(grant, to: demand, on: node, by: self)
    return explanation
  }

  /// One interface: its primary address, its single addresses, its prefixes.
  private func add(
    _ interface: CloudInterface, _ given: [IPAddress], on node: Node, _ instance: CloudInstance?,
    _ explanation: inout Explanation
  ) {
    let units = [IPPrefix(interface.primary)] + interface.units
    let books = node.ranges.filter { units.contains($0.prefix) }
    let usable = books.reduce(0) { $0 + $1.usable }
    let free = books.reduce(0) { $0 + $1.free }
    let promised = books.count { instance?.isPromised($0.prefix) == true }
    var found = usable == 0 ? "no address for pods" : Counted.of(usable - free, usable, "taken")
    if !interface.prefixes.isEmpty {
      found += ", \(Counted.of(interface.prefixes.count, "prefix", "prefixes"))"
    }
    if promised > 0 { found += ", \(promised) promised to the operator" }
    explanation.add(
      Candidate("interface \(interface.index) in \(interface.subnet)", found: found))
    for range in books {
      for address in given where range.offset(of: address) != nil {
        if explanation.taken.contains(where: { $0.names(address) }) { continue }
        let place = range.prefix.hostBits > 0 ? "free in prefix \(range.prefix)" : "free"
        explanation.add(Candidate(address.description, found: place, isTaken: true))
      }
    }
  }
}

extension Candidate {
  /// Whether it is about just this address.
  fileprivate func names(_ address: IPAddress) -> Bool {
    what == address.description || what.hasPrefix("\(address),")
  }
}

extension CloudProvider {
  /// How the cloud and Cilium's operator serve a new node.
  fileprivate var joinRule: [String] {
    let common = [
      "The instance's own interface gets a primary address of the subnet with the most free addresses "
        + "in its zone, the first on ties, unless the node names one."
    ]
    switch self {
    case .aws:
      return common + [
        "The operator then assigns addresses, or whole aligned /28s under prefix delegation, to the "
          + "first interface with room, and attaches more interfaces as far as the instance type goes, "
          + "so that pre-allocate addresses are free.",
        "Where a subnet has no whole /28 left it falls back to single addresses; AWS keeps five "
          + "addresses of each subnet.",
        "Cilium 1.19, pkg/aws/eni/node.go on pkg/ipam/node.go; limits of the static table of 1.17.",
      ]
    case .azure:
      return common + [
        "The operator assigns addresses to that one interface so that pre-allocate stay free, up to "
          + "256; it creates no interface and releases nothing. Azure keeps five addresses of each "
          + "subnet.",
        "Cilium 1.19, pkg/azure/ipam/node.go on pkg/ipam/node.go.",
      ]
    case .alibaba:
      return common + [
        "That interface serves no pods: the operator attaches others, each created with at most ten "
          + "addresses, so that pre-allocate addresses are free. The cloud keeps the first address and "
          + "the last three of each vSwitch.",
        "Cilium 1.19, pkg/alibabacloud/eni/node.go on pkg/ipam/node.go.",
      ]
    }
  }
}
