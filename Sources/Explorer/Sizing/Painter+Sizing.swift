import Cartography
import Simulation
import Sizing
import Terminal
import Theming

extension Painter {
  /// The sheet in the panel that lies over the view.
  mutating func draw(_ sheet: SizingSheet, _ layout: Layout) {
    let rect = layout.popup
    fill(rect, .popup)
    frame.drawBox(rect, border: look.border, style: style(.popup))
    let title =
      switch sheet.page {
      case .question: "size a cluster: the question"
      case .table: "nodes that the pool holds, by block and mode"
      case .proof: "the proof"
      }
    write(TextLine(" \(title) ", .popupTitle), x: rect.x + 1, y: rect.y, width: rect.width - 2)
    drawKeys(sheet, in: rect)
    let inner = rect.inset(horizontal: 2, vertical: 1)
    switch sheet.page {
    case .question: drawQuestion(sheet, in: inner)
    case .table: drawSweep(sheet, in: inner)
    case .proof: drawProof(sheet, in: inner)
    }
  }

  private mutating func drawKeys(_ sheet: SizingSheet, in rect: Rect) {
    var hint = ""
    for key in sheet.hints {
      let text = "\(key.text) \(key.hint)"
      let longer = hint.isEmpty ? text : hint + " · " + text
      if TextWidth.columns(of: longer) + 6 <= rect.width { hint = longer }
    }
    let width = TextWidth.columns(of: hint) + 2
    write(
      TextLine(" \(hint) ", .dim), x: rect.columns.upperBound - width - 2,
      y: rect.rows.upperBound - 1, width: width, on: .popup)
  }

  /// The fields, and below them what is wrong or what the answer would be.
  private mutating func drawQuestion(_ sheet: SizingSheet, in rect: Rect) {
    let rooms = SizingFormRooms(sheet, in: rect)
    let (rest, first) = (rooms.fields, rooms.first)
    let names = sheet.fields.map { $0.key.name.utf8.count }.max() ?? 0
    for (y, index) in zip(rest.rows, first..<sheet.fields.count) {
      let field = sheet.fields[index]
      let isHere = index == sheet.field
      if isHere { fill(Rect(x: rest.x, y: y, width: rest.width, height: 1), .selection) }
      let role: Role = isHere ? .selection : .popup
      let name = (isHere ? "> " : "  ") + field.key.name.padded(to: names + 2)
      let value = field.editor.text
      let room = max(8, min(24, rest.width / 4))
      let shown = value.isEmpty ? field.key.standard ?? field.key.placeholder : value
      let text = TextWidth.shortened(shown, to: room)
      var line = TextLine(name, isHere ? .selection : .key)
        .adding(text, value.isEmpty ? .dim : isHere ? .selection : .strong)
      line = line.adding(
        String(repeating: " ", count: max(2, room + 2 - TextWidth.columns(of: text)))
      )
      .adding(field.key.meaning, isHere ? role : .dim)
      write(line, x: rest.x, y: y, width: rest.width, on: isHere ? .selection : .popup)
      if isHere {
        let head = TextWidth.columns(of: field.editor.head)
        frame.cursor = Point(
          x: min(rest.columns.upperBound - 1, rest.x + names + 4 + min(head, room)), y: y)
      }
    }
    for (y, line) in zip(rooms.footRect.rows.dropFirst(), rooms.foot) {
      write(line, x: rooms.footRect.x, y: y, width: rooms.footRect.width, on: .popup)
    }
  }
}

/// Where the fields of a sizing question go, and what stands below them.
struct SizingFormRooms {
  let fields: Rect
  /// The first field in sight.
  let first: Int
  let foot: [TextLine]
  let footRect: Rect

  init(_ sheet: SizingSheet, in rect: Rect) {
    var rest = rect
    foot = Array(Self.lines(sheet, width: rect.width).prefix(max(1, rect.height / 3)))
    footRect = rest.cutBottom(min(foot.count + 1, rest.height))
    fields = rest
    first = min(max(0, sheet.field - rest.height / 2), max(0, sheet.fields.count - rest.height))
  }

  /// What is wrong, or what the answer would be, and the line that asks the same.
  private static func lines(_ sheet: SizingSheet, width: Int) -> [TextLine] {
    if let fault = sheet.fault { return TextLine.wrapped("! \(fault.message)", .error, to: width) }
    guard sheet.isCurrent, let answer = sheet.outcome?.answer else {
      return [TextLine("building every mode that may be proposed ...", .dim)]
    }
    return answer.lines.prefix(4).flatMap { TextLine.wrapped($0, .popup, to: width) }
      + [TextLine("size " + sheet.words.joined(separator: " "), .dim)]
  }
}

extension String {
  /// The text with blanks behind up to a width.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - TextWidth.columns(of: self)))
  }
}
