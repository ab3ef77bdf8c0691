import Terminal
import TestSupport
import Testing

struct FrameDrawingTests {
  private func field(_ width: Int, _ height: Int) -> Frame {
    Frame(size: Size(width: width, height: height), filledWith: Cell("."))
  }

  @Test func `text is clipped on all sides`() {
    var frame = field(6, 3)
    #expect(frame.write("abcdef", at: Point(x: -2, y: 0)) == 6)
    frame.write("abcdef", at: Point(x: 4, y: 1))
    frame.write("above", at: Point(x: 0, y: -1))
    frame.write("below", at: Point(x: 0, y: 3))
    #expect(
      frame.text == """
        cdef..
        ....ab
        ......
        """)
  }

  @Test func `text takes no more columns than it is given`() {
    var frame = field(8, 4)
    #expect(frame.write("abcdef", at: Point(x: 1, y: 0), width: 3) == 3)
    #expect(frame.write("日本語", at: Point(x: 1, y: 1), width: 5) == 4)
    #expect(frame.write("abc", at: Point(x: 1, y: 2), width: 0) == 0)
    #expect(frame.write("abc", at: Point(x: 1, y: 3), width: -5) == 0)
    #expect(
      frame.text == """
        .abc....
        .日本...
        ........
        ........
        """)
  }

  @Test func `half a wide character at the left edge is a space`() {
    var frame = field(4, 1)
    frame.write("日本", at: Point(x: -1, y: 0))
    #expect(frame.text == " 本.")
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "�[31mred"),
    ("\u{1B}]0;title\u{7}", "�]0;title�"),
    ("\u{9B}2J", "�2J"),
    ("a\tb\r\nc\u{7F}", "a�b��c�"),
    ("\u{202E}evil\u{2069}", "�evil�"),
    ("zero\u{200B}width\u{FEFF}\u{200D}", "zerowidth"),
    ("e\u{301}t\u{308}", "et"),
    ("\u{378}\u{FFFF}", "��"),
    ("\u{2028}", "�"),
    ("日\u{300}本", "日本"),
  ])
  func `what could command a terminal never enters a frame`(text: String, shown: String) {
    var frame = Frame(size: Size(width: 20, height: 1))
    let columns = frame.write(text, at: .zero)
    #expect(frame.text == shown)
    #expect(columns == TextWidth.columns(of: text))
  }

  @Test func `no random text puts a control character into a frame`() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<400 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<12 {
        let limit = [0x100, 0x3000, 0x20000][random.int(in: 0..<3)]
        if let scalar = Unicode.Scalar(UInt32(random.int(in: 0..<limit))) { scalars.append(scalar) }
      }
      var frame = Frame(size: Size(width: 30, height: 1))
      frame.write(String(scalars), at: .zero)
      for scalar in frame.text.unicodeScalars {
        #expect((TextWidth.columns(of: scalar) ?? 0) > 0)
      }
    }
  }

  @Test func `boxes have a title where there is room for one`() {
    var frame = Frame(size: Size(width: 14, height: 4))
    frame.drawBox(Rect(x: 0, y: 0, width: 9, height: 3), title: "nodes and pods")
    frame.drawBox(Rect(x: 10, y: 0, width: 4, height: 4), border: .ascii, title: "x")
    #expect(
      frame.text == """
        ┌ node… ┐ +--+
        │       │ |  |
        └───────┘ |  |
                  +--+
        """)
  }

  @Test func `a rectangle too small for a box stays as it is`() {
    var frame = field(3, 3)
    frame.drawBox(Rect(x: 0, y: 0, width: 1, height: 3))
    frame.drawBox(Rect(x: 0, y: 0, width: 3, height: 1))
    #expect(frame == field(3, 3))
  }

  @Test func `filling and drawing another frame keep inside`() {
    var frame = field(5, 3)
    frame.fill(Rect(x: 3, y: 1, width: 9, height: 9), with: Cell("#"))
    var stamp = Frame(size: Size(width: 4, height: 1))
    stamp.write("日本", at: .zero)
    frame.draw(stamp, at: Point(x: -1, y: 0))
    #expect(
      frame.text == """
         本..
        ...##
        ...##
        """)
  }
}
