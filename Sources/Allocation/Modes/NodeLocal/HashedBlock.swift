import Addressing

/// A block that a node works out from its own name: the same name gives the same block everywhere.
enum HashedBlock {
  /// The block of `length` that belongs to `name`; none if no pool of the family holds one.
  static func block(
    of name: String, _ length: Int, _ pools: [IPPrefix], _ family: IPFamily
  ) -> [IPPrefix] {
    let grids = grids(length, pools, family)
    let total = grids.reduce(0) { $0 + $1.count }
    guard total > 0 else { return [] }
    var index = Int(SeededGenerator.bounded(bits(name, UInt64(family.rawValue)), by: UInt64(total)))
    for grid in grids {
      if index < grid.count { return [grid[index]] }
      index -= grid.count
    }
    return []
  }

  /// The blocks of `length` that names are mapped to, pool by pool.
  static func grids(_ length: Int, _ pools: [IPPrefix], _ family: IPFamily) -> [BlockGrid] {
    pools
      .filter { $0.family == family && (family == .v4 || length - $0.length <= 16) }
      .compactMap { BlockGrid($0, blockLength: length) }
  }

  /// The place of a block among those that names are mapped to.
  static func number(
    of block: IPPrefix, _ length: Int, _ pools: [IPPrefix], _ family: IPFamily
  ) -> Int {
    var before = 0
    for grid in grids(length, pools, family) {
      if let index = grid.index(of: block.base) { return before + index }
      before += grid.count
    }
    return before
  }

  /// Which of `count` sizes belongs to `name`.
  static func choice(of name: String, among count: Int) -> Int {
    Int(SeededGenerator.bounded(bits(name, 0x6d61_736b), by: UInt64(count)))
  }

  private static func bits(_ name: String, _ purpose: UInt64) -> UInt64 {
    SeededGenerator.mix(AddressScan.hash(of: name), purpose)
  }
}
