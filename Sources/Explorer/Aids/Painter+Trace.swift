import Addressing
import Cartography
import Terminal
import Theming

extension Painter {
  /// The comet on its way along the curve, or arrows from each block to the next.
  ///
  ///     →↓   the tail keeps its arrows for a while, so that a still picture shows the way too
  ///      ↓ ←     numbers count the blocks from the first in view
  ///      →↑
  mutating func drawTrace(_ state: ExplorerApp.State, in canvas: Rect) {
    guard let trace = state.trace, trace.viewport == state.viewport else { return }
    let first = trace.isRunning ? max(0, trace.head - 32) : 0
    let end = trace.isRunning ? min(trace.head + 1, trace.blocks.count) : trace.blocks.count
    for index in first..<max(first, end) {
      let rect = cells(of: trace.blocks[index], trace)
      guard let rect else { continue }
      let next = index + 1 < trace.blocks.count ? cells(of: trace.blocks[index + 1], trace) : nil
      let arrow = next.map { self.arrow(from: rect, to: $0) } ?? (look.isUnicode ? "■" : "#")
      let age = trace.head - index
      let isHead = trace.isRunning && age == 0
      let style = style(isHead ? .cursor : trace.isRunning && age > 8 ? .grid : .label)
      if isHead { fill(rect, style, in: canvas) }
      var text = arrow
      if !trace.isRunning, rect.width >= 5 { text = "\(index + 1)" + arrow }
      let x = canvas.x + rect.x + (rect.width - text.unicodeScalars.count) / 2
      let y = canvas.y + rect.y + (rect.height - 1) / 2
      guard canvas.contains(Point(x: x, y: y)) else { continue }
      frame.write(
        text, at: Point(x: x, y: y), style: style.adding(.bold),
        width: canvas.columns.upperBound - x)
    }
  }

  private func cells(of block: IPPrefix, _ trace: CurveTrace) -> PixelRect? {
    trace.viewport.rect(of: block).map { trace.viewport.cells(of: $0) }
  }

  private mutating func fill(_ rect: PixelRect, _ style: Style, in canvas: Rect) {
    for y in rect.y..<rect.maxY {
      for x in rect.x..<rect.maxX {
        let point = Point(x: canvas.x + x, y: canvas.y + y)
        if canvas.contains(point) { frame[point] = .space(style) }
      }
    }
  }

  private func arrow(from rect: PixelRect, to next: PixelRect) -> String {
    let (dx, dy) = ((next.x - rect.x).signum(), (next.y - rect.y).signum())
    let signs = look.isUnicode ? ["↖↑↗", "←·→", "↙↓↘"] : ["\\^/", "<.>", "/v\\"]
    return String(Array(signs[dy + 1])[dx + 1])
  }
}
