/// What a mouse did over the screen, as a terminal reports it.
public struct MouseEvent: Hashable, Sendable {
  /// A button that can be held down.
  public enum Button: Hashable, Sendable {
    case left, middle, right
  }

  /// Which way a wheel was turned; a trackpad has the two sideways as well.
  public enum Direction: Hashable, Sendable, CaseIterable {
    case up, down, left, right
  }

  /// What was done.
  public enum Kind: Hashable, Sendable {
    case press(Button)
    /// Old terminals do not say which button was let go.
    case release(Button?)
    /// Moved to another cell with a button held down.
    case drag(Button)
    /// Moved to another cell with no button down.
    case move
    case wheel(Direction)
  }

  /// Keys held down meanwhile; most terminals keep Shift for their own selection of text.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// One bit for each key.
    public let rawValue: UInt8

    /// Exactly the keys whose bits are set.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Shift.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt, on some keyboards Meta.
    public static let alt = Modifiers(rawValue: 2)
    /// Ctrl.
    public static let control = Modifiers(rawValue: 4)
  }

  /// What was done.
  public let kind: Kind
  /// The cell under the pointer.
  public let place: Point
  /// Keys held down meanwhile.
  public let modifiers: Modifiers
  /// When it came, by the screen's time: two presses make a double click by this alone.
  public let time: Duration

  /// An event; a terminal reports no time, so a screen puts its own in with `stamped`.
  public init(
    _ kind: Kind, at place: Point, modifiers: Modifiers = [], time: Duration = .zero
  ) {
    self.kind = kind
    self.place = place
    self.modifiers = modifiers
    self.time = time
  }

  /// The same event at a time.
  public func stamped(_ time: Duration) -> MouseEvent {
    MouseEvent(kind, at: place, modifiers: modifiers, time: time)
  }
}
