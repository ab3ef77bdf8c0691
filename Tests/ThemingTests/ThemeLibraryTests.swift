import Cartography
import Foundation
import Terminal
import Testing
import UserFiles

@testable import Theming

/// A library over folders that live as long as the body runs.
private func withThemes(
  _ folders: [[String: String]], _ body: (ThemeLibrary, [String]) throws -> Void
) throws {
  let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  defer { try? FileManager.default.removeItem(at: root) }
  var paths: [String] = []
  for (index, files) in folders.enumerated() {
    let folder = root.appending(path: "\(index)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    paths.append(folder.path)
  }
  try body(ThemeLibrary(folders: paths.map { ThemeFolder(path: $0, label: "test") }), paths)
}

private func complaint(_ library: ThemeLibrary, _ name: String) -> String {
  do {
    return "found \(try library.theme(name).name)"
  } catch {
    return error.description
  }
}

@Test func `a library without folders has the built-in theme`() throws {
  let library = ThemeLibrary(folders: [ThemeFolder(path: "/nowhere/at/all", label: "test")])
  #expect(library.entries().map(\.name) == ["midnight"])
  #expect(library.entries().map(\.source) == ["built in"])
  #expect(try library.theme("midnight") == Theme.builtIn)
  #expect(
    complaint(library, "midnigth")
      == "no theme is called 'midnigth', did you mean 'midnight'? known: midnight")
}

@Test func `a child says only what is different`() throws {
  let child = """
    name: dusk
    summary: a warmer night
    parent: midnight
    depths:
      256:
        inks: {free: 231 on 22}
    """
  try withThemes([["dusk.yaml": child]]) { (library, _) throws in
    let dusk = try library.theme("dusk")
    #expect(dusk.name == "dusk" && dusk.summary == "a warmer night" && dusk.appearance == .dark)
    let (mine, theirs) = (
      dusk.palette(for: .colors256), Theme.builtIn.palette(for: .colors256)
    )
    #expect(mine.color(for: .free).index == 22)
    #expect(mine.style(for: .outside) == theirs.style(for: .outside))
    #expect(mine.style(for: .cursor) == theirs.style(for: .cursor))
    #expect(dusk.palette(for: .mono) == Theme.builtIn.palette(for: .mono))
  }
}

@Test func `the first folder wins and broken files are listed with their error`() throws {
  let mine = "name: midnight\nsummary: my own\nparent: base\n"
  let base = Theme.builtInText.replacing("name: midnight", with: "name: base")
  try withThemes([
    ["midnight.yaml": mine, "broken.yaml": "name: broken\nfoo: 1\n", "note.txt": "no"],
    ["midnight.yaml": Theme.builtInText, "base.yaml": base, ".hidden.yaml": "x"],
  ]) { (library, paths) throws in
    let entries = library.entries()
    #expect(entries.map(\.name) == ["base", "broken", "midnight"])
    #expect(entries.map(\.source).last == paths[0] + "/midnight.yaml")
    #expect(try library.theme("midnight").summary == "my own")
    #expect(throws: ThemeError.self) { try entries[1].theme.get() }
    #expect(complaint(library, "broken").hasPrefix(paths[0] + "/broken.yaml:2:1: unknown key"))
  }
}

@Test func `a file is taken by its path`() throws {
  try withThemes([["night.yaml": Theme.builtInText, "folder": "x"]]) { (library, paths) throws in
    #expect(try library.theme(paths[0] + "/night.yaml") == Theme.builtIn)
    #expect(complaint(library, "./none.yaml") == "./none.yaml: no such file")
    #expect(complaint(library, "none.yaml") == "none.yaml: no such file")
    #expect(complaint(library, paths[0] + "/") == paths[0] + "/: not a file")
    #expect(complaint(library, "/dev/null") == "/dev/null: not a file")
  }
}

@Test func `files that are no text or far too large are refused`() throws {
  try withThemes([["big.yaml": String(repeating: "#", count: 2 << 20)]]) {
    (library, paths) throws in
    #expect(complaint(library, "big").hasSuffix("larger than a mebibyte, which no such file is"))
    let latin = URL(filePath: paths[0] + "/latin.yaml")
    try Data([0x6E, 0xFF, 0xFE]).write(to: latin)
    #expect(complaint(library, "latin") == paths[0] + "/latin.yaml: not UTF-8 text")
    try Data(count: 3000).write(to: latin)
    #expect(complaint(library, "latin").hasPrefix(paths[0] + "/latin.yaml"))
  }
}

@Test func `parents that go round are refused and missing ones named`() throws {
  try withThemes([
    [
      "a.yaml": "name: a\nparent: b\n", "b.yaml": "name: b\nparent: a\n",
      "c.yaml": "name: c\nparent: nobody\n", "d.yaml": "name: d\nsummary: x\n",
      "e.yaml": "name: e\nsummary: x\nappearance: dark\n",
    ]
  ]) { (library, paths) throws in
    #expect(
      complaint(library, "a")
        == paths[0] + "/a.yaml:1:1: its parents go round in a circle: a -> b -> a")
    #expect(complaint(library, "c").contains("its parent cannot be read: no theme is called"))
    #expect(
      complaint(library, "d")
        == paths[0] + "/d.yaml:1:1: missing 'appearance' in the theme; "
        + "give it or name a parent theme that has it")
    #expect(complaint(library, "e").contains("missing '256' in depths"))
  }
}

@Test func `what a palette lacks is listed at its place`() throws {
  let text = Theme.builtInText.replacing("      free: 231 on 238\n", with: "")
    .replacing("      failed: 16 on 231\n", with: "")
  try withThemes([["t.yaml": text]]) { (library, paths) throws in
    #expect(
      complaint(library, "t")
        == paths[0] + "/t.yaml:72:5: missing 'free', 'failed' in depths.256.inks; "
        + "give it or name a parent theme that has it")
  }
}

@Test func `finer shades belong to the colours beside them`() throws {
  func sketch(_ text: String) throws -> ThemeSketch { try ThemeReader.read(text, file: "t") }
  let night = try ThemeReader.read(Theme.builtInText, file: "t")
  let shade = Theme.builtIn.palette(for: .truecolor).color(for: .level(4))
  #expect(shade.rgb != nil)
  // Without colours of its own a theme has its parent's, and their shades.
  let plain = try sketch("name: a\nparent: midnight\n").completed(by: night)
  #expect(try plain.theme().palette(for: .truecolor).color(for: .level(4)) == shade)
  // With colours of its own it has no shades, or its own.
  let own = try sketch(
    "name: b\nparent: midnight\ndepths:\n  256:\n    inks:\n      free: 16 on 240\n")
  let coarse = try own.completed(by: night).theme()
  #expect(coarse.palette(for: .truecolor).color(for: .free) == Color(index: 240))
  #expect(coarse.palette(for: .truecolor).color(for: .level(4)).rgb == nil)
  #expect(coarse.palette(for: .truecolor).depth == .truecolor)
  let both = try sketch(
    "name: c\nparent: midnight\ndepths:\n  truecolor:\n    inks:\n      free: '16 on #404142'\n"
      + "  256:\n    inks:\n      free: 16 on 240\n")
  let fine = try both.completed(by: night).theme()
  #expect(fine.palette(for: .truecolor).color(for: .free).rgb == 0x404142)
  #expect(fine.palette(for: .truecolor).color(for: .level(4)).rgb == nil)
}
