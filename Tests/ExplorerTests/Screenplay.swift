import Explorer
import Foundation
import Simulation
import Terminal
import Theming

/// A text that says which keys are pressed and what the screen then shows.
///
///     size 60x20
///     terminal mono ascii         depth of colour and glyphs; 256 colours and Unicode without it
///     script add nodes 3          as many as it takes; the demonstration without any
///     lesson zoom                 a lesson instead of a script
///     keys zz<Enter>
///     ticks 20                    of a tenth of a second each
///     screen
///     | what shows, a line a row, blanks at the end left out
struct Screenplay {
  let path: String
  private var lines: [String]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Screenplays").path

  /// The names of all screenplays, in order.
  static var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".screenplay") }.sorted()
  }

  init(named name: String) throws {
    path = Self.folder + "/" + name
    lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// Plays it; answers with the text as it would be recorded now.
  func played() throws -> String {
    var size = Size(width: 100, height: 30)
    var script: [String]?
    var depth = ColorDepth.colors256
    var isUnicode = true
    var stage: Stage?
    var lesson: String?
    func running() throws -> Stage {
      try stage ?? Stage(size, script: script, depth: depth, isUnicode: isUnicode, lesson: lesson)
    }
    var time = Duration.zero
    var recorded: [String] = []
    for line in lines where !line.hasPrefix("|") {
      recorded.append(line)
      let word = String(line.prefix { $0 != " " })
      let rest = String(line.dropFirst(word.count + 1))
      switch word {
      case "size":
        let sides = rest.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2 else { throw Failure(line: line) }
        size = Size(width: sides[0], height: sides[1])
        stage?.send(.resize(size))
      case "terminal":
        let words = rest.split(separator: " ").map(String.init)
        guard words.count == 2, let named = ColorDepth(rawValue: words[0]) else {
          throw Failure(line: line)
        }
        depth = named
        isUnicode = words[1] != "ascii"
      case "lesson": lesson = rest
      case "script": script = (script ?? []) + [rest]
      case "keys":
        var now = try running()
        try now.press(rest)
        stage = now
      case "ticks":
        var now = try running()
        for _ in 0..<(Int(rest) ?? 0) {
          time += .milliseconds(100)
          now.send(.tick(at: time))
        }
        stage = now
      case "screen":
        let now = try running()
        stage = now
        recorded += now.text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { "|" + $0 }
      case "", "#": break
      default: throw Failure(line: line)
      }
    }
    return recorded.joined(separator: "\n") + "\n"
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  struct Failure: Error, CustomStringConvertible {
    let line: String
    var description: String { "a screenplay has no line \"\(line)\"" }
  }

  /// The lines that differ, those expected with `-` and those that showed with `+`.
  static func difference(_ expected: String, _ shown: String) -> String {
    let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let right = shown.split(separator: "\n", omittingEmptySubsequences: false)
    var report: [String] = []
    for index in 0..<max(left.count, right.count) {
      let old = index < left.count ? String(left[index]) : nil
      let new = index < right.count ? String(right[index]) : nil
      guard old != new else { continue }
      if let old { report.append("\(index + 1) - \(old)") }
      if let new { report.append("\(index + 1) + \(new)") }
    }
    return report.joined(separator: "\n")
  }
}
