import Explorer
import Terminal
import Testing

@Suite struct `A remapped table of keys` {
  private func remapped(
    _ changes: (Action, String)...
  ) throws -> (keymap: Keymap, conflicts: [Keymap.Conflict]) {
    Keymap.defaults.remapped(
      try changes.map { action, keys in
        (action, try keys.split(separator: " ").map { try Key(notation: String($0)) })
      })
  }

  @Test func `gives an action other keys and takes the old ones away`() throws {
    let (keymap, conflicts) = try remapped((.undo, "<F12> <C-u>"))
    #expect(conflicts.isEmpty)
    #expect(keymap.action(for: .function(12)) == .undo)
    #expect(keymap.action(for: .control("u")) == .undo)
    #expect(keymap.action(for: .character("u")) == nil)
    #expect(keymap.entries.map(\.action) == Keymap.defaults.entries.map(\.action))
  }

  @Test func `takes keys away without putting others in their place`() throws {
    let (keymap, conflicts) = try remapped((.undo, ""))
    #expect(conflicts.isEmpty)
    #expect(keymap.action(for: .character("u")) == nil)
    #expect(keymap.entry(for: .undo)?.keyText == ":undo")
  }

  @Test func `tells which action loses a key by it`() throws {
    let (keymap, conflicts) = try remapped((.undo, "z q"))
    #expect(keymap.action(for: .character("z")) == .undo)
    #expect(keymap.action(for: .character("q")) == .undo)
    #expect(keymap.entry(for: .zoomIn)?.keys == [.character("+"), .character("=")])
    #expect(keymap.entry(for: .quit)?.keys == [])
    #expect(
      conflicts.map(\.text) == [
        "the key z goes to undo and is taken from zoom-in; a line for zoom-in says which keys it "
          + "keeps",
        "the key q goes to undo and is taken from quit, which then has none: `quit: []` says that "
          + "this is meant",
      ])
  }

  @Test func `has nothing to tell where both actions are spoken of`() throws {
    let (keymap, conflicts) = try remapped((.undo, "q"), (.quit, "<F10>"), (.zoomIn, ""))
    #expect(conflicts.isEmpty)
    #expect(keymap.action(for: .character("q")) == .undo)
    #expect(keymap.action(for: .function(10)) == .quit)
    #expect(keymap.action(for: .character("+")) == nil)
  }

  @Test func `names both actions that were given one key`() throws {
    let (keymap, conflicts) = try remapped((.undo, "<F11> x"), (.redo, "x <F12>"))
    #expect(conflicts.count == 2)
    #expect(
      conflicts[0].text == "the key x is given to undo and to redo; one key takes one action")
    #expect(conflicts[0].isAmbiguous && conflicts[0].loser == .redo)
    #expect(conflicts[1].loser == .zoomOut)
    #expect(keymap.action(for: .character("x")) == .undo)
    #expect(keymap.entry(for: .redo)?.keys == [.function(12)])
  }

  @Test func `lets the match before share a key, for it has it at times only`() throws {
    #expect(try remapped((.addNode, "N <F12>")).conflicts.isEmpty)
    #expect(try remapped((.previousMatch, "u")).conflicts.isEmpty)
  }

  @Test func `is what help, hints and sentences speak of`() throws {
    let (keymap, _) = try remapped((.help, "<F2>"), (.quit, ""), (.addNode, "<F3>"))
    var stage = try Stage(Size(width: 120, height: 30))
    stage.state = ExplorerApp.State(
      session: stage.state.session, size: stage.state.size, keymap: keymap)
    #expect(stage.frame.row(29).contains("F2 help"))
    #expect(stage.frame.row(29).contains("F3 node"))
    try stage.press("?")
    #expect(stage.text.contains("? does nothing here; F2 lists the keys"))
    try stage.press("q<F3>")
    #expect(ExplorerApp.endReason(stage.state) == nil)
    try stage.press("<F2>")
    #expect(stage.text.contains("Help"))
  }
}
