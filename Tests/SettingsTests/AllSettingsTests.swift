import Testing

@testable import Settings

@Suite struct `The table of settings` {
  @Test(arguments: SettingName.allCases)
  func `has a row for each name, with a default that it allows`(name: SettingName) throws {
    let setting = AllSettings[name]
    #expect(setting.name == name)
    #expect(try setting.value(setting.standard) == setting.standard)
    #expect(!setting.summary.isEmpty && !setting.summary.hasSuffix("."))
    #expect(setting.flag.hasPrefix("--"))
  }

  @Test func `reads what YAML takes for a Boolean`() throws {
    let mouse = AllSettings[.mouse]
    for word in ["on", "true", "yes", "Yes"] { #expect(try mouse.value(word) == "on") }
    for word in ["off", "false", "no", "OFF"] { #expect(try mouse.value(word) == "off") }
  }

  @Test(arguments: [
    (SettingName.layer, "util", "layer cannot be 'util'; known: utilisation, state, "),
    (.layer, "stat", "layer cannot be 'stat', did you mean 'state'? known: "),
    (.mouse, "maybe", "mouse cannot be 'maybe'; known: on, off"),
    (.clipboardLimit, "-1", "it is a number from 0 to 10000000"),
    (.clipboardLimit, "+1", "it is a number from 0 to 10000000"),
    (.clipboardLimit, "99999999999999999999", "it is a number from 0 to 10000000"),
    (.theme, "", "theme must not be empty"),
  ])
  func `says what a value may be`(name: SettingName, text: String, complaint: String) {
    let error = #expect(throws: SettingError.self) { try AllSettings[name].value(text) }
    #expect(error?.description.contains(complaint) == true, "\(error?.description ?? "")")
  }
}
