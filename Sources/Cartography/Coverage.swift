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
  /// Whether a request failed here.
  public var failed: Bool
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
  /// Which of two plans has something here, in a picture of what differs between them.
  public var contrast: Contrast?

  /// A stretch outside every pool, and all of it alike.
  public static let outside = Coverage(addresses: 0, isInside: false, isUniform: true)

  /// Describes a stretch; what is not said is zero.
  public init(
    addresses: UInt128, isInside: Bool = true, committed: UInt128 = 0, capacity: UInt128 = 0,
    used: UInt128 = 0, reserved: UInt128 = 0, blocks: Int = 0, committedBlocks: Int = 0,
    fullBlocks: Int = 0, contested: Int = 0, fullestPermille: Int = 0, leastFree: Int? = nil,
    failed: Bool = false, claimed: Bool = false, block: IPPrefix? = nil, isUniform: Bool = false
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
    self.failed = failed
    self.claimed = claimed
    self.block = block
    self.isUniform = isUniform
  }
}
