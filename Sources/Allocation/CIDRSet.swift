public import Addressing

/// One element of a cluster's CIDR list, cut into node blocks and handed out next-fit.
///
/// The rules are those of Cilium 1.13 to 1.19, `pkg/ipam/cidrset/cidr_set.go`: the search for a free
/// block begins after the block given last and wraps; a released block is therefore not the next
/// one given; occupying and releasing never move the cursor.
///
///     10.0.0.0/22 in /24s     # . # .     cursor at block 3
///                             0 1 2 3     the next block given is 3, then 1
public struct CIDRSet: Hashable, Sendable {
  /// The list element, host bits masked.
  public let cluster: IPPrefix
  /// The prefix length of a node's block.
  public let nodeMask: Int
  /// Which blocks are taken.
  public private(set) var used: AddressBitmap
  /// The block at which the next search begins.
  public private(set) var nextCandidate: Int

  /// Blocks in all: none when the mask is shorter than the list element, as in Go, where a shift by
  /// a negative count gives zero.
  public var maxCIDRs: Int { used.count }
  /// Blocks taken.
  public var count: Int { used.population }
  /// Whether no block is left.
  public var isFull: Bool { count == maxCIDRs }

  /// Cuts `cluster` into blocks of `nodeMask`, all free.
  public init(cluster: IPPrefix, nodeMask: Int) throws(CIDRSetError) {
    guard nodeMask <= cluster.family.bitWidth else { throw .invalidMask }
    if cluster.family == .v6, nodeMask - cluster.length > 16 { throw .tooManyBlocks }
    self.cluster = cluster
    self.nodeMask = nodeMask
    let bits = nodeMask - cluster.length
    used = AddressBitmap(count: bits < 0 ? 0 : 1 << bits)
    nextCandidate = 0
  }

  /// The same without Cilium's limit on IPv6, for systems that have none; nil where the blocks are too
  /// many to count.
  init?(unlimited cluster: IPPrefix, nodeMask: Int) {
    let bits = nodeMask - cluster.length
    guard bits >= 0, bits <= 60, nodeMask <= cluster.family.bitWidth else { return nil }
    self.cluster = cluster
    self.nodeMask = nodeMask
    used = AddressBitmap(count: 1 << bits)
    nextCandidate = 0
  }

  /// The set that another keeper's books amount to: `used` has a bit for every block.
  init(cluster: IPPrefix, nodeMask: Int, used: AddressBitmap) {
    precondition(nodeMask >= cluster.length && used.count == 1 << (nodeMask - cluster.length))
    self.cluster = cluster
    self.nodeMask = nodeMask
    self.used = used
    nextCandidate = 0
  }

  /// Takes the next free block, searching from the cursor and wrapping.
  public mutating func allocateNext() throws(CIDRSetError) -> IPPrefix {
    guard !isFull, let index = used.firstClear(wrappingFrom: nextCandidate) else {
      throw .noneLeft
    }
    used.insert(index)
    nextCandidate = (index + 1) % maxCIDRs
    return block(at: index)
  }

  /// Marks every block that `prefix` touches as taken.
  public mutating func occupy(_ prefix: IPPrefix) throws(CIDRSetError) {
    used.insert(try span(of: prefix))
  }

  /// Marks every block that `prefix` touches as free.
  public mutating func release(_ prefix: IPPrefix) throws(CIDRSetError) {
    used.remove(try span(of: prefix))
  }

  /// Whether all blocks that `prefix` touches are taken: a partial overlap does not count.
  public func isAllocated(_ prefix: IPPrefix) throws(CIDRSetError) -> Bool {
    let span = try span(of: prefix)
    return used.population(in: span) == span.count
  }

  /// Whether `prefix` and the list element overlap, in either direction.
  public func isInRange(_ prefix: IPPrefix) -> Bool { cluster.overlaps(prefix) }

  /// The block in position `index`.
  public func block(at index: Int) -> IPPrefix {
    let hostBits = cluster.family.bitWidth - nodeMask
    let base = cluster.base.bits + (UInt128(index) << UInt128(hostBits))
    return IPPrefix(IPAddress(cluster.family, bits: base), length: nodeMask)
  }

  /// The positions of the blocks that `prefix` touches: a block smaller than the mask covers its
  /// whole slot, a prefix not longer than the list element covers them all.
  public func span(of prefix: IPPrefix) throws(CIDRSetError) -> Range<Int> {
    guard isInRange(prefix) else { throw .outsideCluster(prefix, cluster) }
    if prefix.length <= cluster.length { return 0..<maxCIDRs }
    let first = try index(of: prefix.base)
    let last = try index(of: prefix.last)
    return first..<last + 1
  }

  /// The position of the block that holds `address`.
  public func index(of address: IPAddress) throws(CIDRSetError) -> Int {
    guard address.family == cluster.family else {
      throw .outOfRange(IPPrefix(address, length: address.family.bitWidth))
    }
    // As in Go, bits above the list element make the position too high and nothing else.
    let index = (address.bits ^ cluster.base.bits) >> UInt128(cluster.family.bitWidth - nodeMask)
    guard index < UInt128(maxCIDRs) else { throw .outOfRange(IPPrefix(address, length: nodeMask)) }
    return Int(index)
  }
}

/// Why a CIDR set cannot be made or cannot answer; the texts are Cilium's own (`cidr_set.go`).
public enum CIDRSetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mask is longer than an address of the family.
  case invalidMask
  /// The mask is more than 16 bits longer than an IPv6 list element.
  case tooManyBlocks
  /// Every block is taken.
  case noneLeft
  /// The block lies outside the list element.
  case outOfRange(IPPrefix)
  /// The prefix and the list element share no address.
  case outsideCluster(IPPrefix, IPPrefix)

  /// The real system's text.
  public var description: String {
    switch self {
    case .invalidMask:
      "SubNetMask is invalid, should be lower or equal to 32 for IPv4 and to 128 for IPv6"
    case .tooManyBlocks:
      "New CIDR set failed; the node CIDR size is too big"
    case .noneLeft:
      "CIDR allocation failed; there are no remaining CIDRs left to allocate in the accepted range"
    case .outOfRange(let prefix):
      "CIDR: \(prefix) is out of the range of CIDR allocator"
    case .outsideCluster(let prefix, let cluster):
      "cidr \(prefix) is out the range of cluster cidr \(cluster)"
    }
  }
}
