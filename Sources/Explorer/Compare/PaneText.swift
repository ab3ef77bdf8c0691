import Addressing
import Allocation
import Cartography

/// What a plan has at a place, in a few words.
enum PaneText {
  static func place(_ here: Inspection) -> String {
    guard here.coverage.isInside || here.coverage.committed > 0 else { return "outside its pools" }
    if here.isAddress { return here.owner }
    if here.isSeveral {
      let coverage = here.coverage
      let used = "\(Figure.grouped(coverage.used)) used"
      // Where a block is an address, taken and used are the same.
      if here.block.hostBits == 0 { return used }
      let taken = Figure.grouped(coverage.committedBlocks)
      return "\(taken) of \(Figure.count(coverage.blocks, "block")), \(used)"
    }
    guard let node = here.node else { return "free" }
    return "\(node.name) \(here.used)/\(here.usable) used"
  }
}
