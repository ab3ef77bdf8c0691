/// What nodes hold in a stretch of address space, added up.
public struct Holdings: Hashable, Sendable {
  /// Addresses inside nodes' blocks.
  public var committed: UInt128 = 0
  /// Addresses that can never serve a pod: network, broadcast, router, ingress, health, and those of
  /// a large IPv6 block that its agent does not manage.
  public var reserved: UInt128 = 0
  /// Addresses that nobody holds and that the modelled system never gives.
  public var withheld: UInt128 = 0
  /// Addresses held by pods.
  public var used = 0
  /// Addresses that pods could have in the blocks committed.
  public var capacity = 0
  /// Blocks committed.
  public var blocks = 0
  /// Blocks without a free address.
  public var full = 0
  /// Blocks with more than one holder.
  public var contested = 0
  /// Holders of blocks and addresses beyond the first.
  public var extraHolders = 0
  /// The fill of the fullest block, in thousandths of its capacity.
  public var fullest = 0
  /// The fewest free addresses of any block; none where nothing is committed.
  public var leastFree: Int?

  /// Nothing held.
  public init() {}

  /// Addresses committed and idle: no other node can have them.
  public var stranded: UInt128 {
    committed.subtractingSaturated(reserved.addingSaturated(UInt128(used)))
  }

  /// Adds what another stretch holds.
  public mutating func add(_ other: Holdings) {
    committed = committed.addingSaturated(other.committed)
    reserved = reserved.addingSaturated(other.reserved)
    withheld = withheld.addingSaturated(other.withheld)
    used &+= other.used
    capacity &+= other.capacity
    blocks &+= other.blocks
    full &+= other.full
    contested &+= other.contested
    extraHolders &+= other.extraHolders
    fullest = max(fullest, other.fullest)
    if let least = other.leastFree { leastFree = min(leastFree ?? least, least) }
  }
}

extension UInt128 {
  /// The sum, or the greatest number where it is one too many: all of IPv6 has 2^128 addresses.
  package func addingSaturated(_ other: UInt128) -> UInt128 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
  /// The difference, or 0 where it is less.
  package func subtractingSaturated(_ other: UInt128) -> UInt128 {
    self > other ? self - other : 0
  }
}
