/// A key as a terminal reports it.
public enum Key: Hashable, Sendable {
  case character(Unicode.Scalar)
  /// A lower-case letter, a space or one of `\ ] ^ _` pressed together with Ctrl.
  case control(Unicode.Scalar)
  case alt(Unicode.Scalar)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
  /// An arrow pressed together with one other key.
  case arrow(Arrow, Modifier)

  /// The arrows that terminals report together with Shift, Alt and Ctrl.
  public enum Arrow: String, Hashable, Sendable, CaseIterable {
    case up = "Up"
    case down = "Down"
    case left = "Left"
    case right = "Right"
  }

  /// A key held down with an arrow.
  public enum Modifier: String, Hashable, Sendable, CaseIterable {
    case shift = "S"
    case alt = "A"
    case control = "C"
  }

  /// The key without what is held down with an arrow, for what has no use for the difference.
  public var unmodified: Key {
    guard case .arrow(let arrow, _) = self else { return self }
    return arrow.key
  }
}

extension Key.Arrow {
  /// The arrow pressed alone.
  public var key: Key {
    switch self {
    case .up: .up
    case .down: .down
    case .left: .left
    case .right: .right
    }
  }
}
