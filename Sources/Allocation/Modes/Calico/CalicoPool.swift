public import Addressing

/// An IP pool of Calico and the size of the blocks it is cut into.
public struct CalicoPool: Hashable, Sendable {
  /// The name; pools are tried in the order of their names.
  public let name: String
  /// The addresses.
  public let cidr: IPPrefix
  /// The prefix length of a block, which never changes.
  public let blockSize: Int

  /// Calico's sizes when none is asked for: 64 addresses in either family.
  public static func standardBlockSize(_ family: IPFamily) -> Int { family == .v4 ? 26 : 122 }

  /// A pool, checked as the API server checks it.
  ///
  /// The rules and texts are those of Calico's `api/pkg/apis/projectcalico/v3/ippool.go`.
  public init(name: String, cidr: IPPrefix, blockSize: Int? = nil) throws(CalicoPoolError) {
    let size = blockSize ?? Self.standardBlockSize(cidr.family)
    let linkLocal =
      cidr.family == .v4
      ? IPPrefix(IPAddress(.v4, bits: 0xa9fe_0000), length: 16)
      : IPPrefix(IPAddress(.v6, bits: 0xfe80 << 112), length: 10)
    if cidr.overlaps(linkLocal) { throw .linkLocal(linkLocal) }
    guard (cidr.family == .v4 ? 20...32 : 116...128) ~= size else { throw .blockSize }
    guard cidr.length <= size else { throw .tooSmall }
    self.name = name
    self.cidr = cidr
    self.blockSize = size
  }

  /// The number of blocks as a power of two.
  public var blockBits: Int { blockSize - cidr.length }

  /// The number of blocks; 2^127 at the most, since no pool holds the link-local addresses.
  public var blockCount: UInt128 { 1 << UInt128(blockBits) }

  /// The number of addresses in a block.
  var blockAddresses: Int { 1 << (cidr.family.bitWidth - blockSize) }

  /// The position of the last block.
  var lastIndex: UInt128 { blockCount - 1 }

  /// The block in position `index`.
  public func block(at index: UInt128) -> IPPrefix {
    let hostBits = UInt128(cidr.family.bitWidth - blockSize)
    let base = cidr.base.bits + index << hostBits
    return IPPrefix(IPAddress(cidr.family, bits: base), length: blockSize)
  }

  /// The position of the block that holds `address`, which is one of the pool's.
  public func index(of address: IPAddress) -> UInt128 {
    (address.bits - cidr.base.bits) >> UInt128(cidr.family.bitWidth - blockSize)
  }

  /// The block that holds `address`, if it is one of the pool's.
  public func block(of address: IPAddress) -> IPPrefix? {
    cidr.contains(address) ? IPPrefix(address, length: blockSize) : nil
  }
}

/// Why a pool is not accepted; Calico's own texts.
public enum CalicoPoolError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The block size is none that Calico knows.
  case blockSize
  /// The pool is smaller than a block of it.
  case tooSmall
  /// The pool holds addresses that never leave a link.
  case linkLocal(IPPrefix)
  /// Another pool has addresses of it.
  case overlaps(name: String, cidr: IPPrefix, otherName: String, other: IPPrefix)
  /// Blocks of another size are there already.
  case otherBlockSize(Int)

  /// The real system's text.
  public var description: String {
    switch self {
    case .blockSize:
      "blockSize must be between 20 and 32 for IPv4 pools, and between 116 and 128 for IPv6 pools"
    case .tooSmall:
      "IP pool size is too small for use with Calico IPAM. "
        + "It must be equal to or greater than the block size."
    case .linkLocal(let range):
      "IPPool CIDR overlaps with \(range.family) link local range \(range)"
    case .overlaps(let name, let cidr, let otherName, let other):
      "error with field IPPool.Spec.CIDR = '\(cidr)' "
        + "(IPPool(\(name)) CIDR overlaps with IPPool(\(otherName)) CIDR \(other))"
    case .otherBlockSize(let size):
      "error with field IPPool.Spec.BlockSize = '\(size)' (IPPool blocksSize conflicts with "
        + "existing allocations that use a different blockSize)"
    }
  }
}
