import ArgumentParser
import Glibc
import Reporting

/// The program: its subcommands, and the one place that turns failures into exit codes.
@main
struct Cidrscope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cidrscope",
    abstract: "Explores Kubernetes pod address space.",
    usage: """
      cidrscope [<options>] [<file> ...]
      cidrscope <subcommand> ...
      """,
    discussion: """
      Without a subcommand it opens the explorer, on the demonstration cluster or on FILEs: \
      scripts, or what kubectl prints. `cidrscope explore --help` lists its options, the key ? its \
      keys. With standard output not a terminal it prints the summary and the map as text.

      `cidrscope --generate-completion-script bash` (or zsh, fish) prints what teaches a shell to \
      complete all this.

      Exit codes: 0 all went well; 1 an expectation failed; 2 a line was not understood or a file \
      could not be read; 3 an internal invariant broke; 64 the command line was not understood.
      """,
    version: "0.1.0",
    subcommands: [
      ExploreCommand.self, OpenCommand.self, RunCommand.self, SizeCommand.self, MapCommand.self,
      ModesCommand.self,
      ThemesCommand.self, ConfigCommand.self, DoctorCommand.self, ManualCommand.self,
      CheckCommand.self, WatchCommand.self, LessonCommand.self,
    ],
    defaultSubcommand: ExploreCommand.self)

  static func main() {
    // A reader that goes away is met where it is written to; the exit code stays the work's own.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that may not grow: a journal without room must not end what it is of.
    signal(SIGXFSZ, SIG_IGN)
    do {
      if let script = CompletionScript(arguments: CommandLine.arguments) {
        var output = StandardStream.output
        output.writeLine(script.text)
        return try output.check()
      }
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      var errors = StandardStream.error
      for line in failure.lines { errors.writeLine(line) }
      Glibc.exit(failure.code)
    } catch {
      exit(withError: error)
    }
  }
}
