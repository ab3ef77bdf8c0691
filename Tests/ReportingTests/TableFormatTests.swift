import Reporting
import Simulation
import Testing

/// Tables as CSV, JSON and Markdown.
@Suite struct TableFormatTests {
  private let table = Table(
    title: "odd names", columns: ["", "NAME", "FREE", "NOTE"], numeric: [2],
    rows: [
      ["*", "plain", "12", ""],
      ["", "a,b", "9007199254740993", "says \"no\""],
      ["", "a|b", "none", "two\nlines"],
      ["", "<i>x_y</i>", "", "esc\u{1B}[31m"],
    ])

  private func text(_ format: TableFormat) -> String {
    var sink = MemorySink()
    format.write(table, to: &sink)
    return sink.text
  }

  @Test func `CSV quotes what RFC 4180 wants quoted, and ends lines as it says`() {
    #expect(
      text(.csv)
        == [
          ",NAME,FREE,NOTE", "*,plain,12,", ",\"a,b\",9007199254740993,\"says \"\"no\"\"\"",
          ",a|b,none,two\\u{A}lines", ",<i>x_y</i>,,esc\\u{1B}[31m", "",
        ].joined(separator: "\r\n"))
  }

  @Test func `JSON has numbers where a double holds them, strings beyond, null for none`() {
    #expect(
      text(.json) == #"""
        [
          {"current":"*","name":"plain","free":12,"note":""},
          {"current":"","name":"a,b","free":"9007199254740993","note":"says \"no\""},
          {"current":"","name":"a|b","free":null,"note":"two\nlines"},
          {"current":"","name":"<i>x_y</i>","free":null,"note":"esc\u001b[31m"}
        ]

        """#)
  }

  @Test func `Markdown escapes bars and mark-up, and numbers stand to the right`() {
    #expect(
      text(.markdown) == #"""
        | | NAME | FREE | NOTE |
        | --- | --- | ---: | --- |
        | \* | plain | 12 | |
        | | a,b | 9007199254740993 | says "no" |
        | | a\|b | none | two\\u{A}lines |
        | | \<i>x\_y\</i> | | esc\\u{1B}\[31m |

        """#)
  }

  @Test(arguments: [
    ("a.csv", TableFormat.csv), ("a.b/c.MD", .markdown), ("x.json", .json), ("t.txt", .text),
  ])
  func `the ending of a file says how it is written`(path: String, format: TableFormat) {
    #expect(TableFormat(ofFile: path) == format)
  }

  @Test(arguments: ["a", "a.csv/b", "a.svg", "."])
  func `other endings say nothing`(path: String) {
    #expect(TableFormat(ofFile: path) == nil)
  }

  @Test(arguments: TableKind.allCases)
  func `every table of a session is written in every format`(kind: TableKind) throws {
    var session = try session(twoOfFour)
    guard case .answer(let table) = session.execute(.get(kind, of: .current)) else { return }
    for format in TableFormat.allCases {
      var sink = MemorySink()
      format.write(table, to: &sink)
      let rows = sink.text.split(whereSeparator: \.isNewline).count
      switch format {
      case .markdown: #expect(rows == table.count + 2)
      case .csv, .text: #expect(rows == table.count + 1)
      case .json: #expect(rows == (table.count == 0 ? 1 : table.count + 2))
      }
    }
  }
}
