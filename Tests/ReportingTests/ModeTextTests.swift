import Allocation
import Reporting
import Testing

@Suite struct ModeTextTests {
  @Test func `every mode's text fits the width, and names each option once`() throws {
    for mode in AllModes.descriptions {
      for width in [60, 80, 100] {
        let lines = ModeText.lines(on: mode, width: width)
        // A word that is longer than its column has a line of its own.
        let longest = lines.filter { line in
          line.count > width && line.split(separator: " ").count > 2
        }
        #expect(longest == [], "\(mode.name) at \(width)")
        for option in mode.options {
          let heads = lines.count { $0.hasPrefix("  \(option.key) ") }
          #expect(heads >= 1, "\(mode.name) \(option.key)")
        }
      }
    }
  }

  @Test func `an option shows how it stands beside its default`() throws {
    let mode = try AllModes.make(
      "cluster-pool", pools: [], options: [ModeOption("mask", "26")])
    let text = ModeText.lines(on: mode.about, values: mode.options, width: 80)
    #expect(text.contains { $0.contains("mask ") && $0.contains("(26, default 24)") })
    #expect(text.contains { $0.contains("max-pods") && $0.contains("(110)") })
  }

  @Test func `a paragraph keeps every word`() {
    let words = (1...40).map { String(repeating: "x", count: $0 % 9 + 1) + String($0) }
    for width in [1, 7, 20, 300] {
      let lines = ModeText.paragraph(words.joined(separator: " \n"), width: width)
      #expect(lines.flatMap { $0.split(separator: " ").map(String.init) } == words)
      #expect(lines.allSatisfy { $0.count <= width || !$0.contains(" ") })
    }
  }
}
