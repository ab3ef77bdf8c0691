import Terminal
import Testing

struct FrameTextTests {
  @Test func `a picture shows characters, styles and a legend`() {
    var frame = Frame(size: Size(width: 16, height: 2))
    frame.write("10.0.0.0/24", at: .zero, style: Style(attributes: .bold))
    let full = Style(foreground: .red).on(Color(index: 233))
    frame.write("full", at: Point(x: 12, y: 0), style: full)
    frame.write("日", at: Point(x: 0, y: 1), style: Style(attributes: [.dim, .underline]))
    #expect(
      frame.picture == """
        10.0.0.0/24 full
        日

        aaaaaaaaaaa.bbbb
        cc..............

        a = bold
        b = 1 on 233
        c = dim underline
        """)
  }

  @Test func `a frame of plain style has no legend`() {
    #expect(Frame(size: Size(width: 3, height: 1), filledWith: Cell("x")).picture == "xxx\n\n...")
  }

  @Test func `lines lose the blanks at their ends and nothing else`() {
    var frame = Frame(size: Size(width: 5, height: 3))
    frame.write(" a b", at: Point(x: 0, y: 1))
    #expect(frame.text == "\n a b\n")
    #expect(frame.row(1) == " a b")
  }
}
