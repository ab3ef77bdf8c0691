import Terminal
import Theming

extension Layout {
  /// Where a pager lies: like all panels, or in the middle of where they lie and as high as its text.
  func rect(for pager: Pager) -> Rect {
    guard pager.isFitted else { return popup }
    let width = min(popup.width, 84)
    let most = popup.height - 2
    let height = min(most, pager.lines(width: width - 4).count) + 2
    return Rect(
      x: popup.x + (popup.width - width) / 2, y: popup.y + (popup.height - height) / 2,
      width: width, height: height)
  }

  /// The room for the lines of a pager, its heading apart.
  func room(for pager: Pager) -> Size {
    let inner = rect(for: pager).inset(horizontal: 2, vertical: 1)
    return Size(width: inner.width, height: inner.height - (pager.heading == nil ? 0 : 1))
  }
}

extension Painter {
  /// A panel of text over the view.
  mutating func draw(_ pager: Pager, _ layout: Layout) {
    let rect = layout.rect(for: pager)
    fill(rect, .popup)
    frame.drawBox(rect, border: look.border, style: style(.popup))
    let room = layout.room(for: pager)
    let lines = pager.lines(width: room.width)
    var inner = rect.inset(horizontal: 2, vertical: 1)
    if let heading = pager.heading {
      let top = inner.cutTop(1)
      write(
        heading, x: top.x, y: top.y, width: top.width, skipping: pager.firstColumn, on: .popup)
    }
    for (y, line) in zip(inner.rows, lines.dropFirst(pager.firstLine)) {
      write(
        line.text, x: inner.x, y: y, width: inner.width, skipping: pager.firstColumn, on: .popup)
      if let sample = line.sample, pager.firstColumn == 0 { drawSample(sample, x: inner.x, y: y) }
    }
    let matches = pager.matches(width: room.width)
    mark(matches, of: pager, in: inner)
    write(
      TextLine(" \(pager.title) ", .popupTitle), x: rect.x + 1, y: rect.y, width: rect.width - 2)
    guard rect.height > 1 else { return }
    let end = min(lines.count, pager.firstLine + room.height)
    let place = lines.count > room.height ? "\(pager.firstLine + 1)-\(end) of \(lines.count)" : ""
    let taken = drawSearch(of: pager, matches.count, in: rect)
    let scrolls = place.isEmpty ? "" : "arrows scroll"
    let ways = [[place, scrolls, "/ finds", "q closes"], [place, "q closes"], [place]]
    for way in ways {
      let hint = way.filter { !$0.isEmpty }.joined(separator: " · ")
      let width = TextWidth.columns(of: hint)
      guard width > 0, width + 4 + taken <= rect.width else { continue }
      write(
        TextLine(" \(hint) ", .dim), x: rect.columns.upperBound - width - 3,
        y: rect.rows.upperBound - 1, width: width + 2, on: .popup)
      return
    }
  }

  /// Colours what matches, the match one is at in another way.
  private mutating func mark(_ matches: [PagerMatch], of pager: Pager, in inner: Rect) {
    for (index, match) in matches.enumerated() {
      let isCurrent = index == pager.search?.current
      let look = style(isCurrent ? .selection : .match)
      // Where colours are few both may look alike; the terminal's own cursor tells them apart.
      if isCurrent, let first = match.parts.first,
        inner.rows.contains(inner.y + first.line - pager.firstLine)
      {
        frame.cursor = Point(
          x: inner.x + max(0, first.columns.lowerBound - pager.firstColumn),
          y: inner.y + first.line - pager.firstLine)
      }
      for part in match.parts {
        let y = inner.y + part.line - pager.firstLine
        guard inner.rows.contains(y) else { continue }
        for column in part.columns {
          let x = inner.x + column - pager.firstColumn
          if inner.columns.contains(x) { frame[x, y].style = look }
        }
      }
    }
  }

  /// What is searched for and how often it is there, in the lower edge; the columns that takes.
  private mutating func drawSearch(of pager: Pager, _ count: Int, in rect: Rect) -> Int {
    guard let search = pager.search else { return 0 }
    let number =
      count == 0
      ? (search.editor.isEmpty ? "" : "no match")
      : search.current.map { "\($0 + 1) of \(count)" } ?? "\(count)"
    let tail = TextWidth.columns(of: number) + (number.isEmpty ? 0 : 2)
    // The line being typed has a third of the edge at least, and more where the text is longer.
    let typed = TextWidth.columns(of: search.text)
    let room = max(1, min(rect.width - tail - 6, max(typed + 1, search.isTyping ? 12 : typed + 1)))
    let x = rect.x + 2
    let y = rect.rows.upperBound - 1
    for column in x..<x + room + 1 + tail { frame[column, y] = .space(style(.input)) }
    write(TextLine("/", .key), x: x, y: y, width: 1, on: .input)
    let head = TextWidth.columns(of: search.editor.head)
    let slide = max(0, head - room + 1)
    write(TextLine(search.text, .input), x: x + 1, y: y, width: room, skipping: slide, on: .input)
    if !number.isEmpty {
      let role: Role = count == 0 ? .warning : .match
      write(TextLine(number, role), x: x + room + 2, y: y, width: tail - 1, on: .input)
    }
    if search.isTyping { frame.cursor = Point(x: x + 1 + head - slide, y: y) }
    return room + tail + 3
  }
}
