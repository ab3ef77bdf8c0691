public import Addressing

/// Why a multi-pool operator refuses; the texts are Cilium's own
/// (1.19, `pkg/ipam/allocator/multipool/{pool_allocator,pool}.go`, `cidralloc.go`).
public indirect enum PoolError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No block is left.
  case poolEmpty
  /// Another node has the CIDR.
  case alreadyAllocated(IPPrefix)
  /// The CIDR is in no element of the pool.
  case notPartOfPool(IPPrefix)
  /// A CIDR given back is in no element of the pool.
  case releasedNotPart(IPPrefix)
  /// A node uses a CIDR that the pool refuses it.
  case cannotReuse(pool: String, PoolError)
  /// A node uses a CIDR of a pool that is not there.
  case reuseFromMissing(pool: String)
  /// A CIDR cannot be given back.
  case cannotRelease(pool: String, PoolError)
  /// A CIDR is given back to a pool that is not there.
  case releaseFromMissing(pool: String)
  /// Blocks are wanted of a pool that is not there.
  case allocateFromMissing(pool: String)
  /// A wish cannot be met, or not wholly.
  case failedToAllocate(IPFamily, node: String, pool: String, PoolError)
  /// The pool was deleted before the operator started: its CIDR stays with the node.
  case markedOrphan(pool: String, IPPrefix)
  /// A CIDR that a node kept from a deleted pool cannot be taken over.
  case orphanInTheWay(IPPrefix, node: String, PoolError)
  /// The nodes' CIDRs are not all known yet.
  case notReady
  /// The mask size of an existing pool was to change.
  case maskChange(IPFamily, pool: String)
  /// A pool to be deleted is not there.
  case deletionOfMissing(pool: String)
  /// An element of a pool is of the other family.
  case wrongFamily(IPPrefix, IPFamily)
  /// An element overlaps another of the same change.
  case collides(IPPrefix, with: CIDRSet)
  /// Several at once.
  case several([PoolError])
  /// A set refuses.
  case set(CIDRSetError)

  /// The real system's text.
  public var description: String {
    switch self {
    case .poolEmpty: "pool empty"
    case .alreadyAllocated(let cidr): "cidr \(cidr) has already been allocated"
    case .notPartOfPool(let cidr): "cidr \(cidr) is not part of the requested pool"
    case .releasedNotPart(let cidr): "released cidr \(cidr) was not part the pool"
    case .cannotReuse(let pool, let cause): "unable to reuse from pool \(pool): \(cause)"
    case .reuseFromMissing(let pool): "cannot reuse from non-existing pool: \(pool)"
    case .cannotRelease(let pool, let cause): "unable to release from pool \(pool): \(cause)"
    case .releaseFromMissing(let pool): "cannot release from non-existing pool: \(pool)"
    case .allocateFromMissing(let pool): "cannot allocate from non-existing pool: \(pool)"
    case .failedToAllocate(let family, let node, let pool, let cause):
      "failed to allocate \(family.flagName) address for node \"\(node)\" from pool \"\(pool)\": "
        + cause.description
    case .markedOrphan(let pool, let cidr):
      "unable to find pool \(pool), prefix \(cidr) is still allocated to the node but is marked "
        + "as orphan"
    case .orphanInTheWay(let cidr, let node, let cause):
      "unable to mark orphaned CIDR \(cidr) still used by node \(node) as allocated: \(cause)"
    case .notReady: "allocator not ready"
    case .maskChange(let family, let pool):
      "cannot change \(family) mask size in existing pool \"\(pool)\""
    case .deletionOfMissing(let pool): "pool \"\(pool)\" requested for deletion doesn't exist"
    case .wrongFamily(let cidr, let family):
      "CIDR is not \(family == .v4 ? "v4" : "v6") family: \(cidr)"
    case .collides(let cidr, let earlier):
      "requested CIDR \(cidr) collides with \(earlier.allocatorText)"
    case .several(let errors): errors.joined ?? ""
    case .set(let error): error.description
    }
  }
}

extension Array where Element == PoolError {
  /// The errors as Go joins them, one a line; nil when there is none.
  public var joined: String? { isEmpty ? nil : map(\.description).joined(separator: "\n") }
}

extension IPFamily {
  /// How Cilium's flags and messages name a family.
  var flagName: String { self == .v4 ? "ipv4" : "ipv6" }
}
