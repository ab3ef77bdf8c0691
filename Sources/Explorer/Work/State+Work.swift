import Simulation

extension ExplorerApp.State {
  /// Begins a piece of work outside; an older one of the same kind is ended.
  mutating func begin(
    _ what: String, kind: String, holdsSession: Bool = false,
    _ run: @escaping @Sendable (@escaping Watcher) -> Work.Answer?
  ) {
    for old in works where old.kind == kind { end(old.id) }
    workCount += 1
    works.append(
      RunningWork(id: workCount, kind: kind, what: what, holdsSession: holdsSession))
    outbox.append(
      .work(
        Work(id: workCount, kind: kind, what: what, holdsSession: holdsSession, run: run)))
  }

  /// The work that keeps the session as it is, if one is on its way.
  var holdingWork: RunningWork? { works.last(where: \.holdsSession) }

  /// Ends a work: whatever it finds is not wanted any more.
  mutating func end(_ id: Int) {
    guard works.contains(where: { $0.id == id }) else { return }
    works.removeAll { $0.id == id }
    outbox.append(.cancel(id))
  }

  /// News of a work.
  mutating func note(_ progress: Progress, ofWork id: Int) {
    guard let index = works.firstIndex(where: { $0.id == id }) else { return }
    works[index].progress = progress
  }

  /// Takes over what a work has found, unless nobody waits for it any more.
  mutating func finish(_ result: WorkResult) {
    guard works.contains(where: { $0.id == result.id }) else { return }
    works.removeAll { $0.id == result.id }
    result.answer?(&self)
  }

  /// A command whose replay or steps would be felt, as work; the session stays as it is meanwhile.
  mutating func carryOutOutside(_ command: Command) {
    let session = session
    let name = focus?.plan
    begin("\(command)", kind: "session", holdsSession: true) { watch in
      var session = session
      let outcome = session.execute(command, inFocus: name, watching: watch)
      if case .cancelled = outcome { return nil }
      let result = session
      return { state in
        state.session = result
        state.show(outcome, of: command)
      }
    }
  }
}
