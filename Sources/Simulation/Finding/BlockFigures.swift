import Addressing
import Allocation

/// The numbers of one block of a node, or of all its blocks of a family together.
struct BlockFigures {
  let node: Node
  /// The block; nil where the numbers are those of the whole node.
  let block: IPPrefix?
  let family: IPFamily
  private(set) var used = 0
  private(set) var free = 0
  private(set) var usable = 0
  private(set) var committed: UInt128 = 0
  /// Addresses of the blocks that the agent has in its books; those of others serve nobody.
  private var served: UInt128 = 0

  /// The numbers of one block.
  init(_ node: Node, block: IPPrefix) {
    self.node = node
    self.block = block
    family = block.family
    add(block)
  }

  /// The numbers of all blocks of one family.
  init(_ node: Node, family: IPFamily) {
    self.node = node
    self.family = family
    block = nil
    for range in node.ranges where range.prefix.family == family { add(range) }
    for block in node.blocks where block.family == family {
      committed = committed.addingSaturated(block.size)
    }
  }

  private mutating func add(_ block: IPPrefix) {
    committed = block.size
    if let range = node.range(on: block) { add(range) }
  }

  private mutating func add(_ range: BlockAddresses) {
    let own = range.infrastructureCount
    used += range.usable - range.free - own
    free += range.free
    usable += range.usable - own
    served = served.addingSaturated(range.prefix.size)
  }

  var reserved: UInt128 { served.subtractingSaturated(UInt128(clamping: usable)) }

  var stranded: UInt128 {
    committed.subtractingSaturated(reserved.addingSaturated(UInt128(clamping: used)))
  }

  /// Addresses that are free outside the longest run of free ones.
  var outsideRuns: Int {
    let ranges = block.flatMap { node.range(on: $0) }.map { [$0] }
    var longest = 0
    for range in ranges ?? node.ranges where range.prefix.family == family {
      var start = range.taken.firstClear()
      while let first = start {
        let end = range.taken.firstSet(from: first) ?? range.taken.count
        longest = max(longest, end - first)
        start = end < range.taken.count ? range.taken.firstClear(from: end) : nil
      }
    }
    return free - min(free, longest)
  }

  /// Whether a number of the block compares so; nil where the block has no such number.
  func compare(
    _ figure: NodeQuery.Figure, _ relation: Expectation.Relation, _ amount: Amount,
    in pods: PodTable
  ) -> Bool? {
    guard let (part, whole) = value(of: figure, in: pods) else { return nil }
    switch amount {
    case .count(let count): return relation.holds(Int128(clamping: part), Int128(count))
    case .percent(let share):
      guard let whole, whole > 0 else { return nil }
      // Both sides as products of twice the width: an IPv6 block has up to 2^128 addresses.
      let left = part.multipliedFullWidth(by: 100)
      let right = whole.multipliedFullWidth(by: UInt128(share))
      let order =
        left.high == right.high
        ? Self.order(left.low, right.low) : Self.order(left.high, right.high)
      return relation.holds(order, 0)
    }
  }

  private static func order(_ left: UInt128, _ right: UInt128) -> Int128 {
    left == right ? 0 : left < right ? -1 : 1
  }

  /// A number, and that of which shares of it are.
  func value(
    of figure: NodeQuery.Figure, in pods: PodTable
  ) -> (part: UInt128, whole: UInt128?)? {
    func number(_ count: Int) -> UInt128 { UInt128(clamping: count) }
    switch figure {
    case .pods: return (number(node.pods.count), number(node.maxPods))
    case .podsRunning: return (number(node.running), number(node.maxPods))
    case .podsPending:
      let waiting = node.pods.count { pods.status(of: $0).isPending }
      return (number(waiting), number(node.maxPods))
    case .maxPods: return (number(node.maxPods), nil)
    case .blocks: return (number(node.blocks.count), nil)
    case _ where committed == 0: return nil
    case .used: return (number(used), number(usable))
    case .free: return (number(free), number(usable))
    case .usable: return (number(usable), nil)
    case .stranded: return (stranded, committed)
    case .reserved: return (reserved, committed)
    case .committed: return (committed, nil)
    case .fragmentation: return (number(outsideRuns), number(free))
    }
  }
}
