import Explorer
import Terminal
import Testing

@Suite struct `Annotations on the screen` {
  private static let script = ["plan a mode=cluster-pool pool=10.0.0.0/16 mask=24", "add nodes 9"]

  @Test func `stand on their blocks in place of other names`() throws {
    var stage = try Stage(Size(width: 100, height: 30), script: Self.script)
    #expect(stage.text.contains("10.0.128.0/18") || stage.text.contains("128.0"))
    try stage.press(":annotate 10.0.128.0/18 blue team<CR>")
    #expect(stage.text.contains(" is annotated: blue team"))
    #expect(stage.picture.contains { $0.contains("blue team") && !$0.contains("annotated") })
    try stage.press("u")
    #expect(!stage.picture.contains { $0.contains("blue team") && !$0.contains("undid") })
  }

  @Test func `are cut to the block they are on`() throws {
    var stage = try Stage(Size(width: 60, height: 24), script: Self.script)
    let text = "a very long text that no block of this size has room for"
    try stage.press(":annotate 10.0.128.0/20 \(text)<CR>:annotate 10.0.192.0/18 x<CR>l")
    #expect(!stage.text.contains(text))
    #expect(stage.picture.contains { $0.contains("a v") && $0.contains(".") })
  }

  @Test func `are asked for by a key with the block filled in, and changed by it`() throws {
    var stage = try Stage(Size(width: 100, height: 30), script: Self.script)
    try stage.press("<A-n>")
    #expect(stage.frame.row(28).hasPrefix(":annotate 10.0.0.0/"))
    try stage.press("first try<CR><A-n>")
    #expect(stage.frame.row(28).contains("\"first try\""))
    try stage.press("<Esc>d")
    #expect(stage.text.contains("annotation"))
    try stage.press("q/first<CR>")
    #expect(stage.frame.row(28).contains("match 1 of 1: 10.0.0.0/"))
  }
}
