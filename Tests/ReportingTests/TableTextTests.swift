import Reporting
import Simulation
import Testing

@Suite struct `Tables as text` {
  @Test func `align columns and put numbers to the right`() {
    let table = Table(
      title: "t", columns: ["NAME", "PODS", "ERROR"], numeric: [1],
      rows: [["node-1", "5", ""], ["n", "1100", "full"]])
    #expect(
      TableText.text(of: table) == """
        NAME    PODS  ERROR
        node-1     5
        n       1100  full

        """)
  }

  @Test func `let a late long cell push its line and cut nothing`() {
    let rows =
      (0..<TableText.rowsMeasured).map { [String($0 % 10), "x"] } + [["12345678901", "y"]]
    let text = TableText.text(of: Table(title: "t", columns: ["N", "V"], rows: rows))
    #expect(text.split(separator: "\n").suffix(2) == ["5  x", "12345678901  y"])
  }

  @Test func `spell out control characters`() {
    let table = Table(title: "t", columns: ["NAME"], rows: [["\u{1B}]0;owned\u{7}"]])
    #expect(TableText.text(of: table) == "NAME\n\\u{1B}]0;owned\\u{7}\n")
  }

  @Test func `stop asking for rows when nobody reads`() {
    var sink = ClosingSink(limit: 1)
    let asked = Counter()
    let table = Table(title: "t", columns: ["N"], count: 1_000_000) { receive in
      for number in 0..<1_000_000 {
        asked.count += 1
        guard receive([String(number)]) else { return }
      }
    }
    TableText.write(table, to: &sink)
    #expect(asked.count < 50_000)
  }
}

/// Counts from inside a closure that may run anywhere but here runs in place.
private final class Counter: @unchecked Sendable {
  var count = 0
}

/// A reader that goes away after so many writes.
struct ClosingSink: TextSink {
  var limit: Int
  var isClosed: Bool { limit <= 0 }

  mutating func write(_ bytes: [UInt8]) { limit -= 1 }
}
