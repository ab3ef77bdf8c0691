/// Everything that was done to a session, from its base on: what a journal holds and a script saves.
///
/// It is the text of the command language, one command a line, so that executing the lines one after
/// the other makes the same session again: the same moment, the same history with its redo, the same
/// forks. Movements are kept as the place they led to, and one that follows another takes its place.
///
/// A workload that is played step by step stands here as the whole command and the place in it:
///
///     churn for=2h pods=200/h
///     seek 12.417
public struct SessionRecord: Hashable, Sendable {
  /// One command that was done.
  public struct Line: Hashable, Sendable {
    /// The command.
    public internal(set) var command: Command
    /// The place of the history it led to.
    public let place: Place
    /// Whether it says how far the workload on its way has come, and is no movement of somebody's.
    var isProgress = false
  }

  /// The commands, in the order done.
  public private(set) var lines: [Line] = []
  /// Branches that were made or thrown away.
  public private(set) var forkings = 0

  /// Nothing done yet.
  public init() {}

  /// Adds a command that led to `place`.
  mutating func note(_ command: Command, at place: Place) {
    switch command {
    case .fork, .discard: forkings += 1
    default: break
    }
    lines.append(Line(command: command, place: place))
  }

  /// Adds a movement to `place`, or lets the one before lead there.
  mutating func noteMove(to place: Place) { note(place, isProgress: false) }

  /// Notes how far the workload on its way has come.
  mutating func noteProgress(to place: Place) { note(place, isProgress: true) }

  private mutating func note(_ place: Place, isProgress: Bool) {
    let line = Line(command: .seek(place), place: place, isProgress: isProgress)
    if let last = lines.last, last.isMove, last.isProgress == isProgress {
      lines[lines.count - 1] = line
    } else {
      lines.append(line)
    }
  }
}

extension SessionRecord {
  /// The commands without those that left nothing behind; executing them makes the same session.
  ///
  /// Left out are commands that were undone before others took their place, and movements between.
  public var condensed: [Command] {
    var part = Condensate()
    for line in lines { part.take(line) }
    part.end()
    return part.kept.map(\.command)
  }

  /// The lines that are kept while one after the other is looked at.
  private struct Condensate {
    var kept: [Line] = []
    /// Lines before this one stay: other forks look at them, or a movement behind them led there.
    private var barrier = 0
    /// The place at which the lines after the barrier begin.
    private var start = Place(0)

    mutating func take(_ line: Line) {
      switch line.command {
      case .fork, .switchTo, .discard:
        kept.append(line)
        begin(at: line.place)
      case .seek:
        // A movement is over when the next one begins, but not how far a workload has come.
        if kept.count > barrier, let last = kept.last, last.isMove,
          !last.isProgress || line.isProgress
        {
          kept.removeLast()
        }
        kept.append(line)
      default:
        forget()
        kept.append(line)
      }
    }

    /// Being where the last change led is no movement.
    mutating func end() {
      guard kept.count - 1 > barrier, let last = kept.last, last.isMove,
        !kept[kept.count - 2].isMove, kept[kept.count - 2].place == last.place
      else { return }
      kept.removeLast()
    }

    private mutating func begin(at place: Place) {
      barrier = kept.count
      start = place
    }

    /// Leaves out what a movement back has made room for: the next change cuts the history there.
    private mutating func forget() {
      guard kept.count > barrier, case .seek(let target) = kept[kept.count - 1].command else {
        return
      }
      if target == start {
        kept.removeSubrange(barrier...)
        return
      }
      let end = target.step > 0 ? Place(target.position + 1) : target
      guard let index = kept[barrier...].lastIndex(where: { !$0.isMove && $0.place == end }) else {
        begin(at: end)
        return
      }
      if target.step > 0 {
        kept[index].command = kept[index].command.cut(after: target.step)
      }
      kept.removeSubrange((index + 1)...)
    }
  }
}

extension SessionRecord.Line {
  /// Whether the line only goes to another place.
  public var isMove: Bool {
    if case .seek = command { return true }
    return false
  }
}
