public import Addressing

extension BlockAddresses {
  /// How many addresses of a part of the block pods hold, and how many they could hold.
  public func count(in part: IPPrefix) -> (used: Int, capacity: Int) {
    let first = firstUsable.bits
    guard usable > 0, part.overlaps(prefix) else { return (0, 0) }
    let low = max(part.base.bits, first)
    let high = min(part.last.bits, first + UInt128(usable) - 1)
    guard low <= high else { return (0, 0) }
    let offsets = Int(low - first)..<Int(high - first) + 1
    var own = 0
    for role in [
      infrastructure.router, infrastructure.ingress, infrastructure.health, infrastructure.tunnel,
    ] where role >= 0 && offsets.contains(Int(role)) { own += 1 }
    if let kept = extras?.kept { own += kept.population(in: offsets) }
    return (taken.population(in: offsets) - own, offsets.count - own)
  }

  /// Calls `body` with how many addresses pods hold, and could hold, of each of `count` parts of
  /// `size` addresses; the first begins `start` addresses after the block.
  ///
  /// A map asks this of every block in view, so nothing is looked up twice. The block has at most
  /// 2^62 addresses.
  public func forEachPart(
    of size: Int, from start: Int, count: Int, _ body: (Int, _ used: Int, _ capacity: Int) -> Void
  ) {
    let before = usable > 0 ? Int(firstUsable.bits - prefix.base.bits) : 0
    let usable = usable
    let roles = infrastructure
    let kept = extras?.kept
    for index in 0..<count {
      let low = max(start + index * size - before, 0)
      let high = min(start + (index + 1) * size - before, usable)
      guard low < high else {
        body(index, 0, 0)
        continue
      }
      var own = 0
      for role in [roles.router, roles.ingress, roles.health, roles.tunnel]
      where role >= low && role < high { own += 1 }
      if let kept { own += kept.population(in: low..<high) }
      let held = size == 1 ? (taken[low] ? 1 : 0) : taken.population(in: low..<high)
      body(index, held - own, high - low - own)
    }
  }
}
