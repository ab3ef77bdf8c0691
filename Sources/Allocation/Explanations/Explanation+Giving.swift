import Addressing

extension Explanation {
  /// The addresses of a node's books, from one of them on.
  mutating func addAddresses(
    of range: BlockAddresses, from start: Int, on node: Node, in cluster: Cluster,
    given: (IPAddress) -> Bool
  ) {
    let search = RowSearch(range.taken, from: start) {
      range.address(at: $0).description
    } holder: {
      cluster.holderText(at: $0, of: range, on: node)
    }
    add(search) { given(range.address(at: $0)) }
  }

  /// An address that a pod asks for.
  mutating func addAsked(
    _ address: IPAddress, on node: Node, in cluster: Cluster, isGiven: Bool
  ) {
    var found = "not an address that the node can give"
    for range in node.ranges {
      guard let offset = range.offset(of: address) else { continue }
      found =
        range.taken[offset] ? cluster.holderText(at: offset, of: range, on: node) : "free"
    }
    add(Candidate("\(address), asked for", found: found, isTaken: isGiven))
  }

  /// A block of a node: how many of its addresses are taken.
  mutating func addBook(_ range: BlockAddresses, _ more: String = "") {
    let taken = Counted.of(range.usable - range.free, range.usable, "taken")
    add(Candidate(range.prefix.description, found: taken + more))
  }

  /// Pods and free addresses of the node, and what came of it.
  mutating func add(
    _ grant: AddressGrant, to demand: PodDemand, on node: Node, by mode: some IPAMMode
  ) {
    if let pool = demand.pool { add("pool asked for", pool) }
    add("pods on the node", "\(node.pods.count) of at most \(node.maxPods)")
    for family in IPFamily.allCases {
      guard let free = node.free(family) else { continue }
      let usable = node.ranges.filter { $0.prefix.family == family }.reduce(0) { $0 + $1.usable }
      add("free \(family) addresses", "\(free) of \(usable)")
    }
    guard grant.status != .running else { return }
    add("error", grant.error ?? mode.exhaustedText(grant.status == .refusedV6 ? .v6 : .v4))
  }
}
