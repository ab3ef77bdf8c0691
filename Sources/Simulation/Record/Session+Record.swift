extension Session {
  /// What came of executing the lines of a record.
  public struct Reading: Hashable, Sendable {
    /// Lines that were executed.
    public var executed = 0
    /// Lines that were refused, of which an earlier version of the program may have thought more.
    public var refused: [Command] = []

    /// Nothing executed yet.
    public init() {}
  }

  /// Executes the lines of a record or a script; nil if the watcher ended it, with all as it was.
  ///
  /// A workload that was left in its middle happens only so far, and is on its way again.
  public mutating func read(_ commands: [Command], watching watch: Watcher? = nil) -> Reading? {
    let before = self
    var reading = Reading()
    for (index, command) in commands.enumerated() {
      func told(_ what: String) -> Bool {
        watch?(
          Progress("\(index + 1) of \(commands.count): \(what)", done: index, total: commands.count)
        ) ?? true
      }
      guard told("\(command)") else {
        self = before
        return nil
      }
      let next = commands.indices.contains(index + 1) ? commands[index + 1] : nil
      if isLeftInside(command, before: next), begin(command) == nil {
        reading.executed += 1
        continue
      }
      if case .seek(let place) = command, perform(upTo: place) {
        reading.executed += 1
        continue
      }
      let place = timeline.place
      switch execute(command, watching: { told($0.what) }) {
      case .cancelled:
        self = before
        return nil
      // What was refused in the end may have happened in part, then as now.
      case .refused where timeline.place == place: reading.refused.append(command)
      default: reading.executed += 1
      }
    }
    return reading
  }

  /// Whether a workload is left before its end by the movement that follows it.
  private func isLeftInside(_ command: Command, before next: Command?) -> Bool {
    guard command.whole.workload != nil, case .seek(let place) = next else { return false }
    return place.position == nextPosition
  }

  /// Plays the workload on its way as far as a place that it has not reached yet.
  private mutating func perform(upTo place: Place) -> Bool {
    guard performance != nil, timeline.isOpen, place > timeline.end,
      place.position <= timeline.end.position + 1
    else { return false }
    _ = seek(to: timeline.end)
    while timeline.place < place, performStep() {}
    return timeline.place == place
  }
}
