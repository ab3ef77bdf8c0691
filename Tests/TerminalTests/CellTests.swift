import Terminal
import Testing

struct CellTests {
  @Test func `a cell knows how much room its character takes`() {
    #expect(Cell("a").extent == .single)
    #expect(Cell("▀").extent == .single)
    #expect(Cell("日").extent == .lead)
  }

  @Test(arguments: Array("\u{1B}\u{0}\u{85}\u{202E}\u{301}\u{200B}".unicodeScalars))
  func `no cell holds what must not be drawn or has no column`(scalar: Unicode.Scalar) {
    #expect(Cell(scalar).scalar == TextWidth.replacement)
    #expect(Cell(scalar).extent == .single)
  }
}
