import Terminal
import TestSupport
import Testing
import Theming

@testable import Explorer

@Suite struct PassageTests {
  private func lines(_ passage: Passage, _ width: Int) -> [String] {
    passage.lines(width: width).map(\.text)
  }

  @Test func `text goes on in the next line, there so far in`() {
    let passage = Passage.text(TextLine("free blocks of that size"), indent: 2)
    #expect(lines(passage, 12) == ["free blocks", "  of that", "  size"])
    #expect(lines(passage, 40) == ["free blocks of that size"])
  }

  @Test func `what is said of a word has a column, or is below where that leaves no room`() {
    let passage = Passage.entry(TextLine("q"), TextLine("quits the program at once"), column: 4)
    #expect(lines(passage, 22) == ["q   quits the program", "    at once"])
    #expect(lines(passage, 20) == ["q", "    quits the", "    program at once"])
    let long = Passage.entry(TextLine("a long word"), TextLine("is said"), column: 4)
    #expect(lines(long, 30) == ["a long word", "    is said"])
  }

  @Test func `a word longer than the line is cut where the line ends, and all of it is there`() {
    let passage = Passage.text(TextLine("2001:db8:0:0:0:0:0:1/128 is long"), indent: 0)
    #expect(lines(passage, 10) == ["2001:db8:0", ":0:0:0:0:1", "/128 is", "long"])
  }

  @Test func `pieces keep their roles across lines`() {
    let line = TextLine("one two", .key).adding(" three four", .dim)
    let wrapped = line.flowing(to: 9)
    #expect(wrapped.map(\.text) == ["one two", "three", "four"])
    #expect(wrapped[0].spans.last?.role == .key)
    #expect(wrapped[1].spans.last?.role == .dim)
  }

  @Test func `no line is wider than the width, and no word is lost`() {
    var random = SeededRandom(seed: 6)
    let words = ["a", "CIDR", "10.0.0.0/8", "stranded", "fe80::1", "個", "·", "unusable(/20)"]
    for _ in 0..<200 {
      let text = (0..<random.int(in: 1..<30)).map { _ in words[random.int(in: 0..<words.count)] }
        .joined(separator: " ")
      let width = random.int(in: 3..<60)
      let all = TextLine(text).flowing(to: width, indent: random.int(in: 0..<20))
      for line in all { #expect(line.width <= width, "\(line.text)") }
      let letters = all.map(\.text).joined().filter { $0 != " " }
      #expect(letters == text.filter { $0 != " " })
    }
  }
}
