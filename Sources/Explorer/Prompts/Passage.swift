import Cartography
import Terminal
import Theming

/// A piece of a text on a panel; how many lines it takes depends on the width it gets.
enum Passage: Hashable, Sendable {
  /// Exactly this line, which is scrolled sideways where it is too long: a row of a table.
  case row(TextLine)
  /// Text that goes on in the next line, there so many columns in.
  case text(TextLine, indent: Int = 0)
  /// A word, and what is said of it from a column on, or below it where that leaves no room.
  case entry(TextLine, TextLine, column: Int)
  /// The same behind a piece of the map in two columns, for which the word leaves room.
  case sample(Pixel, TextLine, TextLine, column: Int)
  /// The name of a chapter, which keys lead to.
  case title(String)

  /// A line without anything on it.
  static let gap = Passage.text(TextLine())

  /// Columns beside the word that are worth being used for what is said of it.
  private static let leastRoom = 18

  /// The lines it takes; none is wider than `width`, but those of tables.
  func lines(width: Int) -> [TextLine] {
    switch self {
    case .row(let line): return [line]
    case .text(let line, let indent): return line.flowing(to: width, indent: indent)
    case .title(let name): return TextLine(name, .popupTitle).flowing(to: width, indent: 2)
    case .entry(let head, let body, let column), .sample(_, let head, let body, let column):
      guard width - column >= Self.leastRoom else {
        let below = TextLine("    ").adding(body)
        return head.flowing(to: width, indent: 2)
          + (body.isBlank ? [] : below.flowing(to: width, indent: 4))
      }
      let blanks = column - head.width
      guard blanks >= 2 else {
        let below = TextLine(String(repeating: " ", count: column)).adding(body)
        return head.flowing(to: width, indent: 2)
          + (body.isBlank ? [] : below.flowing(to: width, indent: column))
      }
      return head.adding(String(repeating: " ", count: blanks)).adding(body)
        .flowing(to: width, indent: column)
    }
  }

  /// All of it in one line, as it is read out.
  var text: String {
    switch self {
    case .row(let line), .text(let line, _): line.text
    case .title(let name): name
    case .entry(let head, let body, _), .sample(_, let head, let body, _):
      body.isBlank ? head.text : "\(head.text): \(body.text)"
    }
  }
}

extension TextLine {
  /// Whether there is nothing to be read.
  var isBlank: Bool { spans.allSatisfy { $0.text.allSatisfy { $0 == " " } } }

  /// The line with the pieces of another behind it.
  func adding(_ other: TextLine) -> TextLine {
    other.spans.reduce(self) { $0.adding($1.text, $1.role) }
  }

  /// The line in as many lines as a width takes, broken at blanks where there are any; all but the
  /// first begin `indent` columns in, or at half the width if that is less.
  func flowing(to width: Int, indent: Int = 0) -> [TextLine] {
    guard width > 0, self.width > width else { return [self] }
    let cells = spans.flatMap { span in
      span.text.unicodeScalars.map { FlowingCell($0, span.role) }
    }
    let margin = String(repeating: " ", count: max(0, min(indent, width / 2)))
    var lines: [TextLine] = []
    var start = 0
    while start < cells.count {
      let isFirst = lines.isEmpty
      let end = Self.end(of: cells, from: start, room: width - (isFirst ? 0 : margin.utf8.count))
      lines.append(TextLine(isFirst ? "" : margin, cells[start..<end]))
      start = end
      while start < cells.count, cells[start].isBlank { start += 1 }
    }
    return lines
  }

  /// Where the line that begins at `start` ends: before a blank if it can, and always after something.
  private static func end(of cells: [FlowingCell], from start: Int, room: Int) -> Int {
    var used = 0
    var end = start
    var lastBlank: Int?
    var hasWord = false
    while end < cells.count, used + cells[end].columns <= room {
      if !cells[end].isBlank {
        hasWord = true
      } else if hasWord {
        lastBlank = end
      }
      used += cells[end].columns
      end += 1
    }
    if end == start { return start + 1 }
    if end == cells.count || cells[end].isBlank { return end }
    return lastBlank ?? end
  }

  /// A line of such cells behind a margin, without blanks at its end.
  private init(_ margin: String, _ cells: ArraySlice<FlowingCell>) {
    self.init(margin)
    var rest = cells
    while rest.last?.isBlank == true { rest.removeLast() }
    var text = String.UnicodeScalarView()
    for (index, cell) in zip(rest.indices, rest) {
      text.append(cell.scalar)
      if index + 1 == rest.endIndex || rest[index + 1].role != cell.role {
        self = adding(String(text), cell.role)
        text = String.UnicodeScalarView()
      }
    }
  }
}

/// A character of a text that is broken into lines.
private struct FlowingCell {
  let scalar: Unicode.Scalar
  let role: Role
  let columns: Int

  init(_ scalar: Unicode.Scalar, _ role: Role) {
    self.scalar = scalar
    self.role = role
    columns = TextWidth.columns(of: scalar) ?? 1
  }

  var isBlank: Bool { scalar == " " }
}
