import ArgumentParser
import Lessons
import Reporting
import Simulation

/// `cidrscope lesson`: learning IPAM by doing.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Teaches IPAM by doing, in the explorer.",
    subcommands: [List.self, Play.self, Check.self, Make.self],
    defaultSubcommand: Play.self)

  /// `cidrscope lesson list`: what there is to learn.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the lessons and what was made of them.")

    func run() throws {
      let progress = LessonFile().read()
      let rows = Lesson.all.map { lesson in
        [
          lesson.number.map(String.init) ?? "", lesson.id, "\(lesson.minutes) min",
          "\(lesson.par)", progress[lesson.id].map { "\($0.strokes)" } ?? "", lesson.title,
        ]
      }
      var output = StandardStream.output
      let names = ["NO", "LESSON", "TIME", "PAR", "BEST", "TEACHES"]
      let table = Simulation.Table(
        title: "lessons", columns: names, numeric: [0, 2, 3, 4], rows: rows)
      TableFormat.text.write(table, to: &output)
      try output.check()
    }
  }

  /// `cidrscope lesson check`: proves that lessons can be learnt.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Proves that lessons can be learnt.",
      discussion: """
        The beginning must not pass, the solution and the hints must, what the texts claim must \
        hold, and all of it must fit a terminal of 80 x 24. Exit 0: they hold; 1: something is \
        wrong and is said; 2: a file is not understood.
        """)

    @Argument(
      help: ArgumentHelp("Files of lessons, or all for those of the program.", valueName: "file"),
      completion: .file(extensions: ["yaml"]))
    var files: [String]

    func run() throws {
      var output = StandardStream.output
      var faults = 0
      for lesson in try files.flatMap(LessonFile.lessons) {
        let check = LessonCheck(lesson)
        faults += check.faults.count
        for fault in check.faults { output.writeLine("\(fault)".printable) }
        if check.faults.isEmpty {
          output.writeLine("\(lesson.id.printable): holds, par \(lesson.par)")
        }
      }
      try output.check()
      if faults > 0 { throw ExitCode(1) }
    }
  }
}
