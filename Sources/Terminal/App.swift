/// An interactive program as four pure functions over its state.
///
///     event ──message(for:in:)──► message ──update(_:with:)──► state, effects
///                                                                │
///                                         frame ◄──draw(_:into:)─┘
public protocol App {
  associatedtype State: Sendable
  associatedtype Message: Sendable
  associatedtype Effect: Sendable

  /// What an event means in this state; nil if nothing.
  static func message(for event: InputEvent, in state: State) -> Message?

  /// The next state, and what the world outside is asked to do.
  static func update(_ state: inout State, with message: Message) -> [Effect]

  /// The state as a picture; the frame is blank and has the screen's size.
  static func draw(_ state: State, into frame: inout Frame)

  /// Why the program is over; nil while it is not.
  static func endReason(_ state: State) -> EndReason?

  /// The time between two `.tick` events; nil, as most of the time, for none.
  static func nextTick(_ state: State) -> Duration?
}

extension App {
  /// No ticks: the loop sleeps until something happens.
  public static func nextTick(_ state: State) -> Duration? { nil }
}
