import ArgumentParser
import Foundation
import Settings

/// Which config file is read.
struct ConfigOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "Settings to read instead of $XDG_CONFIG_HOME/cidrscope/config.yaml.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String?

  @Flag(name: .customLong("no-config"), help: "Reads no settings: flags and defaults alone hold.")
  var isIgnored = false

  func validate() throws {
    guard file == nil || !isIgnored else {
      throw ValidationError("--config and --no-config cannot both be meant.")
    }
  }

  /// The file to read, and whether it has to be there; nil where none is to be read.
  var place: (path: String, isRequired: Bool)? {
    if isIgnored { return nil }
    if let file { return (file, true) }
    return ConfigFile.path(in: Surroundings.environment).map { ($0, false) }
  }
}

/// What this process was started with.
enum Surroundings {
  /// The environment variables.
  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
