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
  /// Pods that wait on the nodes whose first block begins here, because they were refused an address.
  public var refused = 0
  /// How often pods have given addresses of the stretch back.
  public var returns = 0
  /// Who holds the blocks.
  public var holder = Holder.nobody
  /// When the blocks were given: the first of them and the last, in whole seconds.
  public var since: BlockTimes?
  /// The cells of the largest aligned run that nobody holds and that can be given, as a power of two.
  ///
  /// Only sums over aligned runs have it: it is no sum of what the parts have.
  public var freeOrder: Int8 = -1

  /// Nothing held.
  public init() {}

  /// Addresses committed and idle: no other node can have them.
  public var stranded: UInt128 {
    committed.subtractingSaturated(reserved.addingSaturated(UInt128(used)))
  }

  /// Adds what another stretch holds.
  public mutating func add(_ other: borrowing Holdings) {
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
    refused &+= other.refused
    returns &+= other.returns
    holder.add(other.holder)
    if let times = other.since { since = since?.union(times) ?? times }
  }

  /// Whether nobody holds any of it and all of it can be given.
  var isFree: Bool { blocks == 0 && withheld == 0 }
}

/// Who holds the blocks of a stretch, in four bytes: nobody, one node, or several.
public struct Holder: Hashable, Sendable {
  private var rawValue: UInt32

  /// No node.
  public static let nobody = Holder(rawValue: .max)
  /// More than one node.
  public static let several = Holder(rawValue: .max - 1)

  private init(rawValue: UInt32) { self.rawValue = rawValue }

  /// One node.
  public init(_ node: NodeID) { rawValue = node.rawValue }

  /// The node, where there is one and no other.
  public var node: NodeID? {
    rawValue < UInt32.max - 1 ? NodeID(rawValue: rawValue) : nil
  }

  mutating func add(_ other: Holder) {
    if self == other || other == .nobody { return }
    self = self == .nobody ? other : .several
  }
}

/// The first and the last of the times at which blocks were given, in whole seconds.
public struct BlockTimes: Hashable, Sendable {
  /// When the block was given that has been held longest.
  public var first: UInt32
  /// When the block was given that came last.
  public var last: UInt32

  /// The time of one block.
  init(_ time: UInt32) {
    first = time
    last = time
  }

  func union(_ other: BlockTimes) -> BlockTimes {
    var both = self
    both.first = min(first, other.first)
    both.last = max(last, other.last)
    return both
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
