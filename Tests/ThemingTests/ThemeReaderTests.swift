import Cartography
import Terminal
import Testing
import UserFiles

@testable import Theming

/// What reading a text complains of, with its place.
private func complaint(_ text: String) -> String {
  do {
    _ = try ThemeReader.read(text, file: "t.yaml")
    return "nothing"
  } catch {
    return error.description
  }
}

@Test func `what is known is read`() throws {
  let sketch = try ThemeReader.read(
    """
    name: dusk
    summary: as the sun goes
    appearance: light
    parent: paper
    colors:
      plum: 96
    depths:
      256:
        glyphs: wide
        inks:
          free: on plum
          failed: "bright-white on 160 bold underline"
        roles:
          dim: plum dim
    """, file: "dusk.yaml")
  #expect(sketch.name == "dusk" && sketch.summary == "as the sun goes")
  #expect(sketch.appearance == .light && sketch.parent == "paper")
  let palette = try #require(sketch.palettes[.colors256])
  #expect(palette.glyphs == "wide")
  #expect(palette.inks[.free] == PartialStyle(background: Color(index: 96)))
  #expect(
    palette.inks[.failed]
      == PartialStyle(
        foreground: Color(index: 15), background: Color(index: 160),
        attributes: [.bold, .underline]))
  #expect(palette.roles[.dim] == PartialStyle(foreground: Color(index: 96), attributes: .dim))
}

@Test(arguments: [
  ("", "t.yaml:1:1: the theme is empty"),
  ("- a\n", "t.yaml:1:1: the theme must be a mapping of keys to values"),
  (
    "summary: x\n",
    "t.yaml:1:1: missing 'name' in the theme; known: name, summary, appearance, parent, colors, "
      + "depths"
  ),
  (
    "name: x\ndepth: 1\n",
    "t.yaml:2:1: unknown key 'depth' in the theme, did you mean 'depths'? known: name, summary, "
      + "appearance, parent, colors, depths"
  ),
  (
    "name: x\nappearance: drak\n",
    "t.yaml:2:13: appearance cannot be 'drak', did you mean 'dark'? known: dark, light"
  ),
  ("name: [x]\n", "t.yaml:1:7: name must be text"),
  ("name: \"a\\e[2J\"\n", "t.yaml:1:7: name must not contain control characters"),
  ("name: x\nname: y\n", "t.yaml:2:1: key 'name' is there twice, first on line 1"),
  (
    "name: x\ndepths:\n  24bit: {}\n",
    "t.yaml:3:3: unknown key '24bit' in depths; known: truecolor, 256, 16, 8, mono"
  ),
  (
    "name: x\ndepths:\n  256:\n    glyphs: haf\n",
    "t.yaml:4:13: unknown glyph set 'haf', did you mean 'half'? known: half, wide, bars, shades, "
      + "ascii, quadrants, sextants, braille"
  ),
  (
    "name: x\ndepths:\n  256:\n    levels: [1, 2]\n",
    "t.yaml:4:13: levels must be a list of 9 styles, empty to full"
  ),
  (
    "name: x\ndepths:\n  256:\n    inks:\n      frea: 1\n",
    "t.yaml:5:7: unknown key 'frea' in depths.256.inks, did you mean 'free'? known: void, "
      + "outside, free, reserved, full, contested, claimed, failed, only-first, only-second, both, mixed"
  ),
  (
    "name: x\ndepths:\n  256:\n    inks:\n      free: {a: 1}\n",
    "t.yaml:5:13: a style must be text such as '231 on 54 bold'"
  ),
  ("name: x\ncolors:\n  red: 3\n", "t.yaml:3:8: 'red' is the name of a colour already"),
  (
    "name: x\ncolors:\n  rose: 999\n",
    "t.yaml:3:9: a named colour must be a number from 0 to 255 or a '#rrggbb'"
  ),
  (
    "name: x\ndepths:\n  8:\n    roles:\n      dim: white on 203\n",
    "t.yaml:5:21: '203' needs more colours than 8: 0 to 7"
  ),
  (
    "name: x\ndepths:\n  mono:\n    roles:\n      dim: white\n",
    "t.yaml:5:12: 'white' needs more colours than mono: only attributes and 'default'"
  ),
  (
    "name: x\ndepths:\n  256:\n    roles:\n      dim: '1 on'\n",
    "t.yaml:5:18: a colour must follow 'on' (a style with #rrggbb must stand in quotes)"
  ),
  (
    "name: x\ndepths:\n  256:\n    roles:\n      dim: '1 on 2 blod'\n",
    "t.yaml:5:20: unexpected 'blod' in a style, did you mean 'bold'? known: on, bold, dim, "
      + "underline, reverse"
  ),
])
func `what is wrong is named in one line with its place`(_ text: String, _ expected: String) {
  #expect(complaint(text) == expected)
}

@Test func `a bad colour names the nearest good one`() {
  let text = "name: x\ndepths:\n  256:\n    roles:\n      dim: magneta\n"
  let message = complaint(text)
  #expect(
    message.hasPrefix(
      "t.yaml:5:12: 'magneta' is not a colour: 0 to 255, #rrggbb or a name, did you mean 'magenta'? known: "
    )
  )
}

@Test(arguments: [
  ("name: [x\n", 2), ("name: x\n  y: z\n", 2), ("name: x\n\t- y\n", 2), ("name: *nobody\n", 1),
])
func `broken YAML has a line and stays on one`(_ text: String, _ line: Int) {
  let message = complaint(text)
  #expect(message.hasPrefix("t.yaml:\(line):"), "\(message)")
  #expect(!message.contains("\n"))
}

@Test func `a nest of aliases is looked at no deeper than it is known`() {
  var text = "name: x\na0: &a0 [x, x, x, x, x, x, x, x, x]\n"
  for level in 1...9 {
    let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
    text += "a\(level): &a\(level) [\(items)]\n"
  }
  #expect(complaint(text).hasPrefix("t.yaml:2:1: unknown key 'a0' in the theme"))
}
