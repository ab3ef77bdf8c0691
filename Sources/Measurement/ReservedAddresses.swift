public import Addressing
public import Allocation

/// Why an address inside a node's block can never serve a pod.
public enum ReservedCause: String, Hashable, Sendable, CaseIterable {
  /// The first address of a block, which names the network.
  case network
  /// The last address of a block: the broadcast address of IPv4, and what Cilium's allocator leaves
  /// out at the end of IPv6 blocks.
  case broadcast
  /// The second address of a block where a bridge or a switch has it.
  case gateway
  /// The address of `cilium_host`.
  case router
  /// The address of the shared Envoy ingress.
  case ingress
  /// The address of the health endpoint.
  case health
  /// The address of a tunnel device.
  case tunnel
  /// The own address of a node or of one of its network interfaces.
  case interface
  /// Kept from pods by a reservation, by a file that nobody removed, or for another node's tunnel.
  case kept
  /// Whatever else: more addresses of a switch, and those of a large block that its agent does not
  /// manage.
  case other

  fileprivate init(_ role: InfrastructureRole) {
    switch role {
    case .router: self = .router
    case .ingress: self = .ingress
    case .health: self = .health
    case .tunnel: self = .tunnel
    }
  }
}

/// Addresses in nodes' blocks that can never serve a pod, by why; together they are all reserved ones.
public struct ReservedAddresses: Hashable, Sendable {
  private var counts: [ReservedCause: UInt128] = [:]

  /// Addresses reserved for one cause.
  public subscript(cause: ReservedCause) -> UInt128 { counts[cause] ?? 0 }

  /// All of them.
  public var total: UInt128 {
    ReservedCause.allCases.reduce(0) { $0.addingSaturated(self[$1]) }
  }

  /// The reserved addresses of `cluster` in one family.
  ///
  /// Addresses with a cause of their own are few in a block and are looked at one by one; how many
  /// are reserved in all the ledger knows.
  public init(of cluster: Cluster, family: IPFamily) {
    var named: UInt128 = 0
    let sections = cluster.ledger.sections.filter { $0.pool.family == family }
    let ownsFirst = cluster.mode.keepsFirstForNode
    /// Addresses that several nodes hold and that are counted already.
    var shared: Set<UInt128> = []
    cluster.nodes.forEach { node in
      for range in node.servedRanges where range.prefix.family == family {
        for section in sections where section.pool.overlaps(range.prefix) {
          let cells = section.grid.indices(overlapping: range.prefix) ?? 0..<0
          let isContested = section.holdings(in: cells).contested > 0
          for (address, cause) in range.ungivable(ownsFirst: ownsFirst)
          where section.pool.contains(address) {
            if isContested {
              guard section.isReserved(address, in: cluster),
                shared.insert(address.bits).inserted
              else { continue }
            }
            counts[cause, default: 0] += 1
            named += 1
          }
        }
      }
    }
    let rest = cluster.ledger.total(family).reserved.subtractingSaturated(named)
    if rest > 0 { counts[.other, default: 0] += rest }
  }
}

extension IPAMMode {
  /// Whether the first address of a node's first block is the node's own and not the network's:
  /// Azure's static blocks have neither network nor broadcast address.
  fileprivate var keepsFirstForNode: Bool {
    about.name == "aks" && options.contains { $0.value == "pod-subnet-static" }
  }
}

extension Node {
  /// The books on the node's blocks, one for each block; books on what is no block count nowhere.
  fileprivate var servedRanges: [BlockAddresses] {
    if blocks.count == 1, ranges.count == 1, blocks[0] == ranges[0].prefix { return ranges }
    let held = Set(blocks)
    var seen: Set<IPPrefix> = []
    return ranges.filter { held.contains($0.prefix) && seen.insert($0.prefix).inserted }
  }
}

extension BlockAddresses {
  /// Addresses that no pod can have and that something can be said of, each once.
  fileprivate func ungivable(ownsFirst: Bool) -> [(IPAddress, ReservedCause)] {
    var found: [(IPAddress, ReservedCause)] = []
    for role in InfrastructureRole.allCases {
      if let address = address(of: role) { found.append((address, ReservedCause(role))) }
    }
    for offset in keptOffsets { found.append((address(at: offset), .kept)) }
    if prefix.size == 1 {
      if usable == 0 { found.append((prefix.base, .interface)) }
      return found
    }
    if offset(of: prefix.base) == nil {
      found.append((prefix.base, ownsFirst ? .interface : .network))
    }
    let second = IPAddress(prefix.family, bits: prefix.base.bits + 1)
    if second != prefix.last, offset(of: second) == nil, firstUsable > second {
      found.append((second, .gateway))
    }
    if offset(of: prefix.last) == nil { found.append((prefix.last, .broadcast)) }
    return found
  }
}

extension LedgerSection {
  /// Whether none of the holders of an address can give it to a pod.
  fileprivate func isReserved(_ address: IPAddress, in cluster: Cluster) -> Bool {
    guard let cell = grid.index(of: address) else { return false }
    var isOwn = false
    var isGivable = false
    for id in holders(of: cell) {
      for range in cluster.nodes[id]?.servedRanges ?? [] where range.prefix.contains(address) {
        guard let offset = range.offset(of: address) else { continue }
        let isKept = range.role(of: address) != nil || range.isKept(offset)
        // A pod's use of an address counts before what an agent makes of it for itself.
        if range.taken[offset], !isKept { return false }
        isOwn = isOwn || isKept
        isGivable = isGivable || !isKept
      }
    }
    return isOwn || !isGivable
  }
}
