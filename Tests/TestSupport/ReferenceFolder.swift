import Foundation

/// The folder of reference data that may lie beside a checkout of this project.
public enum ReferenceFolder {
  /// The text of a file in it, if it is there.
  ///
  /// It is `shared` beside the package's folder, or what `CIDRSCOPE_REFERENCE` names.
  public static func file(_ path: String, source: String = #filePath) -> String? {
    let named = ProcessInfo.processInfo.environment["CIDRSCOPE_REFERENCE"]
    let package = URL(fileURLWithPath: source)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder =
      named.map { URL(fileURLWithPath: $0) }
      ?? package.deletingLastPathComponent().appendingPathComponent("shared")
    return try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }
}
