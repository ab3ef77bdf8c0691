public import UserFiles

/// What a config file says, and what is wrong with it.
public struct ConfigFile: Hashable, Sendable {
  /// The settings it has, each with its line.
  public internal(set) var values: [SettingName: Preferences.Held] = [:]
  /// The keys it gives to actions, in its order.
  public internal(set) var keys: [KeyBinding] = []
  /// What is wrong with it, in its order; what is not wrong has been read.
  public internal(set) var faults: [FileFault] = []

  /// A file that says nothing.
  public init() {}

  /// Reads the text of a config file; `file` is what messages call it.
  public init(_ text: String, file: String, actions: [String]) {
    var reader = ConfigReader(file: file, actions: actions)
    reader.read(text)
    self = reader.config
  }

  /// Where the user's file is, whether it is there or not; nil for a user without a home.
  public static func path(in environment: [String: String]) -> String? {
    UserFolder.config.path(in: environment).map { $0 + "/config.yaml" }
  }
}
