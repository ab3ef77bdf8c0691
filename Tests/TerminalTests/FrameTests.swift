import Terminal
import TestSupport
import Testing

struct FrameTests {
  private func frame(_ text: String, width: Int) -> Frame {
    var frame = Frame(size: Size(width: width, height: 1), filledWith: Cell("."))
    frame.write(text, at: .zero)
    return frame
  }

  @Test func `places outside are blank to read and ignored to write`() {
    var frame = Frame(size: Size(width: 2, height: 1), filledWith: Cell("."))
    for (x, y) in [(-1, 0), (2, 0), (0, -1), (0, 1)] {
      frame[x, y] = Cell("X")
      #expect(frame[x, y] == .blank)
    }
    #expect(frame.text == "..")
  }

  @Test func `overwriting half of a wide character blanks the other half`() {
    var first = frame("日本", width: 5)
    first[0, 0] = Cell("a")
    #expect(first.text == "a 本.")
    var second = frame("日本", width: 5)
    second[1, 0] = Cell("b")
    #expect(second.text == " b本.")
    var third = frame("日本", width: 5)
    third[1, 0] = Cell("語")
    #expect(third.text == " 語 .")
  }

  @Test func `a wide character does not stick out of the last column`() {
    var frame = frame("", width: 3)
    frame[2, 0] = Cell("日", style: Style(background: .blue))
    #expect(frame[2, 0] == .space(Style(background: .blue)))
    #expect(frame.row(0) == "..")
  }

  @Test func `copying cell by cell copies wide characters too`() {
    let original = frame("a日b本", width: 8)
    var copy = Frame(size: original.size)
    for x in 0..<8 { copy[x, 0] = original[x, 0] }
    #expect(copy == original)
  }

  @Test func `restyling keeps the characters and both halves alike`() {
    var frame = frame("日本語", width: 6)
    frame.restyle(Rect(x: 1, y: 0, width: 2, height: 1)) { $0.adding(.reverse) }
    #expect(
      frame.picture == """
        日本語

        aaaa..

        a = reverse
        """)
  }

  @Test func `halves of wide characters never come apart`() {
    var random = SeededRandom(seed: 7)
    let scalars: [Unicode.Scalar] = ["a", "日", "🔥", " ", "▀", "\u{1B}"]
    for _ in 0..<60 {
      var frame = Frame(size: Size(width: 9, height: 3))
      for step in 0..<60 {
        let x = random.int(in: -2..<11)
        let y = random.int(in: -1..<4)
        let style = Style(foreground: Color(index: UInt8(random.int(in: 0..<3))))
        if step % 7 == 0 {
          frame.restyle(Rect(x: x, y: y, width: 3, height: 1)) { _ in style }
        } else {
          frame[x, y] = Cell(scalars[random.int(in: 0..<scalars.count)], style: style)
        }
        expectWhole(frame)
      }
    }
  }

  private func expectWhole(_ frame: Frame) {
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width {
        let cell = frame[x, y]
        switch cell.extent {
        case .single: break
        case .lead:
          #expect(frame[x + 1, y].extent == .continuation)
          #expect(frame[x + 1, y].style == cell.style)
        case .continuation:
          #expect(frame[x - 1, y].extent == .lead)
        }
      }
    }
  }
}
