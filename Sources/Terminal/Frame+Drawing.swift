extension Frame {
  /// Writes text from a place to the right, and returns how many columns it took.
  ///
  /// Nothing is written outside the frame, nor more than `width` columns; a wide character of
  /// which only a half would fit is left out. `TextWidth` says what becomes of each character.
  @discardableResult
  public mutating func write(
    _ text: String, at point: Point, style: Style = .plain, width: Int? = nil
  ) -> Int {
    var x = point.x
    let end = width.map { min(point.x + max(0, $0), size.width) } ?? size.width
    for scalar in text.unicodeScalars {
      let columns = TextWidth.columns(of: scalar) ?? 1
      guard columns > 0 else { continue }
      guard x + columns <= end else { break }
      if columns == 2 && x == -1 {
        self[0, point.y] = .space(style)
      } else {
        self[x, point.y] = Cell(scalar, style: style)
      }
      x += columns
    }
    return x - point.x
  }

  /// Shows `cell` at every place of a rectangle.
  public mutating func fill(_ rect: Rect, with cell: Cell = .blank) {
    precondition(cell.extent == .single, "a rectangle is filled with a character of one column")
    let visible = rect.intersection(bounds)
    for y in visible.rows {
      for x in visible.columns { self[x, y] = cell }
    }
  }

  /// Puts another frame's cells onto this one, its top left corner at a place.
  public mutating func draw(_ other: Frame, at point: Point) {
    for y in 0..<other.size.height {
      for x in 0..<other.size.width { self[point.x + x, point.y + y] = other[x, y] }
    }
  }

  /// Draws a border just inside a rectangle, with a title in its upper edge if one is given.
  ///
  ///     ┌ nodes ─────┐
  ///     │            │
  ///     └────────────┘
  public mutating func drawBox(
    _ rect: Rect, border: Border = .light, style: Style = .plain, title: String? = nil,
    titleStyle: Style? = nil
  ) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let left = rect.x
    let top = rect.y
    let right = left + rect.width - 1
    let bottom = top + rect.height - 1
    let horizontal = Cell(border.horizontal, style: style)
    let vertical = Cell(border.vertical, style: style)
    for x in left...right {
      self[x, top] = horizontal
      self[x, bottom] = horizontal
    }
    for y in top...bottom {
      self[left, y] = vertical
      self[right, y] = vertical
    }
    self[left, top] = Cell(border.topLeft, style: style)
    self[right, top] = Cell(border.topRight, style: style)
    self[left, bottom] = Cell(border.bottomLeft, style: style)
    self[right, bottom] = Cell(border.bottomRight, style: style)
    if let title, rect.width >= 5 {
      let label = " " + TextWidth.shortened(title, to: rect.width - 4) + " "
      write(label, at: Point(x: left + 1, y: top), style: titleStyle ?? style)
    }
  }
}
