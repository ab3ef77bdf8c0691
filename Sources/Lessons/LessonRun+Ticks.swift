public import Simulation

extension LessonRun {
  /// Ticks what holds now and unticks what was taken back.
  ///
  /// A tick stays when the state moves on, for one task may undo what another asked for; it goes when
  /// the command that brought it is undone. Redo brings it again, as what lies between is looked at.
  mutating func judge() {
    let given = Array(session.commandsToHere.dropFirst(floor))
    let common = zip(judged, given).prefix { $0 == $1 }.count
    if common < judged.count {
      for index in ticks.indices where (ticks[index]?.position ?? 0) > floor + common {
        ticks[index] = nil
      }
    }
    // Steps in between are only missed by redo and by workloads, and seldom.
    if given.count > common + 1 {
      var past = session
      for position in (floor + common + 1)..<(floor + given.count) {
        _ = past.execute(.seek(position))
        tick(by: past)
      }
    }
    judged = given
    tick(by: session)
    finish()
  }

  private mutating func tick(by session: Session) {
    for (index, task) in lesson.tasks.enumerated() where ticks[index] == nil {
      // In order, a task waits for the ones before it, which the same command may have done.
      if lesson.isInOrder, ticks[..<index].contains(where: { $0 == nil }) { return }
      if task.holds(in: session) {
        ticks[index] = Place(
          session.timeline.place.position + (session.timeline.place.step > 0 ? 1 : 0))
      }
    }
  }

  /// Keeps the result of the first time that all is done; it stays until a reset.
  private mutating func finish() {
    guard result == nil, currentTask == nil else { return }
    result = LessonResult(
      strokes: strokes, hints: hints.reduce(0, +), sawSolution: hasSeenSolution,
      explanation: filled(lesson.explanation))
  }
}

extension LessonTask {
  /// Whether all of the checks hold at once.
  public func holds(in session: Session) -> Bool {
    var session = session
    return checks.allSatisfy { line in
      if case .held = session.execute(line.command) { true } else { false }
    }
  }

  /// The first check that does not hold, with what is instead.
  public func missing(in session: Session) -> (check: ScriptLine, got: String)? {
    var session = session
    for line in checks {
      if case .failed(_, let got) = session.execute(line.command) { return (line, got) }
    }
    return nil
  }
}
