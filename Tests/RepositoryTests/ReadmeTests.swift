import Allocation
import Explorer
import Foundation
import Terminal
import Testing
import Theming

/// Parts of the README that come from the program; `CIDRSCOPE_RECORD=1 swift test` writes them anew.
@Suite(.serialized) struct `The README` {
  private static let isRecording =
    ProcessInfo.processInfo.environment["CIDRSCOPE_RECORD"] != nil

  @Test func `shows the keys of the key table`() throws {
    try check("keys", Keymap.defaults.markdown)
  }

  @Test func `shows what each mode says of itself`() throws {
    let rows = AllModes.descriptions.map { mode in
      "| `\(mode.name)` | \(mode.summary) | \(mode.models) |"
    }
    let table = ["| mode | what it is | models |", "| --- | --- | --- |"] + rows
    try check("modes", table.joined(separator: "\n"))
  }

  @Test func `shows the screen of the demonstration`() throws {
    let state = ExplorerApp.State(
      session: Demonstration.session(), size: Size(width: 100, height: 30),
      look: Look(depth: .mono))
    var frame = Frame(size: state.size)
    ExplorerApp.draw(state, into: &frame)
    let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    try check("screen", "```\n" + lines.joined(separator: "\n") + "\n```")
  }

  @Test func `names every module of the package`() throws {
    let text = try Repository.text(of: "README.md")
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Sources").path
    ).filter { !$0.hasPrefix(".") }
    for folder in folders {
      #expect(text.contains("`\(folder)`"), "the module map lacks \(folder)")
    }
  }

  /// Compares what stands between two marks of the README, or writes it there.
  private func check(_ mark: String, _ expected: String) throws {
    let text = try Repository.text(of: "README.md")
    let start = try #require(text.range(of: "<!-- \(mark) -->\n"))
    let end = try #require(text.range(of: "\n<!-- end \(mark) -->"))
    let content = start.upperBound <= end.lowerBound ? text[start.upperBound..<end.lowerBound] : ""
    guard content != expected else { return }
    guard Self.isRecording else {
      Issue.record("README.md: the part \"\(mark)\" is not the program's; record it anew")
      return
    }
    let changed = text[..<start.upperBound] + expected + text[end.lowerBound...]
    try String(changed).write(
      to: Repository.root.appending(path: "README.md"), atomically: true, encoding: .utf8)
  }
}
