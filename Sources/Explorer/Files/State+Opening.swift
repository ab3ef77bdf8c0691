import Simulation
import Terminal

extension ExplorerApp.State {
  /// Opens scripts and dumps as another session, once nothing is lost by it.
  mutating func openFiles(_ paths: [String]) {
    overlay = nil
    if let question = question(before: .open(paths)) {
      overlay = .files(.unsaved(question))
    } else {
      openWithoutAsking(paths)
    }
  }

  mutating func openWithoutAsking(_ paths: [String]) {
    player.pause()
    dropProposal()
    request(.open(paths), what: "reading \(paths.joined(separator: " "))", then: nil)
  }

  /// Executes what was read, outside, and then shows it in place of the session.
  mutating func take(_ read: ReadSession) {
    guard !read.commands.isEmpty else {
      show(read, as: read.base, Session.Reading())
      return
    }
    let what = "\(Figure.count(read.commands.count, "command")) of \(read.origin.title)"
    begin(what, kind: "session", holdsSession: true) { watch in
      var session = read.base
      guard let reading = session.read(read.commands, watching: watch) else { return nil }
      let result = session
      return { state in state.show(read, as: result, reading) }
    }
  }

  private mutating func show(_ read: ReadSession, as opened: Session, _ reading: Session.Reading) {
    // Who opens something else has left the lesson.
    classroom?.run = nil
    replaceSession(with: opened)
    files.origin = read.origin
    files.saved = SessionFiles.Saved(opened, kept: read.kept)
    files.journaled = nil
    if let journal = read.journal {
      // The old journal goes only when the new one is there.
      beginJournal()
      outbox.append(.journal(.drop(journal)))
    } else {
      outbox.append(.journal(.begin(read.origin, kept: files.saved.lineCount)))
    }
    let count = unsavedCount
    var parts = [
      read.journal == nil
        ? "opened \(read.origin.title): \(Figure.count(reading.executed, "command"))"
        : "brought back \(Figure.count(count, "command"))"
          + (read.remarks.isEmpty ? " on \(read.origin.title)" : "")
    ]
    if let first = reading.refused.first {
      parts.append("\(reading.refused.count) refused, the first is \"\(first)\"")
    }
    parts += read.remarks
    notice = Notice(parts.count > 1 ? .warning : .good, parts.joined(separator: "; "))
  }

  /// Puts another session in place of the one that shows, and looks at all of its first pool.
  mutating func replaceSession(with opened: Session) {
    session = opened
    overlay = nil
    comparison = nil
    focus = nil
    focusBase = nil
    selection = nil
    search = nil
    searchPreview = nil
    proposal = nil
    listedPod = nil
    addressOwner = nil
    trail = []
    leftPlaces = [:]
    viewMarks = []
    viewHistory = ViewHistory()
    view = .space
    isTiled = false
    poolIndex = 0
    followPlan()
    fit()
  }
}
