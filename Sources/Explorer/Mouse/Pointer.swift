import Cartography
import Terminal

/// What the mouse did last, as far as it bears on what it does next.
struct Pointer: Hashable, Sendable {
  /// What a pressed button has taken hold of, until it is let go.
  enum Grip: Hashable, Sendable {
    /// The map, by the cell that was pressed; the view of that moment moves with the pointer.
    case map(cell: Point, viewport: Viewport, canvas: Point)
    /// A corner of a selection, by the cell that was pressed.
    case selection(cell: Point, canvas: Rect)
    /// The dot of the history.
    case timeline
  }

  /// Two presses this close in time and place are a double click.
  static let doubleClick: Duration = .milliseconds(400)

  var grip: Grip?
  /// The last press of the left button; nil after a double click, for three presses are not two.
  private var lastPress: MouseEvent?

  /// Notes a press of the left button; true if it is the second of a double click.
  mutating func press(_ event: MouseEvent) -> Bool {
    let isDouble = lastPress.map { last in
      event.time >= last.time && event.time - last.time <= Self.doubleClick
        && event.place.y == last.place.y && abs(event.place.x - last.place.x) <= 1
    }
    lastPress = isDouble == true ? nil : event
    return isDouble == true
  }
}
