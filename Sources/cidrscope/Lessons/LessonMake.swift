import ArgumentParser
import Lessons
import UserFiles

extension LessonCommand {
  /// `cidrscope lesson make`: a recorded session becomes a lesson.
  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make",
      abstract: "Makes a lesson of a session that was saved.",
      discussion: """
        Save a session with Ctrl-S and write notes into it as comments: `# title: ...`, \
        `# page: ...`, and `# task: ...` before the commands that do it; `expect` lines after them \
        are its goals, `# nudge: ...` and `# place: ...` its hints. What stands before the first \
        task is the set-up. A task without a goal is given what its commands changed.
        """)

    @Argument(
      help: ArgumentHelp("A script with notes.", valueName: "file"),
      completion: .file(extensions: ["scope"]))
    var file: String

    func run() throws {
      let text: String
      do throws(FileFault) {
        text = try LessonDraft(parsing: try UserFile.text(atPath: file), file: file).file
      } catch {
        throw Failure.unreadable(error.description)
      }
      var output = StandardStream.output
      output.write(Array(text.utf8))
      try output.check()
    }
  }
}
