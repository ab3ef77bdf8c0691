import Settings
import Terminal
import Testing

@Suite struct `The template of a config file` {
  private static let actions = [
    ConfigTemplate.ActionRow(
      name: "left", keys: [.left, .character("h")], summary: "go to the left"),
    ConfigTemplate.ActionRow(
      name: "marks",
      keys: "'\"\\#,:?-%[&*!|>@`{}~= <".unicodeScalars.map(Key.character) + [
        .alt(","), .alt(">"), .alt("<"), .control("r"), .function(1), .backTab,
        .character("5"), .character("y"), .arrow(.up, .shift),
      ],
      summary: "every mark of YAML: \"this\" # and that"),
    ConfigTemplate.ActionRow(name: "none", keys: [], summary: "no key at all"),
  ]
  private let template = ConfigTemplate(actions: actions).lines

  private func read(_ lines: [String]) -> ConfigFile {
    ConfigFile(
      lines.joined(separator: "\n") + "\n", file: "template", actions: Self.actions.map(\.name))
  }

  @Test func `reads back to exactly the defaults`() {
    let file = read(template)
    #expect(file.faults.isEmpty)
    #expect(file.keys.isEmpty)
    #expect(file.values.count == SettingName.allCases.count)
    for name in SettingName.allCases {
      #expect(file.values[name]?.value == AllSettings[name].standard)
    }
  }

  @Test func `has the default keys in comments, which read back once the marks are gone`() {
    let file = read(template.map { $0.hasPrefix("#  ") ? String($0.dropFirst()) : $0 })
    #expect(file.faults.isEmpty)
    #expect(file.keys.map(\.action) == Self.actions.map(\.name))
    for (binding, row) in zip(file.keys, Self.actions) { #expect(binding.keys == row.keys) }
  }

  @Test func `says what each setting means and may be, in lines that fit`() {
    let text = template.joined(separator: "\n")
    for setting in AllSettings.rows {
      #expect(text.contains("\n\(setting.key): "))
      #expect(text.contains(setting.flag))
    }
    #expect(template.allSatisfy { $0.hasPrefix("#  ") || $0.count <= 90 })
    #expect(text.contains("# auto, half, "))
  }
}
