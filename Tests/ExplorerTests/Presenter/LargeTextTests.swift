import Terminal
import Testing

@testable import Explorer

@Suite struct LargeTextTests {
  private func picture(_ text: String, isUnicode: Bool = true) -> String {
    guard let large = LargeText(text, isUnicode: isUnicode) else { return "none" }
    return large.rows.map { row in
      var line = String.UnicodeScalarView()
      line.append(contentsOf: row)
      return String(line)
    }.joined(separator: "\n")
  }

  @Test func `every digit and sign is drawn as it is read`() {
    #expect(
      picture("0123456789") == """
        █▀█ ▀█  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█
        █ █  █  █▀▀  ▀█ ▀▀█ ▀▀█ █▀█  ▄▀ █▀█ ▀▀█
        ▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀  ▀  ▀▀▀ ▀▀▀
        """)
    #expect(picture("a.f/:", isUnicode: false).split(separator: "\n").count == 5)
  }

  @Test func `a width is known before it is drawn`() {
    for text in ["10.0.64.0/18", "fd00:1::/48", "0", ".16"] {
      let large = LargeText(text, isUnicode: true)
      #expect(large?.size == Size(width: LargeText.width(of: text), height: 3))
    }
    #expect(LargeText("node-7", isUnicode: true) == nil)
  }

  @Test func `a room reads the names of coarse blocks, all in one size or none`() throws {
    var stage = try Stage(Size(width: 120, height: 40))
    // The heads of the 6 and the 4 of 64.0/18.
    #expect(!stage.text.contains("█▀▀ █ █"))
    #expect(stage.text.contains("10.0.64.0/18"))
    try stage.press("<A-p>")
    #expect(stage.text.contains("█▀▀ █ █"))
    #expect(!stage.text.contains("10.0.64.0/18"))
    try stage.press("<A-p>")
    #expect(!stage.text.contains("█▀▀ █ █"))
    // Where a large name would hide more than half of its block there is none.
    stage = try Stage(Size(width: 80, height: 24))
    try stage.press("<A-p>")
    #expect(stage.text.contains("10.0.0.0/18"))
  }
}
