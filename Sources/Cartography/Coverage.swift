public import Addressing

/// What is known of one stretch of address space, whatever its size.
///
/// All counts are of addresses or blocks that lie inside the stretch. A stretch smaller than a
/// block counts that block as one, so that a picture of a single block needs no other type.
public struct Coverage: Hashable, Sendable {
  /// Addresses in the stretch.
  public var addresses: UInt128
  /// Whether any of the stretch lies in a pool of the plan.
  public var isInside: Bool
  /// Addresses of the stretch that belong to a block some node holds.
  public var committed: UInt128
  /// Addresses pods could use, were every block of the stretch committed.
  public var capacity: UInt128
  /// Addresses that pods use.
  public var used: UInt128
  /// Addresses no pod may get: network, broadcast, router, health, ingress.
  public var reserved: UInt128
  /// Those of the reserved addresses that no node holds and that the modelled system never gives.
  public var withheld: UInt128 = 0
  /// Blocks in the stretch, or 1 when it lies inside one.
  public var blocks: Int
  /// Those that some node holds.
  public var committedBlocks: Int
  /// Those that have no address left for a pod.
  public var fullBlocks: Int
  /// Blocks or addresses that have more than one holder.
  public var contested: Int
  /// How full the fullest block is, in thousandths of what pods could use of it.
  public var fullestPermille: Int
  /// The fewest free addresses of any committed block; nil when none is committed.
  public var leastFree: Int?
  /// Pods that wait here because they were refused an address.
  public var refused = 0
  /// Whether something other than pods claims a part of the stretch.
  public var claimed: Bool
  /// The block that the stretch lies inside, when it is smaller than a block.
  ///
  /// It lets a picture put one mark on the block instead of one on every pixel.
  public var block: IPPrefix?
  /// Whether every part of the stretch would answer like the whole, so that nobody need ask.
  ///
  /// True of a stretch that is all free or all outside, it spares a picture most of its questions;
  /// false is always safe. Of a stretch with anything committed a picture does not believe it.
  public var isUniform: Bool
  /// Who has what is committed of the stretch.
  public var owner = Ownership.nobody
  /// For how many seconds the holder of the block that came last has had it, or a pod its address.
  public var youngest: UInt32?
  /// For how many seconds the holder of the block that came first has had it.
  public var oldest: UInt32?
  /// The seconds for which the cluster has been there.
  public var now: UInt32 = 0
  /// How often pods have given addresses of the stretch back.
  public var returns = 0
  /// The length of the maximal free block around the stretch, or of the largest inside; nil for none.
  public var freeLength: Int?
  /// The maximal free block that the whole stretch lies in, if all of it is free.
  public var freeBlock: IPPrefix?
  /// The length of a block.
  public var unitLength = 0
  /// The length of the pool.
  public var poolLength = 0
  /// Which of two plans has something here, in a picture of what differs between them.
  public var contrast: Contrast?

  /// A stretch outside every pool, and all of it alike.
  public static let outside = Coverage(addresses: 0, isInside: false, isUniform: true)

  /// Whether a request failed here.
  public var failed: Bool { refused > 0 }

  /// Describes a stretch; what is not said is zero.
  public init(
    addresses: UInt128, isInside: Bool = true, committed: UInt128 = 0, capacity: UInt128 = 0,
    used: UInt128 = 0, reserved: UInt128 = 0, blocks: Int = 0, committedBlocks: Int = 0,
    fullBlocks: Int = 0, contested: Int = 0, fullestPermille: Int = 0, leastFree: Int? = nil,
    refused: Int = 0, claimed: Bool = false, block: IPPrefix? = nil, isUniform: Bool = false
  ) {
    self.addresses = addresses
    self.isInside = isInside
    self.committed = committed
    self.capacity = capacity
    self.used = used
    self.reserved = reserved
    self.blocks = blocks
    self.committedBlocks = committedBlocks
    self.fullBlocks = fullBlocks
    self.contested = contested
    self.fullestPermille = fullestPermille
    self.leastFree = leastFree
    self.refused = refused
    self.claimed = claimed
    self.block = block
    self.isUniform = isUniform
  }
}
