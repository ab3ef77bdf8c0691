import Simulation

/// The room that a lesson's words have, in cells.
public struct LessonRoom: Hashable, Sendable {
  /// Columns of text.
  public let columns: Int
  /// Rows of text, the lines of keys and of the score left out.
  public let rows: Int

  /// A room for words.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// What there is on a terminal of 80 x 24, which every lesson fits.
  ///
  /// It is the panel beside the map without its frame, its margin and its score.
  public static let smallest = LessonRoom(columns: 38, rows: 16)
}

/// A line of what a lesson shows at a moment.
public struct LessonLine: Hashable, Sendable {
  /// What the line is of.
  public enum Kind: Hashable, Sendable {
    /// The story, the words of a hint, an explanation.
    case words
    /// A task: done, the one to do now, one for later; its first line bears the tick.
    case done, current, later
    /// A command that will happen or has happened.
    case command
    /// The word that a hint begins with.
    case heading
  }

  /// What the line is of.
  public let kind: Kind
  /// Whether it is the first line of its task or command, before which a sign stands.
  public let isFirst: Bool
  /// The words, broken to the room.
  public let prose: Prose.Line
  /// Whether more words follow that are left out.
  public var isCut = false

  /// The columns before the words that a sign and its blank take.
  public var indent: Int {
    switch kind {
    case .done, .current, .later, .command: 2
    case .words, .heading: 0
    }
  }
}

extension LessonRun {
  /// What a panel of this width shows at this moment.
  public func lines(columns: Int, key: @escaping (String) -> String?) -> [LessonLine] {
    func words(_ text: String, _ kind: LessonLine.Kind = .words) -> [LessonLine] {
      let indent = kind == .words || kind == .heading ? 0 : 2
      return Prose(text, width: columns - indent).lines.enumerated().map { row, line in
        LessonLine(kind: kind, isFirst: row == 0, prose: line)
      }
    }
    let blank = LessonLine(kind: .words, isFirst: true, prose: Prose.Line())
    switch stage {
    case .page(let index, let isTold):
      let page = lesson.pages[index]
      let commands = page.commands.flatMap { words("`\($0.command)`", .command) }
      guard page.isDemonstration else { return words(filled(page.text, key: key)) }
      guard isTold, let after = page.after else {
        return words(filled(page.text, key: key)) + [blank] + commands
      }
      return commands + [blank] + words(filled(after, key: key))
    case .tasks:
      var lines: [LessonLine] = []
      for (index, task) in lesson.tasks.enumerated() {
        let isDone = ticks[index] != nil
        let kind: LessonLine.Kind = isDone ? .done : index == currentTask ? .current : .later
        let all = words(filled(task.text, key: key), kind)
        guard isDone, var first = all.first else {
          lines += all
          continue
        }
        // What is done needs no more than to be known again.
        first.isCut = all.count > 1
        lines.append(first)
      }
      guard let hint else { return lines }
      return lines + [blank]
        + words("Hint \(hint.level) of \(LessonTask.hintCount)", .heading) + words(hint.text)
    case .explanation: return result.map { words($0.explanation) } ?? []
    }
  }
}
