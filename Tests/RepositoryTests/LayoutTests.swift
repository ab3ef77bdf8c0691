import Foundation
import Testing

@Suite struct `The repository` {
  @Test func `shows exactly five entries at the top`() throws {
    let visible = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
      .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(visible.sorted() == ["Package.swift", "README.md", "Sources", "Tests", "themes"])
  }

  @Test func `keeps every Swift file under 400 lines`() throws {
    for path in Repository.files(under: "Sources", suffix: ".swift")
      + Repository.files(under: "Tests", suffix: ".swift")
    {
      let count = try Repository.lines(of: path).count
      #expect(count <= 400, "\(path) has \(count) lines; split it by topic")
    }
  }

  @Test func `keeps every function under 60 lines`() throws {
    for path in Repository.files(under: "Sources", suffix: ".swift") {
      for (name, length) in functions(in: try Repository.lines(of: path)) where length > 60 {
        Issue.record("\(path): \(name) has \(length) lines; 60 is the limit")
      }
    }
  }

  @Test func `leaves no reminders, placeholders and unexplained traps`() throws {
    let banned = ["TODO", "FIXME", "XXX", "Placeholder", "try!", "fatalError()", "// MARK"]
    for path in Repository.files(under: "Sources", suffix: ".swift") {
      let text = try Repository.text(of: path)
      for word in banned where text.contains(word) {
        Issue.record("\(path) contains \(word)")
      }
    }
  }

  @Test func `prints in the command line only`() throws {
    for path in Repository.files(under: "Sources", suffix: ".swift")
    where !path.hasPrefix("Sources/cidrscope/") && !path.hasPrefix("Sources/Benchmarks/") {
      for (index, line) in try Repository.lines(of: path).enumerated() {
        let code = line.drop { $0 == " " }
        #expect(!code.hasPrefix("print("), "\(path):\(index + 1) prints")
      }
    }
  }

  @Test func `has one folder of tests for each module`() throws {
    let manager = FileManager.default
    let modules = try manager.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Sources").path
    ).filter {
      !["CNCurses", "CPNG", "CSimdjson", "CZlib", "Benchmarks"].contains($0) && !$0.hasPrefix(".")
    }
    for module in modules {
      let tests = Repository.files(under: "Tests/\(module)Tests", suffix: "Tests.swift")
      #expect(!tests.isEmpty, "\(module) has no tests")
    }
  }

  /// Functions with their length, found by the indentation that the formatter guarantees.
  private func functions(in lines: [Substring]) -> [(name: String, length: Int)] {
    var found: [(String, Int)] = []
    var open: (name: String, indent: Int, start: Int)?
    for (index, line) in lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      let code = line.dropFirst(indent)
      if let function = open, indent == function.indent, code.hasPrefix("}") {
        found.append((function.name, index - function.start + 1))
        open = nil
      }
      // A requirement of a protocol ends with its signature.
      if let function = open, indent == function.indent, code.hasPrefix(")"), !code.hasSuffix("{") {
        open = nil
      }
      let opens = code.hasSuffix("{") || code.hasSuffix("(")
      if open == nil, opens, code.contains("func "), !code.hasPrefix("//") {
        open = (String(code.prefix(60)), indent, index)
      }
    }
    return found
  }
}
