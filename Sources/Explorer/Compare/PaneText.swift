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
      let blocks =
        "\(Figure.grouped(coverage.committedBlocks)) of \(Figure.grouped(coverage.blocks)) blocks"
      return "\(blocks), \(Figure.grouped(coverage.used)) used"
    }
    guard let node = here.node else { return "free" }
    return "\(node.name) \(here.used)/\(here.usable) used"
  }
}
