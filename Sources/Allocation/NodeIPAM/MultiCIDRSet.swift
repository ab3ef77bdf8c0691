public import Addressing

/// One CIDR of a ClusterCIDR, cut into node blocks.
///
/// node-ipam-controller v0.2.0, `pkg/controller/ipam/multicidrset/multi_cidr_set.go`. Unlike the set
/// of kube-controller-manager it only proposes a candidate, and its cursor moves on even if the
/// candidate is turned down for an overlap with another ClusterCIDR.
public struct MultiCIDRSet: Hashable, Sendable {
  /// The CIDR, host bits masked.
  public let cluster: IPPrefix
  /// The prefix length of a node's block.
  public let nodeMask: Int
  private var used: AddressBitmap
  private var nextCandidate = 0

  /// Blocks in all.
  public var maxCIDRs: Int { used.count }
  /// Blocks taken.
  public var count: Int { used.population }

  /// Cuts `cluster` into blocks of `perNodeHostBits`; IPv6 into no more than 65,536 of them.
  public init(
    _ cluster: IPPrefix, perNodeHostBits: Int
  ) throws(MultiCIDRSetError) {
    let mask = cluster.family.bitWidth - perNodeHostBits
    if cluster.family == .v6, mask - cluster.length > 16 { throw .tooBig(cluster, mask) }
    self.cluster = cluster
    nodeMask = mask
    used = AddressBitmap(count: mask < cluster.length ? 0 : 1 << (mask - cluster.length))
  }

  /// The next block that is free in this set, and how many taken ones were passed over.
  public mutating func candidate() throws(MultiCIDRSetError) -> (block: IPPrefix, evaluated: Int) {
    guard let index = used.firstClear(wrappingFrom: nextCandidate) else {
      throw .noneRemaining(cluster)
    }
    let evaluated = (index - nextCandidate + maxCIDRs) % maxCIDRs
    nextCandidate = (index + 1) % maxCIDRs
    return (block(at: index), evaluated)
  }

  /// Marks every block that `prefix` touches as taken.
  public mutating func occupy(_ prefix: IPPrefix) throws(MultiCIDRSetError) {
    used.insert(try span(of: prefix))
  }

  /// Marks every block that `prefix` touches as free.
  public mutating func release(_ prefix: IPPrefix) throws(MultiCIDRSetError) {
    used.remove(try span(of: prefix))
  }

  /// Whether `prefix` is one of the blocks and taken.
  public func isAllocated(_ prefix: IPPrefix) -> Bool {
    guard prefix.length == nodeMask, let span = try? span(of: prefix) else { return false }
    return used.population(in: span) == 1
  }

  /// Whether a taken block and `prefix` share an address.
  public func overlaps(_ prefix: IPPrefix) -> Bool {
    guard let span = try? span(of: prefix) else { return false }
    return used.population(in: span) > 0
  }

  private func block(at index: Int) -> IPPrefix {
    let hostBits = cluster.family.bitWidth - nodeMask
    return IPPrefix(
      IPAddress(cluster.family, bits: cluster.base.bits + UInt128(index) << hostBits),
      length: nodeMask)
  }

  private func span(of prefix: IPPrefix) throws(MultiCIDRSetError) -> Range<Int> {
    guard cluster.overlaps(prefix) else { throw .outside(prefix, cluster) }
    if prefix.length <= cluster.length { return 0..<maxCIDRs }
    let hostBits = cluster.family.bitWidth - nodeMask
    let first = Int((prefix.base.bits - cluster.base.bits) >> hostBits)
    return first..<Int((prefix.last.bits - cluster.base.bits) >> hostBits) + 1
  }
}

/// Why a set cannot be made or has no block; the texts are the controller's own.
public enum MultiCIDRSetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Every block is taken.
  case noneRemaining(IPPrefix)
  /// The mask is more than 16 bits longer than an IPv6 CIDR.
  case tooBig(IPPrefix, Int)
  /// The prefix and the CIDR share no address.
  case outside(IPPrefix, IPPrefix)

  /// The real system's text.
  public var description: String {
    switch self {
    case .noneRemaining(let cidr):
      "CIDR allocation failed; there are no remaining CIDRs left to allocate in the range \(cidr)"
    case .tooBig(let cidr, let mask):
      "Creation of New CIDR Set failed for \(cidr). PerNodeMaskSize \(mask) is too big for CIDR "
        + "Mask \(cidr.length), Maximum difference allowed is 16"
    case .outside(let prefix, let cluster):
      "cidr \(prefix) is out the range of cluster cidr \(cluster)"
    }
  }
}
