import Terminal
import TestSupport
import Testing

struct RectSplitTests {
  /// Draws strips as letters, one for each rectangle, in a field of dots.
  private func drawn(_ rects: [Rect], in size: Size) -> String {
    var frame = Frame(size: size, filledWith: Cell("."))
    for (rect, letter) in zip(rects, "abcdefgh".unicodeScalars) {
      frame.fill(rect, with: Cell(letter))
    }
    return frame.text
  }

  @Test func `strips are cut off each side and the rest stays`() {
    var rest = Rect(Size(width: 12, height: 5))
    let strips = [rest.cutTop(1), rest.cutBottom(1), rest.cutLeft(2), rest.cutRight(4), rest]
    #expect(
      drawn(strips, in: Size(width: 12, height: 5)) == """
        aaaaaaaaaaaa
        cceeeeeedddd
        cceeeeeedddd
        cceeeeeedddd
        bbbbbbbbbbbb
        """)
  }

  @Test func `a strip takes at most what is left`() {
    var rest = Rect(x: 1, y: 1, width: 3, height: 2)
    #expect(rest.cutTop(9) == Rect(x: 1, y: 1, width: 3, height: 2))
    #expect(rest.isEmpty)
    #expect(rest.cutBottom(1).isEmpty)
    #expect(rest.cutLeft(-4).isEmpty)
  }

  @Test func `columns share what whole cells allow`() {
    let area = Rect(Size(width: 12, height: 1))
    #expect(drawn(area.dividedIntoColumns(5), in: area.size) == "aaabbbccddee")
    #expect(drawn(area.dividedIntoColumns(3, gap: 1), in: area.size) == "aaaa.bbb.ccc")
    #expect(drawn(area.dividedIntoColumns(1), in: area.size) == "aaaaaaaaaaaa")
  }

  @Test func `columns fill their rectangle exactly, whatever its width`() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<300 {
      let width = random.int(in: 0..<60)
      let count = random.int(in: 1..<9)
      let gap = random.int(in: 0..<3)
      let columns = Rect(x: 5, y: 2, width: width, height: 3).dividedIntoColumns(count, gap: gap)
      #expect(columns.count == count)
      let widths = columns.map(\.size.width)
      #expect(widths.reduce(0, +) == max(0, width - gap * (count - 1)))
      #expect((widths.max() ?? 0) - (widths.min() ?? 0) <= 1)
      #expect(columns.allSatisfy { $0.rows == 2..<5 })
    }
  }

  @Test func `margins and centring keep the middle`() {
    let area = Rect(Size(width: 7, height: 5))
    #expect(
      drawn([area.inset(horizontal: 2, vertical: 1)], in: area.size) == """
        .......
        ..aaa..
        ..aaa..
        ..aaa..
        .......
        """)
    #expect(area.centered(Size(width: 3, height: 1)) == Rect(x: 2, y: 2, width: 3, height: 1))
    #expect(area.centered(Size(width: 99, height: 99)) == area)
    #expect(area.inset(by: 9).isEmpty)
  }
}
