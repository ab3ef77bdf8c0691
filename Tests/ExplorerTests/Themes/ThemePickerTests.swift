import Explorer
import Terminal
import Testing
import Theming

struct ThemePickerTests {
  /// The themes of the repository.
  private static let shipped: [Theme] = {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let folder = ThemeFolder(path: "/" + root + "/themes", label: "shipped")
    return ThemeLibrary(folders: [folder]).entries().compactMap { try? $0.theme.get() }
  }()

  /// The picker, open on the shipped themes.
  private func stage(faults: [String] = []) throws -> Stage {
    var stage = try Stage()
    try stage.press("t")
    #expect(stage.effects.contains(.readThemes))
    stage.take(.themesRead(ThemeReading(themes: Self.shipped, faults: faults)))
    return stage
  }

  @Test func `the screen takes the theme under the bar, and Esc gives the old one back`() throws {
    var stage = try stage()
    let ground = stage.frame[0, 10].style.background
    try stage.press("atlas")
    #expect(stage.state.look.theme.name == "atlas")
    #expect(stage.text.contains("> atlas"))
    #expect(stage.text.contains(stage.state.look.theme.summary.prefix(40)))
    #expect(!stage.text.contains("aurora"))
    #expect(stage.frame[0, 10].style.background != ground)
    try stage.press("<Esc>")
    #expect(stage.state.look.theme.name == "midnight")
    #expect(stage.frame[0, 10].style.background == ground)
    #expect(!stage.text.contains("> "))
  }

  @Test func `Enter keeps the theme`() throws {
    var stage = try stage()
    try stage.press("<Down><Enter>")
    #expect(stage.state.look.theme.name == "monochrome")
    #expect(!stage.text.contains("Enter keeps"))
  }

  @Test func `nothing fits, and taking letters back brings the list again`() throws {
    var stage = try stage()
    try stage.press("zz<Enter>")
    #expect(stage.text.contains("no theme is called like that"))
    #expect(stage.state.look.theme.name == "midnight")
    try stage.press("<BS><BS>")
    #expect(stage.text.contains("aurora"))
  }

  @Test func `a broken file is told with its place, and the rest goes on`() throws {
    var stage = try stage(faults: ["mine.yaml:2:1: unknown key 'bogus'"])
    #expect(stage.text.contains("mine.yaml:2:1: unknown key 'bogus'"))
    // A theme whose file is gone stays while it shows.
    stage.take(.themesRead(ThemeReading(themes: [], faults: [])))
    #expect(stage.state.look.theme.name == "midnight")
    #expect(stage.text.contains("> midnight"))
  }

  @Test func `the folders are looked at once a second while the list is open`() throws {
    var stage = try stage()
    #expect(ExplorerApp.nextTick(stage.state) == .seconds(1))
    func readings() -> Int { stage.effects.count { $0 == .readThemes } }
    let before = readings()
    stage.send(.tick(at: .seconds(5)))
    stage.send(.tick(at: .milliseconds(5400)))
    #expect(readings() == before + 1)
    stage.send(.tick(at: .milliseconds(6000)))
    #expect(readings() == before + 2)
    try stage.press("<Esc>")
    #expect(ExplorerApp.nextTick(stage.state) == nil)
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 40, height: 12)])
  func `the list fits small screens`(_ size: Size) throws {
    var stage = try stage()
    stage.send(.resize(size))
    #expect(stage.text.contains("> midnight"))
    try stage.press("<End>")
    #expect(stage.text.contains("> tritanope"))
  }
}
