import Foundation
import UserFiles

/// Where the program keeps what it remembers between two starts.
enum StateFolder {
  /// The folder of the program itself; nil where there is no home.
  static var path: String? { UserFolder.state.path(in: ProcessInfo.processInfo.environment) }

  /// Makes a folder below it that only its owner sees; the error number if it cannot be made.
  static func make(_ path: String) -> Int32? {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/\(part)"
      if mkdir(made, 0o700) != 0, errno != EEXIST {
        // A folder above may be there without leave to write into the one that holds it.
        let fault = errno
        if access(made, F_OK) != 0 { return fault }
      }
    }
    return nil
  }

  /// A path with `~/` at its beginning as the shell would have it.
  static func expanded(_ path: String) -> String {
    let home = ProcessInfo.processInfo.environment["HOME"]
    guard path.hasPrefix("~/"), let home else { return path }
    return home + path.dropFirst(1)
  }
}
