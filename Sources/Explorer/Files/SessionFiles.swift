import Simulation

/// What the explorer knows of files: where its session is kept and how much of it is not yet.
public struct SessionFiles: Sendable {
  /// Where the session came from, and the file it was saved to last.
  public internal(set) var origin = SessionOrigin()
  /// Whether quitting asks what is to become of commands that were not saved.
  public var asksBeforeQuitting = true
  /// The commands that led to where the session was saved, and the branches it had made.
  var saved: Saved
  /// The lines that are in the journal; nil while nothing needs one.
  var journaled: Journaled?
  /// The session that is being saved.
  var pending: Saved?
  /// What to do once a save that is on its way has come to its end.
  var follow: [Int: FollowUp] = [:]

  /// The session as it is, of which nothing has to be saved.
  init(of session: Session) {
    saved = Saved(session)
  }

  /// A session at the moment it was saved or opened.
  struct Saved: Sendable {
    let commands: [Command]
    let lineCount: Int
    let forkings: Int
    /// Commands that a script of it holds, movements left out.
    let changes: Int

    init(_ session: Session) {
      changes = session.record.condensed.count(where: \.isChange)
      commands = session.commandsToHere
      lineCount = session.record.lines.count
      forkings = session.record.forkings
    }

    /// Of a session that was read, only the first lines need not be saved.
    init(_ session: Session, kept: Int) {
      commands = Array(session.commandsToHere.prefix(kept))
      lineCount = min(kept, session.record.lines.count)
      forkings = kept < session.record.lines.count ? 0 : session.record.forkings
      changes = commands.count
    }
  }

  /// How much of the record is in the journal.
  struct Journaled: Hashable, Sendable {
    var count: Int
    var last: SessionRecord.Line?
  }

  /// What was wanted when something had to be saved first.
  enum FollowUp: Hashable, Sendable {
    case quit
    case open([String])
  }
}

extension Command {
  /// Whether it does more than go to another place of the history.
  var isChange: Bool {
    if case .seek = self { return false }
    return true
  }
}
