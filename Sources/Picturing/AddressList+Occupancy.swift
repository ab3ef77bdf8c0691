public import Addressing
public import Cartography

extension AddressList: Occupancy {
  /// How much of a stretch is in the list: its addresses count as used, the rest as free.
  public func coverage(of prefix: IPPrefix) -> Coverage {
    let count = count(in: prefix)
    let size = prefix.size
    var coverage = Coverage(
      addresses: size, committed: count, capacity: size, used: count, blocks: 1,
      committedBlocks: count > 0 ? 1 : 0, isUniform: count == 0)
    let share = size >= 1000 ? min(1000, count / (size / 1000)) : count * 1000 / max(1, size)
    coverage.fullestPermille = Int(share)
    coverage.leastFree = Int(clamping: size - min(size, count))
    return coverage
  }
}
