import Foundation
import Testing

/// The layers of the package, from the bottom up: what each module may import.
///
/// The build checks it too (`--explicit-target-dependency-import-check`), against the manifest; this
/// is the table a person reads, and the README's module map says the same in words.
private let mayImport: [String: Set<String>] = [
  "Addressing": [],
  "Allocation": ["Addressing", "HashTreeCollections"],
  "Measurement": ["Addressing", "Allocation"],
  "Simulation": ["Addressing", "Allocation", "Measurement"],
  "Cartography": ["Addressing"],
  "Terminal": ["Glibc", "Synchronization"],
  "CursesTerminal": ["Terminal", "CNCurses", "Glibc", "Synchronization"],
  "Settings": ["Cartography", "Terminal", "UserFiles", "Yams"],
  "Recording": ["Terminal", "Synchronization"],
  "UserFiles": ["Yams", "FoundationEssentials"],
  "Theming": [
    "Cartography", "Terminal", "UserFiles", "Yams", "Foundation", "FoundationEssentials", "Glibc",
  ],
  "Picturing": ["Addressing", "Cartography", "Terminal", "Theming", "CPNG"],
  "Importing": ["Addressing", "CSimdjson", "Yams"],
  "Unpacking": ["Importing", "CZlib"],
  "Watching": ["Addressing", "Importing"],
  "Checking": ["Addressing", "Importing"],
  "Reporting": ["Addressing", "Allocation", "Measurement", "Simulation", "Cartography"],
  "Sizing": ["Addressing", "Allocation", "Measurement", "Simulation"],
  "Lessons": ["Addressing", "Allocation", "Simulation", "UserFiles", "Yams"],
  "Explorer": [
    "Addressing", "Allocation", "Measurement", "Simulation", "Cartography", "Terminal", "Theming",
    "Importing", "Reporting", "Sizing", "Lessons",
  ],
]

@Suite struct `Modules` {
  @Test(arguments: mayImport.keys.sorted())
  func `import only what lies below them`(module: String) throws {
    for path in Repository.files(under: "Sources/\(module)", suffix: ".swift") {
      for line in try Repository.lines(of: path) {
        guard let name = importedModule(line) else { continue }
        #expect(mayImport[module]?.contains(name) == true, "\(path) imports \(name)")
      }
    }
  }

  @Test func `all stand in the table`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Sources").path
    ).filter { !$0.hasPrefix(".") }
    // The C boundaries import nothing of ours, and the programs may import everything.
    #expect(
      Set(folders)
        == Set(mayImport.keys).union([
          "CNCurses", "CPNG", "CSimdjson", "CZlib", "cidrscope", "Benchmarks",
        ]))
  }

  @Test func `never contain a type of their own name`() throws {
    for module in mayImport.keys.sorted() {
      for path in Repository.files(under: "Sources/\(module)", suffix: ".swift") {
        let text = try Repository.text(of: path)
        for kind in ["struct", "class", "enum", "protocol", "actor"] {
          #expect(
            !text.contains("\(kind) \(module) ") && !text.contains("\(kind) \(module):"),
            "\(path): the name hides the module")
        }
      }
    }
  }

  private func importedModule(_ line: Substring) -> String? {
    var words = line.split(separator: " ")
    if words.first == "public" || words.first == "@preconcurrency" { words.removeFirst() }
    guard words.first == "import", words.count >= 2 else { return nil }
    return words[1].split(separator: ".").first.map(String.init)
  }
}
