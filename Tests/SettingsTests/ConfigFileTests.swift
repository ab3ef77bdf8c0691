import Settings
import Terminal
import Testing
import UserFiles

/// A config file with three actions to give keys to.
private func config(_ text: String) -> ConfigFile {
  ConfigFile(text, file: "config.yaml", actions: ["undo", "redo", "zoom-in"])
}

@Suite struct `A config file` {
  @Test(arguments: ["", "# nothing but a comment\n", "---\n", "keys:\n", "keys: {}\n"])
  func `may say nothing`(text: String) {
    #expect(config(text) == ConfigFile())
  }

  @Test func `gives settings values and actions keys, each with its line`() {
    let file = config(
      """
      layer: state
      mouse: no
      clipboard-limit: 0
      keys:
        undo: [U, "<C-u>"]
        redo: []
        zoom-in: "+"
      """)
    #expect(file.faults.isEmpty)
    #expect(file.values[.layer] == .init("state", from: .file("config.yaml", line: 1)))
    #expect(file.values[.mouse] == .init("off", from: .file("config.yaml", line: 2)))
    #expect(file.values[.clipboardLimit]?.value == "0")
    #expect(file.keys.map(\.action) == ["undo", "redo", "zoom-in"])
    #expect(
      file.keys.map(\.keys) == [[.character("U"), .control("u")], [], [.character("+")]])
    #expect(file.keys.map(\.line) == [5, 6, 7])
    #expect(file.keys[0].fault("what").description == "config.yaml:5:3: what")
  }

  /// Text, and the beginning of the one complaint.
  @Test(arguments: [
    (
      "layer: age\n\nteme: dusk\n",
      "config.yaml:3:1: unknown key 'teme', did you mean 'theme'? known: theme, dark-theme, "
    ),
    ("wallpaper: x\n", "config.yaml:1:1: unknown key 'wallpaper'; known: theme, "),
    ("layer: ages\n", "config.yaml:1:8: layer cannot be 'ages', did you mean 'age'? known: "),
    ("layer: [age]\n", "config.yaml:1:8: layer must be utilisation, state, "),
    ("layer:\n", "config.yaml:1:7: layer must be text"),
    ("theme: {a: b}\n", "config.yaml:1:8: theme must be text, not a list or a mapping"),
    ("theme: \"a\\u001Bb\"\n", "config.yaml:1:8: theme must not contain control characters"),
    ("clipboard-limit: many\n", "config.yaml:1:18: clipboard-limit cannot be 'many'; it is a "),
    ("- a\n", "config.yaml:1:1: a config file must be a mapping of keys to values"),
    ("[a]: b\n", "config.yaml:1:1: a key of a config file must be a word"),
    ("mouse: on\nlegend: on\nmouse: off\n", "config.yaml:3:1: key 'mouse' is there twice"),
    ("mouse: on\n theme: x\n", "config.yaml:2:7: mapping values are not allowed"),
    ("keys: u\n", "config.yaml:1:7: keys must be a mapping"),
    ("keys:\n  und: u\n", "config.yaml:2:3: unknown action 'und', did you mean 'undo'?"),
    ("keys:\n  fly: u\n", "config.yaml:2:3: unknown action 'fly'; `cidrscope config` lists"),
    ("keys:\n  undo: gg\n", "config.yaml:2:9: a key of undo: \"gg\": one key was expected"),
    ("keys:\n  undo: [u, <Entr>]\n", "config.yaml:2:13: a key of undo: \"<Entr>\": no key is"),
    ("keys:\n  undo: [<C-c>]\n", "config.yaml:2:10: a key of undo that never arrives: the term"),
    ("keys:\n  undo: <C-i>\n", "config.yaml:2:9: a key of undo that never arrives: terminals s"),
    ("keys:\n  undo:\n", "config.yaml:2:8: a key of undo must be text such as g or <C-r>; []"),
    ("keys:\n  undo: [[u]]\n", "config.yaml:2:10: a key of undo must be text"),
  ])
  func `is told what is wrong, where, and what would be right`(text: String, complaint: String) {
    let faults = config(text).faults.map(\.description)
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix(complaint) == true, "\(faults)")
  }

  @Test func `is read to its end, so that all its faults are told at once`() {
    let file = config("teme: a\nlayer: b\ncurve: morton\nkeys:\n  und: x\n  undo: U\n")
    #expect(file.faults.map(\.line) == [1, 2, 5])
    #expect(file.values[.curve]?.value == "morton")
    #expect(file.keys.map(\.action) == ["undo"])
  }

  @Test func `does not expand aliases of aliases`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1..<40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(config(text).faults.count == 40)
  }

  @Test(arguments: 0..<400)
  func `never traps, whatever it holds`(seed: Int) {
    let words = [
      "theme", "layer", "keys", "undo", ":", ": ", "\n", "\n  ", "-", "- ", "[", "]", "{", "}", ",",
      "\"", "'", "&a", "*a", "!!int", "|", ">", "#", "on", "7", "<C-x>", "<", "\u{0}", "é", "\t",
      "<<", "?", "---", "...", "%YAML 1.1",
    ]
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    var text = ""
    for _ in 0..<24 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += words[Int(state >> 33) % words.count]
    }
    let file = config(text)
    #expect(file.faults.allSatisfy { !$0.description.contains("\n") }, "\(text)")
  }

  @Test func `lies where the XDG variables say`() {
    #expect(ConfigFile.path(in: ["XDG_CONFIG_HOME": "/c"]) == "/c/cidrscope/config.yaml")
    #expect(
      ConfigFile.path(in: ["XDG_CONFIG_HOME": "c", "HOME": "/h"])
        == "/h/.config/cidrscope/config.yaml")
    #expect(ConfigFile.path(in: [:]) == nil)
  }
}
