import Terminal
import Testing

@testable import Explorer

@Suite struct LineEditorTests {
  @Test(arguments: [
    ("abc", "abc|"), ("abc<Left>X", "abX|c"), ("abc<Home>X", "X|abc"), ("abc<C-u>", "|"),
    ("add nodes<C-w>", "add |"), ("ab<Left><C-k>", "a|"), ("ab<BS>", "a|"),
    ("ab<Home><Del>", "|b"), ("ab<Home><BS>", "|ab"), ("ab<End><Del>", "ab|"),
  ])
  func `keys edit as shells do`(keys: String, expected: String) throws {
    var editor = LineEditor()
    for key in try Key.sequence(keys) {
      let isEditing = editor.press(key)
      #expect(isEditing)
    }
    #expect(editor.head + "|" + editor.tail == expected)
  }

  @Test func `a line is one line, whatever is pasted`() {
    var editor = LineEditor()
    editor.insert("a\nb\u{1B}c\td")
    #expect(editor.text == "a bc d")
  }
}
