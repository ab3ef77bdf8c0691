import Addressing
import Cartography
import Terminal
import Theming

extension Painter {
  /// How large things are on the map, in the lower edge of its frame.
  ///
  ///     └ 1 px = /28, 16 px a block ── ├──┤ /24 ── ├──────────────┤ /20 ── /18 64x64 px ─┘
  ///
  /// A bar is as wide as a block of that length is on the map.
  mutating func drawScaleBar(_ state: ExplorerApp.State, in rect: Rect) {
    let y = rect.rows.upperBound - 1
    var x = rect.x + 2
    let end = rect.columns.upperBound - 2
    let line = ScaleBar(state.viewport, unitLength: state.unitLength, isUnicode: look.isUnicode)
    for (index, part) in line.parts.enumerated() {
      let width = TextWidth.columns(of: part) + 2
      guard x + width <= end else { continue }
      write(" \(part) ", x: x, y: y, index == 0 ? .text : .dim)
      x += width + 1
    }
  }
}

/// The sizes of a pixel, a node's block and the named blocks of a view, as words and bars.
struct ScaleBar: Hashable, Sendable {
  /// The most important first.
  let parts: [String]

  /// What there is to say of a view of blocks of `unitLength`.
  init(_ viewport: Viewport, unitLength: Int, isUnicode: Bool) {
    let named = viewport.plane.curve.isHierarchical ? MapLabels.lengths(for: viewport) : []
    var lengths: [Int] = []
    for length in [unitLength] + named.reversed()
    where length < viewport.pixelLength && !lengths.contains(length) {
      lengths.append(length)
    }
    let bars = lengths.compactMap { Self.bar(of: $0, in: viewport, isUnicode: isUnicode) }
    parts = [Self.pixel(of: viewport, unitLength: unitLength)] + bars
  }

  /// What one pixel is: `1 px = /20 = 16 node blocks`.
  private static func pixel(of viewport: Viewport, unitLength: Int) -> String {
    let length = viewport.pixelLength
    if viewport.showsSingleAddresses { return "1 px = 1 address" }
    let bits = min(127, abs(unitLength - length))
    let count = UInt128(1) << UInt128(bits)
    return length <= unitLength
      ? "1 px = /\(length) = \(Figure.count(count, "node block"))"
      : "1 px = /\(length), \(Figure.grouped(count)) px a node block"
  }

  /// A bar as wide as a block, or the block's sides where that is too wide or too narrow.
  private static func bar(of length: Int, in viewport: Viewport, isUnicode: Bool) -> String? {
    let plane = viewport.plane
    let block = IPPrefix(plane.root.base, length: max(length, plane.root.length))
    guard plane.curve.isHierarchical, let rect = plane.rect(of: block, zoom: viewport.zoom) else {
      return nil
    }
    let width = viewport.grain.columns(ofPixels: rect.width)
    guard (3...24).contains(width) else { return "/\(length) \(rect.width)x\(rect.height) px" }
    let line = String(repeating: isUnicode ? "─" : "-", count: width - 2)
    return isUnicode ? "├\(line)┤ /\(length)" : "|\(line)| /\(length)"
  }
}
