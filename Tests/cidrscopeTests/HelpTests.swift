import Foundation
import Testing

/// The help of the program and of every subcommand, as it was read and found good;
/// `CIDRSCOPE_RECORD=1` writes it anew.
@Suite struct `Help` {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Snapshots")

  static let subcommands = [
    "", "explore", "open", "run", "size", "map", "modes", "themes", "config", "doctor", "manual",
    "check", "watch", "lesson",
  ]

  @Test(arguments: subcommands)
  func `is as recorded`(subcommand: String) throws {
    let run = try Program.shell("COLUMNS=80 \"$0\" \(subcommand) --help")
    #expect(run.status == 0 && run.errors.isEmpty)
    let name = subcommand.isEmpty ? "help" : "help-\(subcommand)"
    let file = Self.folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["CIDRSCOPE_RECORD"] == "1" {
      try Data(run.output.utf8).write(to: file)
    } else {
      #expect(
        run.output == String(decoding: try Data(contentsOf: file), as: UTF8.self),
        "\(name).txt: CIDRSCOPE_RECORD=1 records it anew")
    }
  }

  @Test func `is kept for every subcommand that is shown`() throws {
    let help = try Program.shell("COLUMNS=80 \"$0\" --help").output
    let list = try #require(help.range(of: "SUBCOMMANDS:\n"))
    let names = help[list.upperBound...].split(separator: "\n")
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names.filter { $0 != "See" } == Self.subcommands.filter { !$0.isEmpty })
  }

  @Test(arguments: subcommands)
  func `fits on eighty columns`(subcommand: String) throws {
    let help = try Program.shell("COLUMNS=80 \"$0\" \(subcommand) --help").output
    for line in help.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
