import Testing

@testable import Theming

@Test func `the user's folder comes before those of the program`() {
  let folders = ThemeFolder.search(
    environment: ["XDG_CONFIG_HOME": "/x", "HOME": "/h"], programFolder: "/opt/bin")
  #expect(
    folders.map(\.path) == [
      "/x/cidrscope/themes", "/opt/bin/cidrscope_Theming.resources/themes", "/opt/bin/themes",
      "/opt/bin/../share/cidrscope/themes",
    ])
  #expect(folders.map(\.label) == ["user", "shipped", "shipped", "shipped"])
}

@Test(arguments: [
  ["HOME": "/h"], ["HOME": "/h", "XDG_CONFIG_HOME": ""], ["HOME": "/h", "XDG_CONFIG_HOME": "rel"],
])
func `without an absolute XDG folder it is the one in the home`(_ environment: [String: String]) {
  let folders = ThemeFolder.search(environment: environment, programFolder: "/b")
  #expect(folders.first?.path == "/h/.config/cidrscope/themes")
}

@Test func `without a home there is no folder of the user`() {
  #expect(ThemeFolder.search(environment: [:], programFolder: "/b").count == 3)
}
