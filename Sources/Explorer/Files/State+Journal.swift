import Simulation

extension ExplorerApp.State {
  /// Asks for what has been done since the last time to be written into the journal.
  ///
  /// Whoever only looks around leaves no journal; the first change begins it with all that was done
  /// before, so that it needs nothing else but the dumps the session was opened on.
  mutating func keepJournal() {
    // What is made in a lesson is kept as its score; it begins the same every time.
    // What was seen of a live cluster is no line that could be read back.
    guard classroom == nil, live == nil else { return }
    let lines = session.record.lines
    guard let old = files.journaled else {
      guard lines.dropFirst(files.saved.lineCount).contains(where: { !$0.isMove }) else { return }
      beginJournal()
      return
    }
    guard old.count != lines.count || old.last != lines.last else { return }
    guard lines.count >= old.count else {
      beginJournal()
      return
    }
    let replaces = old.count > 0 && lines[old.count - 1] != old.last
    let new = lines[(replaces ? old.count - 1 : old.count)...].map(\.command.description)
    outbox.append(.journal(.write(new, replacingLast: replaces)))
    files.journaled = SessionFiles.Journaled(count: lines.count, last: lines.last)
  }

  /// Begins a journal with the whole of the session.
  mutating func beginJournal() {
    let lines = session.record.lines
    outbox.append(.journal(.begin(files.origin, kept: files.saved.lineCount)))
    outbox.append(.journal(.write(lines.map(\.command.description), replacingLast: false)))
    files.journaled = SessionFiles.Journaled(count: lines.count, last: lines.last)
  }

  /// What is to be asked before `wanted` loses something; nil if nothing is lost, or nobody wants to
  /// be asked.
  func question(before wanted: SessionFiles.FollowUp) -> UnsavedQuestion? {
    guard files.asksBeforeQuitting else { return nil }
    let forks = session.forksByHand
    let count = session.isLive ? forks.reduce(0) { $0 + $1.commands } : unsavedCount
    guard count > 0 else { return nil }
    return UnsavedQuestion(count: count, forks: forks.map(\.name), wanted: wanted)
  }

  /// Commands that would be lost if the program ended now, and could be saved.
  var unsavedCount: Int {
    let saved = files.saved
    // Nobody can be asked to save what cannot be saved.
    guard !session.isLive else { return 0 }
    let record = session.record
    // Of branches the way to here says too little.
    guard record.forkings == saved.forkings else {
      return record.lines.dropFirst(saved.lineCount).count { !$0.isMove }
    }
    let commands = session.commandsToHere
    let shared = zip(commands, saved.commands).prefix { $0 == $1 }.count
    return commands.count - shared
  }
}
