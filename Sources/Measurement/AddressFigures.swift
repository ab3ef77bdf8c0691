public import Addressing
public import Allocation

/// How the addresses of a cluster's pools divide, in one family; every address counts once.
///
///     total = committed + withheld + free        committed = used + reserved + stranded
public struct AddressFigures: Hashable, Sendable {
  /// Addresses in the pools.
  public let total: UInt128
  /// Addresses inside nodes' blocks.
  public let committed: UInt128
  /// Addresses held by pods.
  public let used: UInt128
  /// Addresses in blocks that can never serve a pod.
  public let reserved: UInt128
  /// Addresses the modelled system itself refuses to give.
  public let withheld: UInt128
  /// Addresses held outside the pools or outside the node's blocks; in none of the above.
  public let outside: UInt128

  /// Addresses committed and idle: no other node can have them.
  public var stranded: UInt128 {
    committed.subtractingSaturated(reserved.addingSaturated(used))
  }
  /// Addresses for nodes to come.
  public var free: UInt128 { total - committed - withheld }
  /// Thousandths of what is committed that no pod uses; none where nothing is committed.
  public var internalWaste: Int? {
    committed == 0 ? nil : (committed - used).thousandths(of: committed)
  }
  /// Thousandths of the addresses that pods could have on the nodes that no pod uses, what is
  /// reserved apart; none where there are none.
  public var idleShare: Int? {
    let capacity = used.addingSaturated(stranded)
    return capacity == 0 ? nil : stranded.thousandths(of: capacity)
  }
  /// The HD ratio of RFC 3194 in thousandths; none where no pod has an address.
  public var hostDensity: Int? { HostDensity.ratio(of: used, among: total) }

  /// The figures of `cluster` in one family, read off its ledger.
  public init(of cluster: Cluster, family: IPFamily) {
    let held = cluster.ledger.total(family)
    var total: UInt128 = 0
    var withheld: UInt128 = 0
    for section in cluster.ledger.sections where section.pool.family == family {
      total = total.addingSaturated(section.pool.size)
      withheld += section.withheld
    }
    self.total = total
    self.withheld = withheld
    committed = held.committed
    used = UInt128(held.used)
    reserved = held.reserved
    let foreign = cluster.tallies.foreignAddresses[family] ?? 0
    outside = (cluster.ledger.outside[family] ?? 0).addingSaturated(UInt128(foreign))
  }
}
