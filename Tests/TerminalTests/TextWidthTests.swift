import Terminal
import TestSupport
import Testing

struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("pod-7f9c", 8), ("日本", 4), ("🔥", 2), ("▀▄█░", 4), ("⣿", 1), ("┌─┐", 3), ("é", 1),
    ("e\u{301}", 1), ("한글", 4), ("ｆ", 2), ("…", 1), ("\u{AD}x", 1), ("●■→✓", 4),
  ])
  func `text has the width that terminals give it`(text: String, columns: Int) {
    #expect(TextWidth.columns(of: text) == columns)
  }

  @Test(arguments: [
    ("worker-17", 9, "worker-17"), ("worker-17", 8, "worker-…"), ("worker-17", 1, "…"),
    ("worker-17", 0, ""), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"),
  ])
  func `text that does not fit ends in an ellipsis`(text: String, width: Int, shown: String) {
    #expect(TextWidth.shortened(text, to: width) == shown)
  }

  @Test func `shortened text always fits and is never shorter than it must be`() {
    var random = SeededRandom(seed: 2)
    let alphabet = ["a", "日", "\u{1B}", "e\u{301}", "🔥"]
    for _ in 0..<300 {
      let text = (0..<random.int(in: 0..<12)).map { _ in
        alphabet[random.int(in: 0..<alphabet.count)]
      }.joined()
      let width = random.int(in: 0..<20)
      let shown = TextWidth.columns(of: TextWidth.shortened(text, to: width))
      #expect(shown <= width)
      // A wide character may leave one column over, not two.
      #expect(shown >= min(width, TextWidth.columns(of: text)) - 1)
    }
  }

  @Test func `every scalar has one of four answers`() {
    for value in UInt32(0)..<0x2_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let columns = TextWidth.columns(of: scalar)
      #expect(columns.map { (0...2).contains($0) } ?? true)
      if value < 0x20 || (0x7F..<0xA0).contains(value) { #expect(columns == nil) }
    }
  }
}
