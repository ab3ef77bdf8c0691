import Lessons

extension Reader {
  /// The first words of somebody who is talked through a lesson.
  static let lessonGreeting =
    "A lesson, spoken. Type a command, or: next, hint, reset, goal, solution, lesson to hear it "
    + "again, lessons, help, quit."

  /// What a word means while somebody is in a lesson, in which next goes on.
  func lessonAction(_ words: [String]) -> Action? {
    guard state.isInLesson, words.count == 1 else { return nil }
    switch words[0].lowercased() {
    case "next": return .lessonNext
    case "hint": return .lessonHint
    case "reset": return .lessonReset
    case "goal": return .lessonGoal
    case "solution": return .lessonSolution
    default: return nil
    }
  }

  /// The lessons, a line each, and how to begin one.
  static func lines(of menu: LessonMenu, in room: Classroom?) -> [String] {
    menu.lessons.map { lesson in
      let number = lesson.number.map { "\($0). " } ?? ""
      let done =
        room?.progress[lesson.id].map { " Done in \($0.strokes), par \(lesson.par)." } ?? ""
      return "\(number)\(lesson.title), \(lesson.minutes) minutes.\(done)"
    } + ["Type lesson and its number or name to begin one."]
  }
}

extension ExplorerApp.State {
  /// Begins the lesson of that name or number; false where there is none.
  mutating func beginLesson(named name: String) -> Bool {
    guard let classroom, let lesson = Lesson.named(name, among: classroom.lessons) else {
      return false
    }
    overlay = nil
    begin(lesson)
    return true
  }
}
