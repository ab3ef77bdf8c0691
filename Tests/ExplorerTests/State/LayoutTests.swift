import Terminal
import Testing

@testable import Explorer

@Suite struct LayoutTests {
  @Test func `nothing overlaps and nothing leaves the screen, at any size`() {
    for width in stride(from: 1, through: 240, by: 7) {
      for height in stride(from: 1, through: 70, by: 3) {
        let layout = Layout(size: Size(width: width, height: height), wantsLegend: true)
        let parts = [layout.header, layout.map, layout.panel, layout.status, layout.hints]
          .compactMap(\.self)
        for (index, part) in parts.enumerated() {
          #expect(part.intersection(Rect(layout.size)) == part || part.isEmpty)
          for other in parts.dropFirst(index + 1) {
            #expect(part.intersection(other).isEmpty, "\(width)x\(height)")
          }
        }
      }
    }
  }

  @Test func `40x12 has a map and one line, 20x6 is too small`() {
    let low = Layout(size: Size(width: 40, height: 12), wantsLegend: true)
    #expect(!low.isTooSmall && low.panel == nil && low.canvas.height >= 6)
    #expect(Layout(size: Size(width: 20, height: 6), wantsLegend: true).isTooSmall)
  }

  @Test func `100x30 leaves the map a power of two`() {
    #expect(Layout(size: Size(width: 100, height: 30), wantsLegend: true).canvas.width == 64)
  }
}
