/// Where frames are shown and events come from.
///
/// A screen is not copyable: a terminal has one owner, and going out of scope gives it back.
public protocol Screen: ~Copyable {
  var size: Size { get }

  /// How many palette entries styles may use: 256, 16, 8, or 0 where there are only attributes.
  var colorCount: Int { get }

  /// Time since some fixed moment; a screen for tests makes its own.
  var time: Duration { get }

  /// Shows a frame. Only what differs from the frame shown before is drawn.
  mutating func present(_ frame: Frame)

  /// Waits for an event: for ever if `timeout` is nil, not at all if it is zero.
  mutating func nextEvent(timeout: Duration?) -> InputEvent?

  /// Has `nextEvent` answer `.wake` when this descriptor can be read.
  mutating func watch(_ descriptor: Int32)
}
