import ArgumentParser
import Reporting
import Simulation

/// `cidrscope run`: scripts without a screen.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Executes scripts and prints what came of them.",
    usage: "cidrscope run [<options>] <file> ...",
    discussion: """
      All files are read and understood before the first line is executed; they share one session. \
      A failed expectation is told as FILE:LINE on standard error. What the modelled system refuses \
      is an outcome and no error of the script.
      """)

  /// The formats of the language.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, markdown
  }

  @Argument(
    help: ArgumentHelp("Scripts to execute in order; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp("The plan to report on, instead of the current one.", valueName: "name"))
  var plan: String?

  @Option(
    help: ArgumentHelp(
      "What to print; csv and markdown print the answers, or the metrics without any.",
      valueName: "format"))
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "Plays the scripts in the explorer and records that as an asciicast.",
      valueName: "file.cast"), completion: .file(extensions: ["cast"]))
  var record: String?

  @Option(help: ArgumentHelp("Columns and rows of the recording.", valueName: "WxH"))
  var size = MapCommand.Size(columns: 100, rows: 30)

  @Option(help: ArgumentHelp("Commands a second in the recording.", valueName: "number"))
  var pace = 1.0

  @Flag(help: "Prints answers and failed expectations only.")
  var quiet = false

  @Flag(help: "Recounts everything at the end, which takes long for large clusters.")
  var check = false

  func run() throws {
    guard pace > 0, pace <= 1000 else {
      throw Failure.unreadable("--pace \(pace): a pace is a number above 0 and up to 1000")
    }
    let scripts = try Scripts.read(files)
    if let record { try RecordedRun(scripts, size: size, pace: pace).write(to: record) }
    let telling: ScriptRun.Telling = quiet ? .nothing : format == .text ? .output : .errorOnly
    var run = ScriptRun(telling: telling, tables: tableFormat)
    run.execute(scripts)
    try Invariants.check(run.session, thoroughly: check)
    let plan = try planToReport(of: run.session)
    if run.answers == 0, format == .csv || format == .markdown { writeMetrics(of: &run) }
    var output = run.output
    switch format {
    case .json:
      JSONReport.write(run.session, planName: self.plan, run.expectations, to: &output)
    case .csv, .markdown: break
    case .text:
      if !quiet { output.writeLine(Summary.closingLine(of: plan, run.expectations)) }
    }
    try output.check()
    if run.expectations.failed > 0 { throw ExitCode(1) }
  }

  /// How answers are printed; a report of another kind leaves no room for them.
  private var tableFormat: TableFormat? {
    switch format {
    case .text: .text
    case .json: nil
    case .csv: .csv
    case .markdown: .markdown
    }
  }

  /// The metrics of all plans, or of the one asked for.
  private func writeMetrics(of run: inout ScriptRun) {
    var session = run.session
    let scope = plan.map { PlanScope.named($0) } ?? .all
    if case .answer(let table) = session.execute(.get(.metrics, of: scope)) { run.write(table) }
  }

  private func planToReport(of session: Session) throws -> Plan? {
    guard let name = plan else { return session.current }
    guard let plan = session.moment.plan(name) else {
      let names = session.moment.plans.map(\.name.printable).joined(separator: ", ")
      throw Failure.unreadable(
        "--plan \(name.printable): no plan is called so; "
          + (names.isEmpty ? "there is none" : "there are \(names)"))
    }
    return plan
  }
}
