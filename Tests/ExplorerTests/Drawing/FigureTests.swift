import Testing

@testable import Explorer

@Suite struct FigureTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"),
    (-1000, "-1,000"), (-100, "-100"),
  ])
  func `thousands are set apart`(number: Int, text: String) {
    #expect(Figure.grouped(number) == text)
  }

  @Test func `what does not fit is still exact, or says which power of two it passes`() {
    #expect(Figure.fitting(65_536, 6) == "65,536")
    #expect(Figure.fitting(65_536, 5) == "65536")
    #expect(Figure.fitting(65_536, 4) == "2^16")
    #expect(Figure.fitting(65_537, 4) == ">2^16")
    #expect(Figure.fitting(1 << 80, 12) == "2^80")
  }

  @Test func `only all is a hundred per cent`() {
    #expect(Figure.percent(999_999, of: 1_000_000) == "99.9%")
    #expect(Figure.percent(5, of: 5) == "100.0%")
    #expect(Figure.percent(1, of: 0) == "")
    #expect(Figure.percent(.max / 2, of: .max) == "49.9%")
  }
}
