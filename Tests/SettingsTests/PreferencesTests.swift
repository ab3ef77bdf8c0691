import Cartography
import Settings
import Testing

@Suite struct `What holds` {
  @Test func `are the defaults when nobody says anything`() {
    let preferences = Preferences()
    #expect(preferences.layer == .utilisation)
    #expect(preferences.curve.name == "hilbert")
    #expect(preferences.aggregate == .max)
    #expect(preferences.scale == nil)
    #expect(preferences.glyphs == nil)
    #expect(preferences.clipboardLimit == 74_994)
    #expect(preferences.isOn(.mouse) && !preferences.isOn(.reader))
    for name in SettingName.allCases { #expect(preferences.held(name).source == .standard) }
  }

  @Test func `take a flag before the file, and the file before the default`() {
    let file = ConfigFile("layer: age\ncurve: snake\nscale: rank\n", file: "c", actions: [])
    let preferences = Preferences(
      file: file, flags: [(.layer, .init("churn", from: .flag("--layer")))])
    #expect(preferences.layer == .churn && preferences.curve.name == "snake")
    #expect(preferences.scale == .rank)
    #expect(preferences.held(.layer).source.description == "flag --layer")
    #expect(preferences.held(.curve).source.description == "c:2")
    #expect(preferences.held(.glyphs).source.description == "default")
  }

  /// What the file says, what the flag says, NO_COLOR, and what holds.
  @Test(arguments: [
    ("", nil, nil, "auto", "default"),
    ("", nil, "", "auto", "default"),
    ("", nil, "1", "never", "environment NO_COLOR"),
    ("color: 256", nil, "1", "256", "c:1"),
    ("color: auto", nil, "1", "never", "environment NO_COLOR"),
    ("color: never", "16", "1", "16", "flag --color"),
    ("color: 256", "auto", "1", "never", "environment NO_COLOR"),
  ])
  func `heed NO_COLOR unless someone asks for colours`(
    text: String, flag: String?, variable: String?, value: String, source: String
  ) {
    let preferences = Preferences(
      file: ConfigFile(text, file: "c", actions: []),
      flags: flag.map { [(.color, .init($0, from: .flag("--color")))] } ?? [],
      environment: variable.map { ["NO_COLOR": $0] } ?? [:])
    #expect(preferences[.color] == value)
    #expect(preferences.held(.color).source.description == source)
  }
}
