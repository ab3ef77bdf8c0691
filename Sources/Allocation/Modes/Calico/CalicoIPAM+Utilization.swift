public import Addressing
import HashTreeCollections

/// How much of a pool or a block is used, as `calicoctl ipam show` reports it.
public struct CalicoUtilization: Hashable, Sendable {
  /// The pool or block.
  public let cidr: IPPrefix
  /// Addresses in all.
  public let capacity: UInt128
  /// Addresses not on a free list.
  public let inUse: UInt128
  /// Addresses that a reservation covers, in use or not.
  public let reserved: UInt128
  /// Addresses that can still be given.
  public let available: UInt128
}

extension CalicoIPAM {
  /// The use of each pool, in the order of their names (`GetUtilization` in `ipam.go`).
  public var poolUtilization: [CalicoUtilization] {
    pools.map { pool in
      let inside = blockUtilization(in: pool.cidr)
      let open = PrefixSet([pool.cidr]).subtracting(reservations)
      let outside = open.subtracting(PrefixSet(inside.map(\.cidr)))
      return CalicoUtilization(
        cidr: pool.cidr, capacity: pool.cidr.size,
        inUse: inside.reduce(0) { $0 + $1.inUse },
        reserved: pool.cidr.size - open.count,
        available: inside.reduce(0) { $0 + $1.available } + outside.count)
    }
  }

  /// The use of each block inside `cidr`, in the order of their addresses.
  public func blockUtilization(in cidr: IPPrefix) -> [CalicoUtilization] {
    blocks.keys.filter(cidr.contains).sorted().compactMap { blocks[$0] }.map { block in
      CalicoUtilization(
        cidr: block.cidr, capacity: UInt128(block.capacity), inUse: UInt128(block.inUse),
        reserved: UInt128(block.reservedCount(reservations)),
        // What has cooled down and was not written yet is not counted as available.
        available: UInt128(block.free(reserving: reservations, since: nil)))
    }
  }
}
