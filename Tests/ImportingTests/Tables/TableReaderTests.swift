import Testing

@testable import Importing

struct TableReaderTests {
  private func tables(_ text: String) -> [TextTable] {
    TableReader(source: "input", bytes: Array(text.utf8)).tables()
  }

  @Test func `columns begin where the header begins them`() {
    let table = tables(
      """
      NAME   CILIUMINTERNALIP   INTERNALIP   AGE
      n1                                     28s
      n10    10.0.0.9           192.0.2.1    20s
      """)
    #expect(table.map(\.columns) == [["NAME", "CILIUMINTERNALIP", "INTERNALIP", "AGE"]])
    #expect(
      table[0].rows.map(\.cells) == [
        ["n1", "", "", "28s"], ["n10", "10.0.0.9", "192.0.2.1", "20s"],
      ])
    #expect(table[0].rows.map(\.line) == [2, 3])
  }

  @Test func `single tabs end cells, empty ones too`() {
    let table = tables("NAME\tSTATUS\tROLES\tAGE\nbeech\tReady\t\t3d\nan oak\tNot Ready\tx y\n")
    #expect(
      table.first?.rows.map(\.cells) == [
        ["beech", "Ready", "", "3d"], ["an oak", "Not Ready", "x y", ""],
      ])
  }

  @Test func `a comment mark or a log's time may stand left of it`() {
    for margin in ["# ", "12:00:01 ", "> "] {
      let table = tables(
        """
        \(margin)NAME     READY   STATUS
        \(margin)pod-a1   1/1     Running
        """)
      #expect(table.first?.rows.map(\.cells) == [["pod-a1", "1/1", "Running"]])
    }
  }

  @Test func `rows may stand left of a header that a log moved right`() {
    let table = tables(
      """
      2026/03/01 10:00:05 NAME    STATUS   AGE
      beech   Ready    3d
      """)
    #expect(table.first?.rows.map(\.cells) == [["beech", "Ready", "3d"]])
  }

  @Test func `a prompt, an empty line and another header end a table`() {
    let found = tables(
      """
      NAME   STATUS
      a      Ready
      $ kubectl get pods
      NAME   READY
      b      1/1

      c      1/1
      """)
    #expect(found.map { $0.rows.map { $0.cells[0] } } == [["a"], ["b"]])
  }

  @Test func `prose about a NAME is no header`() {
    #expect(tables("The NAME of the thing\nMY NAME IS\nNAME\n").isEmpty)
  }
}
