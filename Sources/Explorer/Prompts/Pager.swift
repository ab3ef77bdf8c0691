import Cartography
import Simulation
import Terminal
import Theming

/// Text on a panel over the view, to scroll through and to search in.
struct Pager: Sendable {
  let title: String
  /// A line that stays on top, such as the names of columns.
  let heading: TextLine?
  private(set) var passages: [Passage]
  /// Whether the panel is no larger than its text, for what is read at a glance.
  var isFitted = false
  var firstLine = 0
  var firstColumn = 0
  /// What is searched for in it.
  var search: PagerSearch?

  /// Text that is made to its width.
  init(title: String, passages: [Passage]) {
    self.title = title
    self.passages = passages
    heading = nil
  }

  /// Lines that go on in the next where they are too long.
  init(title: String, lines: [TextLine]) {
    self.init(title: title, passages: lines.map { .text($0, indent: 2) })
  }

  /// Rows of a table that are shown; a script can have them all.
  static let rowLimit = 2000

  /// A table with its columns in line.
  init(_ table: Table) {
    let rows = table.firstRows(Self.rowLimit)
    title =
      rows.count < table.count
      ? "\(table.title) · the first \(Figure.grouped(rows.count)) of \(Figure.grouped(table.count))"
      : "\(table.title) · \(Figure.grouped(table.count))"
    // Of two columns the second is often a sentence, which has to be readable without scrolling.
    if table.columns.count == 2, table.numeric.isEmpty {
      let firsts = [table.columns[0]] + rows.compactMap(\.first)
      let column = min(firsts.map(TextWidth.columns).max() ?? 0, 24) + 2
      let room = column - TextWidth.columns(of: table.columns[0])
      let blanks = String(repeating: " ", count: max(2, room))
      heading = TextLine(table.columns[0] + blanks + table.columns[1], .strong)
      passages = rows.map {
        .entry(TextLine($0.first ?? "", .strong), TextLine($0.last ?? ""), column: column)
      }
      if rows.isEmpty { passages = [.row(TextLine("none", .dim))] }
      return
    }
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
    heading = line(table.columns, .strong)
    passages =
      rows.isEmpty ? [.row(TextLine("none", .dim))] : rows.map { .row(line($0, .text)) }
  }

  /// The same panel with other text in it, as far down as it was.
  func replacing(_ passages: [Passage]) -> Pager {
    var pager = self
    pager.passages = passages
    return pager
  }

  /// A line as it shows, and the passage it is of.
  struct Line: Hashable, Sendable {
    let text: TextLine
    let passage: Int
    /// A piece of the map in its first two columns.
    var sample: Pixel?
  }

  /// The lines for a width.
  func lines(width: Int) -> [Line] {
    passages.enumerated().flatMap { index, passage in
      var lines = passage.lines(width: width).map { Line(text: $0, passage: index) }
      if case .sample(let pixel, _, _, _) = passage, !lines.isEmpty { lines[0].sample = pixel }
      return lines
    }
  }

  /// All that it says, a line each, as it is read out.
  var spoken: [String] { (heading.map { [$0.text] } ?? []) + passages.map(\.text) }

  /// What a key comes to.
  enum Answer: Hashable, Sendable {
    case stays, closes
  }

  /// Obeys a key inside `room`; letters that mean nothing here do nothing.
  mutating func press(_ key: Key, in room: Size) -> Answer {
    if search?.isTyping == true {
      type(key, in: room)
      return .stays
    }
    let page = max(1, room.height - 1)
    switch key {
    case .escape where search != nil: search = nil
    case .escape, .enter, .character("q"), .character("?"): return .closes
    case .down, .character("j"): firstLine += 1
    case .up, .character("k"): firstLine -= 1
    case .pageDown, .character(" "), .character("J"), .control("f"): firstLine += page
    case .pageUp, .character("K"), .control("b"), .character("b"): firstLine -= page
    case .control("d"): firstLine += max(1, page / 2)
    case .control("u"): firstLine -= max(1, page / 2)
    case .home, .character("g"): firstLine = 0
    case .end, .character("G"): firstLine = .max / 2
    case .left, .character("h"): firstColumn -= 8
    case .right, .character("l"): firstColumn += 8
    case .tab: goToChapter(after: true, in: room)
    case .backTab: goToChapter(after: false, in: room)
    case .character("/"): beginSearch()
    case .character("n"): goToMatch(by: 1, in: room)
    case .character("N"): goToMatch(by: -1, in: room)
    default: return .stays
    }
    settle(in: room)
    return .stays
  }

  /// Whether there are chapters to go to.
  var hasChapters: Bool {
    passages.contains { if case .title = $0 { true } else { false } }
  }

  /// Puts the beginning of the next chapter, or of the one before, on top.
  private mutating func goToChapter(after isForward: Bool, in room: Size) {
    var seen: Set<Int> = []
    var starts: [Int] = []
    for (number, line) in lines(width: room.width).enumerated()
    where seen.insert(line.passage).inserted {
      if case .title = passages[line.passage] { starts.append(number) }
    }
    let here = firstLine
    let next = isForward ? starts.first { $0 > here } : starts.last { $0 < here }
    if let next { firstLine = next }
  }

  /// Puts a passage on top.
  mutating func show(passage index: Int, in room: Size) {
    firstLine = lines(width: room.width).firstIndex { $0.passage >= index } ?? 0
    settle(in: room)
  }

  /// Ends scrolling where the text ends.
  mutating func settle(in room: Size) {
    let lines = lines(width: room.width)
    let widest = max(heading?.width ?? 0, lines.map(\.text.width).max() ?? 0)
    firstLine = min(max(0, firstLine), max(0, lines.count - room.height))
    firstColumn = min(max(0, firstColumn), max(0, widest - room.width))
  }
}
