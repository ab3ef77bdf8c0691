import Foundation
import Testing

/// The program as it was built beside these tests.
enum Program {
  /// What a run came to.
  struct Run {
    let status: Int32
    let output: String
    let errors: String
  }

  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "cidrscope").path

  /// Runs `cidrscope ARGUMENTS`, in a folder if one is given, and waits for its end.
  static func run(_ arguments: [String], input: String = "", in place: URL? = nil) throws -> Run {
    try launch(path, arguments, input: Data(input.utf8), in: place)
  }

  /// Runs a line of shell in which `$0` is the program.
  static func shell(_ line: String, input: String = "") throws -> Run {
    try launch("/bin/bash", ["-c", line, path], input: Data(input.utf8))
  }

  /// Runs `cidrscope ARGUMENTS` with bytes that are no text.
  static func run(_ arguments: [String], bytes: [UInt8]) throws -> Run {
    try launch(path, arguments, input: Data(bytes))
  }

  /// Output goes through files: no pipe can fill while nobody reads it.
  private static func launch(
    _ program: String, _ arguments: [String], input: Data, in place: URL? = nil
  ) throws -> Run {
    let folder = try ScratchFolder()
    try input.write(to: folder.url("in"))
    for name in ["out", "err"] { try Data().write(to: folder.url(name)) }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    if let place { process.currentDirectoryURL = place }
    process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "40", "HOME": folder.path]
    process.standardInput = try FileHandle(forReadingFrom: folder.url("in"))
    process.standardOutput = try FileHandle(forWritingTo: folder.url("out"))
    process.standardError = try FileHandle(forWritingTo: folder.url("err"))
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: try folder.text("out"), errors: try folder.text("err"))
  }
}

/// A folder that goes when the last one who holds it does.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func url(_ name: String) -> URL { URL(filePath: path).appending(path: name) }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
  }

  /// Writes a file and answers with its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: url(name))
    return url(name).path
  }
}
