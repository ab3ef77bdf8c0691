import Addressing
import HashTreeCollections

extension AKS {
  /// What the node is given by its cluster's way of networking, and where that comes from.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    let outcome = outcome(of: order, in: cluster)
    let pods = cluster.nodes[order.name]?.maxPods ?? order.maxPods ?? maxPods(for: order)
    var explanation = Explanation(rule: joinRule)
    if networking.takesFromSubnet {
      addSubnets(units(pods: pods), outcome.fresh, &explanation)
    } else if cluster.nodes[order.name]?.blocks.isEmpty != false {
      let limit = networking.maximumNodes(isDualStack: settings.isDualStack)
      if nodeCount >= limit {
        explanation.add(Candidate("the cluster", found: "has \(nodeCount) nodes, the most it can"))
      } else {
        for set in blocks {
          explanation.addNextFit([set], in: cluster, given: outcome.fresh.contains)
        }
      }
      for set in blocks where !set.isFull {
        explanation.add("cursor of \(set.cluster)", "block \(set.nextCandidate) of \(set.maxCIDRs)")
      }
    }
    explanation.add("networking", networking.rawValue)
    explanation.add(
      "nodes with addresses",
      "\(nodeCount) of at most \(networking.maximumNodes(isDualStack: settings.isDualStack))")
    if networking == .nodeSubnet || networking == .podSubnetDynamic {
      let nodes = networking == .podSubnetDynamic ? nodeCount : 0
      let used = subnets.reduce(nodes) { $0 + $1.used }
      explanation.add(
        "addresses of the virtual network", "\(used) of at most \(AKSSizing.addressesPerNetwork)")
    }
    explanation.add(outcome, of: self)
    return explanation
  }

  private var joinRule: [String] {
    let own: [String]
    switch networking {
    case .overlay:
      own = ["Every node gets a /24 of the pod CIDR, whatever its maximum of pods."]
    case .kubenet:
      own = [
        "Every node gets a /24 of the pod CIDR and a route, of which Azure has 400: 400 nodes, 200 "
          + "with both families."
      ]
    case .nodeSubnet:
      own = ["A node reserves an address of the subnet for itself and one for each pod it may run."]
    case .podSubnetDynamic:
      own = [
        "A node starts with a batch of \(AKSSizing.batch) addresses of a subnet for pods and gets more "
          + "as its pods ask for them."
      ]
    case .podSubnetStatic:
      own = [
        "A node gets as many /28s as its maximum of pods and one address of its own need, from the "
          + "first subnet with so many free."
      ]
    }
    return own + [
      networking.takesFromSubnet
        ? "Azure keeps the first four addresses and the last of each subnet; which of the others it "
          + "gives is not published, here the lowest."
        : "Which free block Azure gives is not published; here the next after the one given last.",
      "MicrosoftDocs/azure-aks-docs of August 2026, concepts-network-ip-address-planning.md.",
    ]
  }

  /// Units of a subnet that a new node takes.
  private func units(pods: Int) -> Int {
    switch networking {
    case .overlay, .kubenet: 1
    case .nodeSubnet: pods + 1
    case .podSubnetDynamic: AKSSizing.batch
    case .podSubnetStatic: AKSSizing.staticBlocks(maxPods: pods)
    }
  }

  private func addSubnets(
    _ wanted: Int, _ given: [IPPrefix], _ explanation: inout Explanation
  ) {
    let unit = networking == .podSubnetStatic ? "/28s" : "addresses"
    for subnet in subnets {
      let here = given.filter { subnet.prefix.contains($0) }
      let count = "\(subnet.free) of \(subnet.capacity) \(unit) free"
      guard let first = here.min(), let last = here.max() else {
        explanation.add(
          Candidate("subnet \(subnet.prefix)", found: "\(count), \(wanted) are wanted"))
        continue
      }
      explanation.add(Candidate("subnet \(subnet.prefix)", found: "\(count), \(wanted) are wanted"))
      let what = IPPrefix.span(first, last)
      let addresses = here.reduce(UInt128(0)) { $0 + $1.size }
      explanation.add(
        Candidate(what, found: "the lowest free, \(addresses) addresses", isTaken: true))
      return
    }
  }

  /// The node's own addresses as its agent, or kubenet's host-local, walks them.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: giveRule)
    let grant = rehearsedGive(demand, on: node, in: cluster)
    let given = grant.addresses
    if let wanted = demand.wanted {
      explanation.addAsked(wanted, on: node, in: cluster, isGiven: given.contains(wanted))
    }
    for family in IPFamily.allCases where family != demand.wanted?.family {
      let here = given.filter { $0.family == family }
      if networking == .kubenet, let range = node[family] {
        let place = family == .v4 ? 0 : 1
        explanation.addBook(range)
        explanation.addAddresses(
          of: range, from: (cursors[node.id] ?? [0, 0])[place], on: node, in: cluster,
          given: here.contains)
      } else {
        addPool(family, here, on: node, &explanation)
      }
    }
    if networking == .podSubnetDynamic {
      let target = AKSSizing.dynamicAddresses(pods: node.admitted)
      let held = node.ranges.reduce(0) { $0 + $1.usable }
      explanation.add("held", "\(held) of \(target) for \(node.admitted) pods")
      if starved.contains(node.id) { explanation.add("short", "the subnet had no more to give") }
    }
    explanation.add(grant, to: demand, on: node, by: self)
    return explanation
  }

  private var giveRule: [String] {
    networking == .kubenet
      ? [
        "host-local on the node gives the next free address after the one given last, over the end "
          + "and round.",
        "CNI plugins 1.9.1, plugins/ipam/host-local; MicrosoftDocs/azure-aks-docs of August 2026, "
          + "configure-kubenet.md.",
      ]
      : [
        "The agent gives any free address of those that the node holds: it goes through a Go map of "
          + "them. Here the seed draws where the search begins.",
        "Every address of a node's blocks is a pod's, the first and the last too.",
        "Azure/azure-container-networking, cns/ipampool/v2/monitor.go and "
          + "cns/kubecontroller/nodenetworkconfig/conversion_linux.go.",
      ]
  }

  /// What the node has of one family, as one pool.
  private func addPool(
    _ family: IPFamily, _ given: [IPAddress], on node: Node, _ explanation: inout Explanation
  ) {
    var passed = 0
    for range in node.ranges where range.prefix.family == family && range.usable > 0 {
      let here = given.filter { range.offset(of: $0) != nil }
      if here.isEmpty, range.usable == 1 {
        passed += 1
        continue
      }
      if range.usable > 1 { explanation.addBook(range) }
      for address in here {
        explanation.add(Candidate(address.description, found: "free", isTaken: true))
      }
    }
    guard passed > 0 else { return }
    let free = node.ranges.count {
      $0.prefix.family == family && $0.usable == 1 && $0.free == 1
    }
    explanation.add(
      Candidate("single \(family) addresses of the node", found: "\(free) of them free"))
  }
}
