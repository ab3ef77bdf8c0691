import Foundation
import Importing
import Testing

/// The sample files beside these tests.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  static func source(_ name: String) throws -> ImportSource {
    ImportSource(name: name, bytes: try bytes(name))
  }

  /// Reads samples as one cluster.
  static func read(_ names: String...) throws -> (cluster: ImportedCluster, report: ImportReport) {
    try Importer.read(try names.map(source))
  }
}

/// Reads one text as a whole input.
func read(
  _ text: String, named name: String = "input"
) throws -> (cluster: ImportedCluster, report: ImportReport) {
  try Importer.read([ImportSource(name: name, text: text)])
}

/// The refusal of one text, as people see it; nil if it is not refused.
func refusal(of text: String) -> String? {
  do {
    _ = try read(text)
    return nil
  } catch {
    return "\(error)"
  }
}

extension ImportReport {
  /// Whether some line of the severity begins with the text, its file's name left aside.
  func says(_ severity: Severity, _ text: String) -> Bool {
    lines.contains { $0.severity == severity && $0.text.hasPrefix(text) }
  }
}
