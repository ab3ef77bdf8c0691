public import Simulation

/// One idea, taught by doing: a cluster to begin with, a story, and tasks that check the state.
///
/// A lesson knows the line of its file that each part stands on, so that whoever checks it can say
/// where it is wrong.
public struct Lesson: Hashable, Sendable {
  /// The word that names the lesson, as `needs` and `next` of others and progress do.
  public var id: String
  /// Its place among the lessons of the program; nil for one of somebody's own.
  public var number: Int?
  /// What a list calls it.
  public var title: String
  /// The one idea, in a sentence.
  public var summary: String
  /// How long it takes.
  public var minutes: Int
  /// The lessons whose ideas it builds on.
  public var needs: [String]
  /// The lesson after it.
  public var next: String?
  /// The commands that make what the learner finds.
  public var setUp: [ScriptLine]
  /// The story before the tasks.
  public var pages: [LessonPage]
  /// What the learner is to do.
  public var tasks: [LessonTask]
  /// Whether a task can come true only after the ones before it.
  public var isInOrder: Bool
  /// Beginnings of the commands that may change something; empty where all may.
  public var allowed: [String]
  /// How many commands the best known way takes.
  public var par: Int
  /// One way from the beginning to the end.
  public var solution: [ScriptLine]
  /// What has happened and why, told after success.
  public var explanation: LessonText
  /// Numbers of the texts that no command can show, each with where it is from.
  public var facts: [LessonFact]
  /// The file it was read from, as messages name it.
  public var file: String
}

/// Words of a lesson, and what they claim.
public struct LessonText: Hashable, Sendable {
  /// Paragraphs, parted by empty lines; `{...}` is filled in from the state.
  public var text: String
  /// The line of the file on which the words begin.
  public var line: Int
  /// Claims that hold when the words are shown.
  public var claims: [ScriptLine]

  /// Words that begin on a line, with what they claim.
  public init(_ text: String, line: Int = 1, claims: [ScriptLine] = []) {
    self.text = text
    self.line = line
    self.claims = claims
  }
}

/// A page of the story; a demonstration has commands, which the learner sees happen.
public struct LessonPage: Hashable, Sendable {
  /// What is told first.
  public var text: LessonText
  /// The commands that then happen; none on a page that only tells.
  public var commands: [ScriptLine]
  /// What is told after they have happened.
  public var after: LessonText?

  /// A page of words, or one that shows something.
  public init(_ text: LessonText, commands: [ScriptLine] = [], after: LessonText? = nil) {
    self.text = text
    self.commands = commands
    self.after = after
  }

  /// Whether something happens on the page.
  public var isDemonstration: Bool { !commands.isEmpty }
}

/// Something to do, done when all of its checks hold at once.
public struct LessonTask: Hashable, Sendable {
  /// What to do.
  public var text: LessonText
  /// The claims about the state that must hold, in the words of `expect`.
  public var checks: [ScriptLine]
  /// A thought that helps.
  public var nudge: LessonText
  /// Where to look, and what with.
  public var place: LessonText
  /// The very commands.
  public var exact: [ScriptLine]

  /// A task with its three hints.
  public init(
    _ text: LessonText, checks: [ScriptLine], nudge: LessonText, place: LessonText,
    exact: [ScriptLine]
  ) {
    self.text = text
    self.checks = checks
    self.nudge = nudge
    self.place = place
    self.exact = exact
  }

  /// How many hints there are.
  public static let hintCount = 3
}

/// Something a text says that the simulator cannot show.
public struct LessonFact: Hashable, Sendable {
  /// What is said, with its numbers; of a sum both sides.
  public var says: String
  /// Where it is from; nil for a sum, which proves itself.
  public var source: String?
  /// The line of the file.
  public var line: Int

  /// A fact with its source, or a sum without one.
  public init(says: String, source: String?, line: Int) {
    self.says = says
    self.source = source
    self.line = line
  }
}
