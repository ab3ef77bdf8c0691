import Terminal

@testable import Explorer

extension Stage {
  /// Whether nothing lies on top of the view.
  var isBare: Bool { if case nil = state.overlay { true } else { false } }

  /// Does something with the mouse at a cell of the screen.
  mutating func point(
    _ kind: MouseEvent.Kind, _ x: Int, _ y: Int, modifiers: MouseEvent.Modifiers = [],
    at milliseconds: Int = 0
  ) {
    send(
      .mouse(
        MouseEvent(
          kind, at: Point(x: x, y: y), modifiers: modifiers, time: .milliseconds(milliseconds))))
  }

  /// Presses the left button and lets it go, long after any press before.
  mutating func click(_ x: Int, _ y: Int) {
    clock += 10_000
    point(.press(.left), x, y, at: clock)
    point(.release(.left), x, y, at: clock + 50)
  }

  /// Presses the left button twice.
  mutating func doubleClick(_ x: Int, _ y: Int) {
    click(x, y)
    point(.press(.left), x, y, at: clock + 200)
    point(.release(.left), x, y, at: clock + 250)
  }

  /// Drags from one cell to another by way of one between.
  mutating func drag(
    _ button: MouseEvent.Button, from start: Point, to end: Point,
    modifiers: MouseEvent.Modifiers = []
  ) {
    clock += 10_000
    point(.press(button), start.x, start.y, modifiers: modifiers, at: clock)
    let middle = Point(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)
    for place in [middle, end] {
      point(.drag(button), place.x, place.y, modifiers: modifiers, at: clock + 10)
    }
    point(.release(button), end.x, end.y, modifiers: modifiers, at: clock + 20)
  }

  /// The first cell that shows a text, from a row on.
  func place(of text: String, below first: Int = 0) -> Point? {
    for (y, row) in self.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where y >= first {
      guard let range = row.firstRange(of: text) else { continue }
      return Point(x: row.distance(from: row.startIndex, to: range.lowerBound), y: y)
    }
    return nil
  }
}
