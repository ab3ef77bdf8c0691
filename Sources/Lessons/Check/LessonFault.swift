/// What is wrong with a lesson, and where.
public struct LessonFault: Hashable, Sendable, CustomStringConvertible {
  /// The file of the lesson.
  public let file: String
  /// The line it is about.
  public let line: Int
  /// What is wrong and what would be right.
  public let message: String

  /// The place and the message.
  public var description: String { "\(file):\(line): \(message)" }
}
