import Testing
import UserFiles

@Suite struct `Folders of the user` {
  @Test func `are where the XDG variables say`() {
    let environment = ["XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "HOME": "/h"]
    #expect(UserFolder.config.path(in: environment) == "/c/cidrscope")
    #expect(UserFolder.state.path(in: environment) == "/s/cidrscope")
  }

  @Test(arguments: ["", "relative", "./x", "~/x"])
  func `are in the home where a variable holds no absolute path`(path: String) {
    let environment = ["XDG_CONFIG_HOME": path, "XDG_STATE_HOME": path, "HOME": "/h"]
    #expect(UserFolder.config.path(in: environment) == "/h/.config/cidrscope")
    #expect(UserFolder.state.path(in: environment) == "/h/.local/state/cidrscope")
  }

  @Test func `are nowhere without a home`() {
    #expect(UserFolder.config.path(in: [:]) == nil)
    #expect(UserFolder.state.path(in: ["HOME": ""]) == nil)
  }
}
