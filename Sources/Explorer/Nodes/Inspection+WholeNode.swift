import Addressing
import Allocation
import Terminal
import Theming

extension Inspection {
  /// A node of several blocks: its figures in all, and those of each block as far as there is room.
  func wholeLines(of node: Node, width: Int) -> [TextLine] {
    var lines = [Self.stateLine(of: node)]
    let usage = node.usage
    if usage.usable > 0 {
      lines.append(
        TextLine("\(Figure.grouped(usage.used)) of \(Figure.grouped(usage.usable))", .strong)
          .adding(" usable", .dim)
          .filling(
            width, with: Figure.percent(UInt128(usage.used), of: UInt128(usage.usable)), .dim))
      lines.append(TextLine.gauge(part: usage.used, of: usage.usable, width: width))
    }
    lines.append(
      TextLine("pods", .dim).filling(width, with: "\(node.pods.count) of at most \(node.maxPods)"))
    lines.append(TextLine("blocks", .dim).filling(width, with: Figure.grouped(node.blocks.count)))
    let shown = node.blocks.count <= Self.blocksTold ? Self.blocksTold : Self.blocksTold - 1
    for block in node.blocksInOrder.prefix(shown) {
      let figures = node.range(on: block).map { range in
        "\(range.taken.population - range.infrastructureCount)"
          + "/\(range.usable - range.infrastructureCount)"
      }
      lines.append(TextLine("\(block)", .text).filling(width, with: figures ?? "idle", .dim))
    }
    if node.blocks.count > shown {
      lines.append(TextLine("and \(Figure.grouped(node.blocks.count - shown)) more", .dim))
    }
    for error in [node.error, node.agentError].compactMap(\.self) {
      lines += TextLine.wrapped(error, .error, to: width)
    }
    return lines
  }

  /// Blocks that are worth a line each.
  private static let blocksTold = 8
}
