import Allocation
import Cartography
import Simulation
import Terminal

extension ExplorerApp.State {
  /// What is explained when it is clicked on: a piece of the first line, an entry of the legend, a
  /// number beside the map.
  ///
  /// It is found by the text that is painted there, so it cannot disagree with what is seen.
  func fact(at point: Point, _ layout: Layout) -> Fact? {
    let candidates = [layout.header, layout.legend, layout.scores, aidRooms(in: layout).panel]
    guard plan != nil, candidates.contains(where: { $0?.contains(point) == true }) else {
      return nil
    }
    var frame = Frame(size: size)
    ExplorerApp.draw(self, into: &frame)
    if let header = layout.header, header.contains(point) {
      return headerFact(at: point, header, frame)
    }
    if let legend = layout.legend, legend.contains(point) {
      return legendFact(at: point, legend, frame)
    }
    if let scores = layout.scores, scores.contains(point) {
      return scoreFact(at: point, scores, frame)
    }
    guard let panel = aidRooms(in: layout).panel, panel.contains(point), !isContrasted,
      view != .addresses || !layout.isPanelBelow
    else { return nil }
    return panelFact(at: point, panel, layout, frame)
  }

  /// The characters of one line of a rectangle as they are painted, one for each column.
  private static func row(_ row: Int, of rect: Rect, _ frame: Frame) -> [Unicode.Scalar] {
    rect.columns.map { frame[$0, row].scalar }
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view).split(separator: " ").joined(separator: " ")
  }

  private func headerFact(at point: Point, _ rect: Rect, _ frame: Frame) -> Fact? {
    let row = Self.row(point.y, of: rect, frame)
    guard row[point.x] != " " || (point.x > 0 && row[point.x - 1] != " ") else { return nil }
    // Pieces are three blanks apart, words of one piece a single one.
    var start = point.x
    while start > 0, row[start - 1] != " " || (start > 1 && row[start - 2] != " ") { start -= 1 }
    var end = point.x
    while end < row.count, row[end] != " " || (end + 1 < row.count && row[end + 1] != " ") {
      end += 1
    }
    let piece = Self.text(row[start..<end])
    return HereAndNow(self).headerFacts.first {
      piece == $0.name || piece.hasPrefix($0.name + " ")
    }
  }

  private func legendFact(at point: Point, _ rect: Rect, _ frame: Frame) -> Fact? {
    if view == .addresses, style.layer == .utilisation {
      return addressLetter(at: point, rect, frame)
    }
    let facts = HereAndNow(self).legendFacts
    guard
      let place = Painter.legendPlaces(of: legendItems, in: rect).first(where: {
        $0.rect.contains(point)
      })
    else { return nil }
    switch place.item {
    case .swatch(let pixel, let name):
      return facts.first { $0.name == name && $0.sample == pixel }
    case .ramp(let low, let inks, let high):
      let name = high.isEmpty ? low : "\(low) to \(high)"
      let column = point.x - place.rect.x - TextWidth.columns(of: low) - 1
      guard column >= 0, column / 2 < inks.count, style.layer != .owner else {
        return facts.first { $0.name == name }
      }
      return facts.first { $0.sample == Pixel(inks[column / 2]) && $0.name.hasPrefix("step") }
    case .text: return nil
    }
  }

  private func addressLetter(at point: Point, _ rect: Rect, _ frame: Frame) -> Fact? {
    let row = Self.row(point.y, of: rect, frame)
    let column = point.x - rect.x
    var end = column
    while end < row.count, row[end] != " " || (end + 1 < row.count && row[end + 1] != " ") {
      end += 1
    }
    let piece = Self.text(row[..<end])
    let facts = HereAndNow(self).legendFacts
    return facts.last { piece.hasSuffix($0.name) }
      ?? (piece.hasSuffix("initial") ? facts.first : facts.first { $0.name == "reserved" })
  }

  /// A number of the scores beside plans, which may stand in two columns.
  private func scoreFact(at point: Point, _ rect: Rect, _ frame: Frame) -> Fact? {
    let row = Self.row(point.y, of: rect, frame)
    let words = Self.text(row[...min(point.x - rect.x, row.count - 1)]).split(separator: " ")
    // The pointer may stand in the middle of the word.
    let rest = row.dropFirst(point.x - rect.x + 1).prefix { $0 != " " }
    let ends = words.last.map { [String($0) + Self.text(rest)] } ?? []
    let name = (words.map(String.init) + ends).compactMap { MetricQuery.Name(rawValue: $0) }.last
    guard let name else { return nil }
    let board = scores(of: [name])
    guard let numbers = board.rows.first else {
      return nil
    }
    let values = zip(board.labels, numbers.values).map { label, value in
      "\(label) \(value.map { Figure.grouped($0) } ?? "none")"
    }
    return HereAndNow(self).number(name.rawValue, values.joined(separator: ", "), name)
  }

  private func panelFact(at point: Point, _ rect: Rect, _ layout: Layout, _ frame: Frame) -> Fact? {
    guard point.y > rect.y, point.y < rect.rows.upperBound - 1 else { return nil }
    let half = rect.dividedIntoColumns(2)
    let part = layout.isPanelBelow ? half.first { $0.contains(point) } ?? rect : rect
    let isCursor =
      layout.isPanelBelow
      ? part == half.first
      : !(rect.y + 1...point.y).contains { row in
        ["├", "+"].contains(Self.row(row, of: rect, frame).first)
      }
    if isCursor { return cursorFact }
    let row = Self.row(point.y, of: part, frame)
    let here = HereAndNow(self)
    let facts = here.panelFacts + here.headerFacts
    // Sizes stand in two columns; the one meant begins last before the pointer.
    var text = Self.text(row.dropFirst())
    if text.hasPrefix("/") {
      let column = point.x - part.x
      let start = row.indices.last { $0 <= column && row[$0] == "/" } ?? 0
      text = Self.text(row[start...])
    }
    let isTitle = ["├", "+"].contains(row.first)
    if isTitle { text = Self.text(row.dropFirst(2)) }
    let named = facts.filter { text == $0.name || text.hasPrefix($0.name + " ") }
    // Of `free` and `free blocks` the longer name is meant.
    if let fact = named.max(by: { $0.name.count < $1.name.count }) { return fact }
    let piece = text.split(separator: " ").first.map(String.init) ?? ""
    if piece.hasPrefix("/") { return facts.first { $0.name == "free blocks" } }
    return nil
  }

  /// What is under the cursor, as one thing to explain.
  private var cursorFact: Fact {
    Fact(
      "\(view == .nodes ? (node?.name ?? "") : "\(cursor)")", "",
      HereAndNow(self).cursorSentences.joined(separator: " "))
  }
}
