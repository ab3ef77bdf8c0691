import Allocation
import ArgumentParser
import Explorer
import Glibc
import Lessons
import Reporting
import Settings
import Simulation

extension LessonCommand {
  /// `cidrscope lesson [play]`: lessons in the explorer, or one by a script.
  struct Play: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "play",
      abstract: "Opens the lessons, or plays one by a script (what happens without a subcommand).",
      discussion: """
        With --script no screen is opened: the story is told at once, the commands are given one \
        after the other, and each task is told when it comes true. Exit 0: all are done; 1: some \
        are not; 2: a line is not understood.
        """)

    @OptionGroup var view: ViewOptions

    @Argument(
      help: ArgumentHelp(
        "Its name, its number or its file; the list without one.", valueName: "lesson"))
    var lesson: String?

    @Option(
      help: ArgumentHelp("Commands to give; - is standard input.", valueName: "file"),
      completion: .file(extensions: ["scope"]))
    var script: String?

    func run() throws {
      let lessons = try lesson.map(LessonFile.lessons) ?? []
      guard lesson == nil || lessons.count == 1 else {
        throw Failure.unreadable("one lesson can be played at a time")
      }
      if let script {
        guard let first = lessons.first else {
          throw Failure.unreadable("--script needs the lesson that it is for")
        }
        return try Self.play(first, by: script)
      }
      let setup = try view.setup()
      guard isatty(STDOUT_FILENO) != 0 || setup.preferences.isOn(.reader) else {
        return try List().run()
      }
      // A lesson of one's own stands before those of the program.
      let own = lessons.filter { lesson in !Lesson.all.contains { $0.id == lesson.id } }
      let room = Classroom(own + Lesson.all, progress: LessonFile().read())
      try explore(
        Exploration(
          opened: Opened(Session(), title: "lessons"), setup: setup, viewLine: nil,
          files: try FileOptions.parse([]), readsKeysFromTerminal: false,
          lessons: (room, lessons.first)))
    }

    private static func play(_ lesson: Lesson, by script: String) throws {
      guard var run = LessonRun(lesson) else {
        throw Failure.unreadable("\(lesson.id.printable): the set-up is refused")
      }
      let scripts = try Scripts.read([script])
      var output = StandardStream.output
      run.skipStory()
      for script in scripts {
        for line in script.lines { give(line, of: script.file, to: &run, &output) }
      }
      try output.check()
      guard run.result != nil else { throw ExitCode(1) }
    }

    private static func give(
      _ line: ScriptLine, of file: String, to run: inout LessonRun, _ output: inout StandardStream
    ) {
      let ticked = run.ticks.map { $0 != nil }
      let wasDone = run.result != nil
      let place = "\(file.printable):\(line.number)"
      switch run.execute(line.command) {
      case .refused(let text): output.writeLine("\(place): refused: \(text.printable)")
      case .done(_, let refusals):
        for note in refusals.prefix(3) {
          output.writeLine("\(place): refused: \(note.subject.printable): \(note.text.printable)")
        }
      case .answer(let table): TableFormat.text.write(table, to: &output)
      case .failed(let expected, let got):
        output.writeLine("\(place): expected \(expected), got \(got)".printable)
      case .held, .cancelled: break
      }
      for (index, task) in run.lesson.tasks.enumerated() {
        guard ticked[index] != (run.ticks[index] != nil) else { continue }
        let text = run.filled(task.text).split(separator: "\n").joined(separator: " ")
        output.writeLine("\(ticked[index] ? "open again" : "done"): \(text.printable)")
      }
      if let result = run.result, !wasDone {
        output.writeLine()
        for line in Prose(result.explanation, width: 76).lines { output.writeLine(line.text) }
        output.writeLine()
        output.writeLine("\(result.strokes) commands, par \(run.lesson.par)")
      }
    }
  }
}
