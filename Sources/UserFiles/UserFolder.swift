/// A folder of the user's own for this program, by the XDG Base Directory Specification 0.8.
public enum UserFolder: CaseIterable, Sendable {
  /// What people write: settings, themes.
  case config
  /// What the program keeps from one run to the next.
  case state

  /// The variable that names the folder above.
  public var variable: String {
    switch self {
    case .config: "XDG_CONFIG_HOME"
    case .state: "XDG_STATE_HOME"
    }
  }

  /// Where it is; nil for a user without a home.
  ///
  /// The specification has a relative path ignored, and an empty one means unset.
  public func path(in environment: [String: String]) -> String? {
    if let folder = environment[variable], folder.hasPrefix("/") { return folder + "/cidrscope" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    switch self {
    case .config: return home + "/.config/cidrscope"
    case .state: return home + "/.local/state/cidrscope"
    }
  }
}
