import UserFiles

/// Where themes are looked for, in the order in which they are.
public struct ThemeFolder: Hashable, Sendable {
  /// The folder.
  public let path: String
  /// What a list of themes calls it.
  public let label: String

  /// Names a folder of themes.
  public init(path: String, label: String) {
    self.path = path
    self.label = label
  }

  /// The folders to search: the user's own, then the data folders beside the program.
  ///
  ///     $XDG_CONFIG_HOME/cidrscope/themes, or ~/.config/cidrscope/themes
  ///     <folder of the program>/cidrscope_Theming.resources/themes   where SwiftPM builds
  ///     <folder of the program>/themes                               where it was unpacked
  ///     <folder of the program>/../share/cidrscope/themes            where it was installed
  public static func search(
    environment: [String: String], programFolder: String
  ) -> [ThemeFolder] {
    var folders: [ThemeFolder] = []
    if let config = UserFolder.config.path(in: environment) {
      folders.append(ThemeFolder(path: config + "/themes", label: "user"))
    }
    for below in [
      "cidrscope_Theming.resources/themes", "themes", "../share/cidrscope/themes",
    ] {
      folders.append(ThemeFolder(path: programFolder + "/" + below, label: "shipped"))
    }
    return folders
  }
}
