public import Reporting
public import Simulation

/// Something to do with files, done outside of `update`; its number tells its news apart.
public struct FileRequest: Sendable {
  /// The number, by which `.filed` answers.
  public let id: Int
  /// What to do.
  public let order: FileOrder
}

/// What can be done with files.
public enum FileOrder: Sendable {
  /// Write a session, over a file that holds something else only if that is insisted on.
  case save(path: String, text: String, isForced: Bool)
  /// Read scripts and dumps, which become another session.
  case open([String])
  /// Read the journal of that name.
  case recover(String)
  /// Write a table.
  case exportTable(Table, as: TableFormat, path: String, isForced: Bool)
  /// Draw a map.
  case exportMap(MapExport, path: String, isForced: Bool)
}

/// Requests are told apart by their number.
extension FileRequest: Hashable {
  /// Whether both are the same request.
  public static func == (one: FileRequest, other: FileRequest) -> Bool { one.id == other.id }

  /// Feeds the number to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What became of a request.
public struct FileNews: Hashable, Sendable {
  /// The request's number.
  public let id: Int
  /// What came of it.
  public let result: Result

  /// The answer to the request with that number.
  public init(id: Int, _ result: Result) {
    self.id = id
    self.result = result
  }

  /// What can come of a request.
  public enum Result: Hashable, Sendable {
    /// The session was written to that file.
    case saved(String)
    /// Something was written: what, in a sentence.
    case exported(String)
    /// Another session was read.
    case read(ReadSession)
    /// It could not be done, for this reason.
    case failed(String)
  }
}

/// A session as files hold it: what it begins with, and the commands that make it.
public struct ReadSession: Sendable {
  /// The session before its commands.
  public let base: Session
  /// The commands; a line that was not understood is not among them.
  public let commands: [Command]
  /// How many of the commands, from the first on, need not be saved.
  public let kept: Int
  /// Where it came from.
  public let origin: SessionOrigin
  /// What somebody should know of it.
  public let remarks: [String]
  /// The journal it was read from, which is not needed once another one is begun.
  public let journal: String?

  /// A session that was read.
  public init(
    base: Session, commands: [Command], kept: Int, origin: SessionOrigin, remarks: [String] = [],
    journal: String? = nil
  ) {
    self.base = base
    self.commands = commands
    self.kept = kept
    self.origin = origin
    self.remarks = remarks
    self.journal = journal
  }
}

/// Sessions that were read are told apart by their commands.
extension ReadSession: Hashable {
  /// Whether both have the same commands and come from the same files.
  public static func == (one: ReadSession, other: ReadSession) -> Bool {
    one.commands == other.commands && one.origin == other.origin
  }

  /// Feeds the commands to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(commands) }
}
