import Addressing
import Cartography

/// An occupancy of a few hundred addresses that counts one by one whatever it is asked.
///
/// A sketch has one line a block: `#` used, `.` idle, `R` reserved, `C` used twice; a line that is
/// empty is a block nobody holds.
struct SketchedSpace: Occupancy {
  let pool: IPPrefix
  let blockLength: Int
  let lines: [String]
  var failed: Set<IPPrefix> = []
  /// Whether stretches that are all alike say so.
  var tellsUniform = true

  init(_ pool: String, blockLength: Int, _ sketch: String) {
    self.pool = IPPrefix(pool)!
    self.blockLength = blockLength
    lines = sketch.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    precondition(lines.allSatisfy { $0.isEmpty || $0.utf8.count == blockSize })
  }

  private var blockSize: Int { 1 << (pool.family.bitWidth - blockLength) }

  private func block(_ index: Int) -> IPPrefix {
    let offset = UInt128(index * blockSize)
    return IPPrefix(pool.base.advanced(by: offset)!, length: blockLength)
  }

  func coverage(of prefix: IPPrefix) -> Coverage {
    guard prefix.overlaps(pool) else {
      return Coverage(addresses: prefix.size, isInside: false, isUniform: tellsUniform)
    }
    var result = Coverage(addresses: prefix.size)
    for index in 0..<(1 << (blockLength - pool.length)) where prefix.overlaps(block(index)) {
      count(index, in: prefix, into: &result)
    }
    if result.committed == 0 && pool.contains(prefix) { result.isUniform = tellsUniform }
    return result
  }

  private func count(_ index: Int, in prefix: IPPrefix, into result: inout Coverage) {
    let block = block(index)
    result.blocks += 1
    if prefix != block, block.contains(prefix) { result.block = block }
    let line = index < lines.count ? Array(lines[index].utf8) : []
    guard !line.isEmpty else {
      result.capacity += min(prefix.size, block.size)
      return
    }
    result.committedBlocks += 1
    let free = line.count { $0 == UInt8(ascii: ".") }
    let usable = line.count { $0 != UInt8(ascii: "R") }
    if free == 0 { result.fullBlocks += 1 }
    result.fullestPermille = max(result.fullestPermille, (usable - free) * 1000 / usable)
    result.leastFree = min(result.leastFree ?? .max, free)
    if failed.contains(block) { result.refused = 1 }
    for (offset, letter) in line.enumerated() {
      guard prefix.contains(block.base.advanced(by: UInt128(offset))!) else { continue }
      result.committed += 1
      switch letter {
      case UInt8(ascii: "R"): result.reserved += 1
      case UInt8(ascii: "C"): result.contested += 1
      default: break
      }
      if letter != UInt8(ascii: "R") { result.capacity += 1 }
      if letter == UInt8(ascii: "#") || letter == UInt8(ascii: "C") { result.used += 1 }
    }
  }
}
