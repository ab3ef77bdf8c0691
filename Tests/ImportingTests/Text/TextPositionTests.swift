import Testing

@testable import Importing

struct TextPositionTests {
  @Test(arguments: [
    ("", 0, 1, 1), ("ab", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("é1", 2, 1, 2),
    ("😀x", 4, 1, 2), ("a\n\n", 99, 3, 1),
  ])
  func `columns are scalars and lines end at line feeds`(
    text: String, offset: Int, line: Int, column: Int
  ) {
    #expect(
      TextPosition(of: offset, in: Array(text.utf8)) == TextPosition(line: line, column: column))
  }

  @Test func `what could move a cursor is spelt out`() {
    #expect("a\u{1B}[0m\u{9B}\u{202E}é".printable == "a\\u{1B}[0m\\u{9B}\\u{202E}é")
    #expect("plain".printable == "plain")
  }
}
