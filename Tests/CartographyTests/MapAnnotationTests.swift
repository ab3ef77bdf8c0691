import Addressing
import Cartography
import Testing

@Suite struct `Annotations on a map` {
  private static func viewport(_ columns: Int, _ rows: Int) -> Viewport {
    Viewport(
      plane: Plane(root: IPPrefix("10.0.0.0/16") ?? IPPrefix(IPAddress(.v4, bits: 0))),
      columns: columns, rows: rows)
  }

  private static func place(_ notes: [(String, String)], _ columns: Int, _ rows: Int)
    -> [PlacedAnnotation]
  {
    let all = notes.compactMap { note in IPPrefix(note.0).map { MapAnnotation($0, note.1) } }
    return PlacedAnnotation.placing(all, in: viewport(columns, rows)) { $0.unicodeScalars.count }
  }

  /// The texts on a sheet of dashes.
  private static func drawing(_ placed: [PlacedAnnotation], _ columns: Int, _ rows: Int) -> String {
    var sheet = Array(repeating: Array(repeating: Character("-"), count: columns), count: rows)
    for label in placed.compactMap(\.label) {
      for (index, character) in label.text.enumerated() {
        sheet[label.row][label.column + index] = character
      }
    }
    return sheet.map { String($0) }.joined(separator: "\n")
  }

  @Test func `lie in the middle of their blocks, as long as these are wide`() {
    let placed = Self.place(
      [
        ("10.0.0.0/18", "north west"), ("10.0.64.0/18", "a text too long for it"),
        ("10.0.128.0/18", "c"),
      ],
      32, 8)
    #expect(
      Self.drawing(placed, 32, 8) == """
        --------------------------------
        ---------north.-----------------
        --------------------------------
        --------------------------------
        --------------------------------
        ---------a tex.----c------------
        --------------------------------
        --------------------------------
        """)
  }

  @Test func `never lie on each other or outside`() {
    let notes = [
      ("10.0.0.0/16", "everything there is"), ("10.0.0.0/17", "half"), ("10.0.0.0/18", "quarter"),
      ("10.0.0.0/24", "one block"), ("10.0.0.7/32", "one address"), ("192.168.0.0/16", "away"),
      ("10.0.0.0/8", "all around"),
    ]
    for (columns, rows) in [(80, 20), (16, 4), (2, 1), (1, 1), (0, 0), (200, 60)] {
      let placed = Self.place(notes, columns, rows)
      #expect(!placed.contains { $0.annotation.text == "away" })
      var taken: Set<Int> = []
      for label in placed.compactMap(\.label) {
        for column in label.column..<label.column + label.width {
          #expect(column >= 0 && column < columns && label.row >= 0 && label.row < rows)
          let isNew = taken.insert(label.row * columns + column).inserted
          #expect(isNew, "\(label.text) at \(columns)x\(rows)")
        }
      }
    }
  }
}
