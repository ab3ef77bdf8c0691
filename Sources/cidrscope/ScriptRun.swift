import Allocation
import Glibc
import Reporting
import Simulation
import Sizing

/// Scripts on their way through a session: what each line came to is told where it belongs.
struct ScriptRun {
  /// What is told of outcomes beside answers and failed expectations.
  enum Telling {
    /// Refusals on standard output, between the tables.
    case output
    /// Refusals on standard error: standard output is for a report in another format.
    case errorOnly
    /// Nothing.
    case nothing
  }

  private(set) var session: Session
  private(set) var expectations = ExpectationCount()
  private let telling: Telling
  private let tables: TableFormat?
  /// Answers that were printed.
  private(set) var answers = 0
  var output = StandardStream.output
  private var errors = StandardStream.error

  /// Refusals of one command that are told one by one.
  private static let refusalsTold = 20

  /// Answers go to standard output in a format; nowhere without one.
  init(_ session: Session = Session(), telling: Telling, tables: TableFormat?) {
    self.session = session
    self.telling = telling
    self.tables = tables
  }

  /// Executes every line, whatever became of those before.
  mutating func execute(_ scripts: [Script]) {
    for script in scripts {
      for line in script.lines {
        let place = "\(script.file.printable):\(line.number)"
        let progress = ProgressLine()
        let outcome =
          SizingAnswer.outcome(of: line.command)
          ?? session.execute(line.command) { news in
            progress.show(news)
            return true
          }
        progress.wipe()
        tell(outcome, of: line.command, at: place)
      }
    }
  }

  private mutating func tell(_ outcome: Outcome, of command: Command, at place: String) {
    switch outcome {
    case .done(_, let refusals):
      for note in refusals.prefix(Self.refusalsTold) {
        let times = note.count > 1 ? " (\(note.count.grouped) times)" : ""
        say("\(place): refused: \(note.subject): \(note.text)\(times)")
      }
      if refusals.count > Self.refusalsTold {
        say("\(place): refused: \((refusals.count - Self.refusalsTold).grouped) more")
      }
    case .refused(let text): say("\(place): refused: \(text)")
    case .cancelled: say("\(place): cancelled; everything is as it was")
    case .answer(let table):
      if case .describe = command, tables == .text { output.writeLine(table.title.printable) }
      write(table)
    case .held: expectations.held += 1
    case .failed(let expected, let got):
      expectations.failed += 1
      errors.writeLine("\(place): expected \(expected), got \(got)".printable)
    }
  }

  /// Prints a table; an empty line stands between two that are not told apart otherwise.
  mutating func write(_ table: Table) {
    guard let tables else { return }
    if answers > 0, tables == .csv || tables == .markdown { output.writeLine() }
    if tables == .markdown {
      output.writeLine("## \(table.title.printable)")
      output.writeLine()
    }
    answers += 1
    tables.write(table, to: &output)
  }

  private mutating func say(_ line: String) {
    switch telling {
    case .output: output.writeLine(line.printable)
    case .errorOnly: errors.writeLine(line.printable)
    case .nothing: break
    }
  }
}
