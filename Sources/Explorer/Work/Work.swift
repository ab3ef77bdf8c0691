public import Simulation

/// Something that takes long, done outside of `update`: a replay, a forecast.
///
/// It is a function of values it has brought with it. While it runs it tells how far it has come,
/// and what it answers with is a change of the state, made when it is finished.
public struct Work: Sendable {
  /// A change of the state.
  public typealias Answer = @Sendable (inout ExplorerApp.State) -> Void

  /// Its number, by which news of it are told apart.
  public let id: Int
  /// What it is for: a newer work of the same kind takes the place of an older one.
  let kind: String
  /// What is being done, for the line that shows it.
  let what: String
  /// Whether the session must stay as it is until the work is finished.
  let holdsSession: Bool
  /// Does it; nil if whoever watches ended it.
  public let run: @Sendable (@escaping Watcher) -> Answer?
}

/// Works are told apart by their number.
extension Work: Hashable {
  /// Whether both are the same piece of work.
  public static func == (one: Work, other: Work) -> Bool { one.id == other.id }

  /// Feeds the number to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The end of a work: what it found, or nothing where it was ended on the way.
public struct WorkResult: Sendable, Hashable {
  /// The number of the work.
  public let id: Int
  let answer: Work.Answer?

  /// The end of the work with that number.
  public init(id: Int, answer: Work.Answer?) {
    self.id = id
    self.answer = answer
  }

  /// Whether both are of the same work.
  public static func == (one: WorkResult, other: WorkResult) -> Bool { one.id == other.id }

  /// Feeds the number to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What the state knows of a work on its way.
struct RunningWork: Hashable, Sendable {
  let id: Int
  let kind: String
  let what: String
  let holdsSession: Bool
  var progress: Progress?
}
