/// A place in a history: how many commands have happened whole, and how many steps of the next.
///
///     12        after the twelfth command
///     12.417    after 417 steps of the thirteenth, a workload
public struct Place: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByIntegerLiteral
{
  /// Commands that have happened whole.
  public var position: Int
  /// Steps of the next command that have happened; 0 where none has.
  public var step: Int

  /// The place after `position` commands and `step` steps of the next one.
  public init(_ position: Int, step: Int = 0) {
    precondition(position >= 0 && step >= 0, "a place is a number of commands and of steps")
    self.position = position
    self.step = step
  }

  /// The place after that many commands.
  public init(integerLiteral value: Int) {
    self.init(value)
  }

  /// As it is written: `12`, or `12.417`.
  public var description: String { step == 0 ? "\(position)" : "\(position).\(step)" }

  /// Whether `one` comes earlier.
  public static func < (one: Place, other: Place) -> Bool {
    (one.position, one.step) < (other.position, other.step)
  }
}
