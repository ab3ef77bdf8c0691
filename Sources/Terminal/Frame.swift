/// A whole screen as a value: a rectangle of cells, and where the cursor shows.
///
/// Places outside are blank to read and ignored to write, so drawing code needs no bounds checks.
/// No control character can be put into a frame: `Cell` and `write` replace it.
public struct Frame: Hashable, Sendable {
  /// Fixed: a resized screen gets a new frame.
  public let size: Size

  /// Where the terminal's cursor shows; nil hides it.
  public var cursor: Point?

  /// Row after row.
  private(set) var cells: [Cell]

  /// A frame in which every place shows `cell`.
  public init(size: Size, filledWith cell: Cell = .blank) {
    precondition(cell.extent == .single, "a frame is filled with a character of one column")
    self.size = size
    cells = Array(repeating: cell, count: size.width * size.height)
  }

  /// The rectangle to lay out in.
  public var bounds: Rect { Rect(size) }

  /// The cell at a place; setting half of a wide character blanks its other half.
  public subscript(x: Int, y: Int) -> Cell {
    get {
      guard let index = index(x, y) else { return .blank }
      return cells[index]
    }
    set {
      guard let index = index(x, y) else { return }
      switch newValue.extent {
      case .single:
        release(index)
        cells[index] = newValue
      case .lead:
        // A wide character that would stick out on the right shows as a space of its style.
        guard x + 1 < size.width else {
          release(index)
          cells[index] = .space(newValue.style)
          return
        }
        release(index)
        release(index + 1)
        cells[index] = newValue
        cells[index + 1] = newValue.continuation
      case .continuation:
        // Copying a frame cell by cell sets the lead first; the continuation then is in place.
        guard x > 0, cells[index - 1].extent == .lead else {
          release(index)
          cells[index] = .space(newValue.style)
          return
        }
      }
    }
  }

  /// The cell at a place.
  public subscript(point: Point) -> Cell {
    get { self[point.x, point.y] }
    set { self[point.x, point.y] = newValue }
  }

  /// Changes the style of every cell in a rectangle and leaves the characters.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let visible = rect.intersection(bounds)
    for y in visible.rows {
      for x in visible.columns {
        let index = y * size.width + x
        cells[index].style = change(cells[index].style)
        // Both halves of a wide character keep one style, whichever of them the rectangle holds.
        if cells[index].extent == .lead { cells[index + 1].style = cells[index].style }
        if cells[index].extent == .continuation, x == visible.x {
          cells[index - 1].style = cells[index].style
        }
      }
    }
  }

  private func index(_ x: Int, _ y: Int) -> Int? {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return nil }
    return y * size.width + x
  }

  /// Blanks the other half of the wide character, if one lies at `index`.
  private mutating func release(_ index: Int) {
    switch cells[index].extent {
    case .single: return
    case .lead: cells[index + 1] = .space(cells[index].style)
    case .continuation: cells[index - 1] = .space(cells[index].style)
    }
  }
}
