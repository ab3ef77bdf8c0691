import Addressing

extension HostScopeAgent {
  /// How Cilium's agent picks an address inside the node's block.
  func giveRule(of project: String = "Cilium's agent") -> [String] {
    let start =
      scansAtRandom
      ? "The search begins at a random address of the block and takes the first free one after it, "
        + "over the end and round."
      : "The search begins at the lowest address of the block and takes the first free one."
    return [
      "\(project) gives addresses of the first block of each family that it read when it "
        + "started, an IPv6 address before an IPv4 one; if IPv4 has none left, IPv6 is given back.",
      start + (scansAtRandom ? " Here chance is a function of the seed." : ""),
      "Cilium 1.19, pkg/ipam/hostscope.go and pkg/ipam/service/allocator/bitmap.go.",
    ]
  }

  /// The addresses the agent looks at for a pod, with where it began.
  func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster, by mode: some IPAMMode
  ) -> Explanation {
    var explanation = Explanation(rule: giveRule())
    let grant = mode.rehearsedGive(demand, on: node, in: cluster)
    let given = grant.addresses
    var drawer = node
    var starts: [Detail] = []
    if let wanted = demand.wanted, node.position(wanted.family) == nil {
      explanation.addAsked(wanted, on: node, in: cluster, isGiven: false)
    } else {
      for family in [IPFamily.v6, .v4] {
        guard let range = node[family] else { continue }
        if let wanted = demand.wanted, wanted.family == family {
          explanation.addAsked(
            wanted, on: node, in: cluster, isGiven: given.contains(wanted))
          guard range.offset(of: wanted).map({ !range.taken[$0] }) ?? false else { break }
          drawer.draws += 1
          continue
        }
        let start = start(drawer, family, usable: range.usable, seed: cluster.seed)
        if range.free > 0 { starts.append(startDetail(family, start, range, drawer.draws)) }
        explanation.addBook(range)
        explanation.addAddresses(
          of: range, from: start, on: node, in: cluster, given: given.contains)
        guard range.free > 0 else { break }
        drawer.draws += 1
      }
    }
    explanation.state += starts
    explanation.add(grant, to: demand, on: node, by: mode)
    return explanation
  }

  private func startDetail(
    _ family: IPFamily, _ start: Int, _ range: BlockAddresses, _ draw: UInt64
  ) -> Detail {
    let place = "\(range.address(at: start)), number \(start + 1) of \(range.usable)"
    return Detail(
      "\(family) search from",
      scansAtRandom ? "\(place): draw \(draw + 1) of the node" : place)
  }
}
