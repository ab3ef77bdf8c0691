import Simulation
import Terminal
import Theming

/// Text on a panel over the view, to scroll through.
struct Pager: Sendable {
  let title: String
  /// A line that stays on top, such as the names of columns.
  let heading: TextLine?
  let lines: [TextLine]
  /// Text that is broken to the panel's width, in place of lines.
  let paragraphs: [String]
  private(set) var firstLine = 0
  private(set) var firstColumn = 0

  init(title: String, lines: [TextLine]) {
    self.title = title
    self.lines = lines
    heading = nil
    paragraphs = []
  }

  init(title: String, paragraphs: [String]) {
    self.title = title
    self.paragraphs = paragraphs
    lines = []
    heading = nil
  }

  /// Rows of a table that are shown; a script can have them all.
  static let rowLimit = 2000

  /// A table with its columns in line.
  init(_ table: Table) {
    let rows = table.firstRows(Self.rowLimit)
    var widths = table.columns.map(TextWidth.columns)
    for row in rows {
      for (index, text) in row.enumerated() where index < widths.count {
        widths[index] = max(widths[index], TextWidth.columns(of: text))
      }
    }
    func line(_ cells: [String], _ role: Role) -> TextLine {
      let padded = cells.enumerated().map { index, text in
        let room = index < widths.count ? widths[index] : 0
        let blanks = String(repeating: " ", count: max(0, room - TextWidth.columns(of: text)))
        return table.numeric.contains(index) ? blanks + text : text + blanks
      }
      return TextLine(padded.joined(separator: "  "), role)
    }
    title =
      rows.count < table.count
      ? "\(table.title) · the first \(Figure.grouped(rows.count)) of \(Figure.grouped(table.count))"
      : "\(table.title) · \(Figure.grouped(table.count))"
    heading = line(table.columns, .strong)
    lines = rows.isEmpty ? [TextLine("none", .dim)] : rows.map { line($0, .text) }
    paragraphs = []
  }

  /// The lines for a width.
  func lines(width: Int) -> [TextLine] {
    paragraphs.isEmpty
      ? lines : paragraphs.flatMap { TextLine.wrapped($0, to: width) + [TextLine("")] }
  }

  /// Obeys a key of scrolling inside `room`; false if the pager is to go.
  mutating func press(_ key: Key, in room: Size) -> Bool {
    let page = max(1, room.height - 1)
    switch key {
    case .down, .character("j"): firstLine += 1
    case .up, .character("k"): firstLine -= 1
    case .pageDown, .character(" "), .character("J"), .control("f"): firstLine += page
    case .pageUp, .character("K"), .control("b"): firstLine -= page
    case .home: firstLine = 0
    case .end, .character("G"): firstLine = .max / 2
    case .left, .character("h"): firstColumn -= 8
    case .right, .character("l"): firstColumn += 8
    default: return false
    }
    settle(in: room)
    return true
  }

  /// Ends scrolling where the text ends.
  mutating func settle(in room: Size) {
    let lines = lines(width: room.width)
    let widest = lines.map(\.width).max() ?? 0
    firstLine = min(max(0, firstLine), max(0, lines.count - room.height))
    firstColumn = min(max(0, firstColumn), max(0, widest - room.width))
  }
}
