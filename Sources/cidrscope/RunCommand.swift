import ArgumentParser
import Reporting
import Simulation

/// `cidrscope run`: scripts without a screen.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Executes scripts and prints what came of them.",
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
    help: ArgumentHelp("Scripts to execute in order; - is standard input.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp("The plan to report on, instead of the current one.", valueName: "name"))
  var plan: String?

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format = Format.text

  @Flag(help: "Prints answers and failed expectations only.")
  var quiet = false

  @Flag(help: "Recounts everything at the end, which takes long for large clusters.")
  var check = false

  func run() throws {
    guard format == .text || format == .json else {
      throw Failure.notBuilt("format \(format.rawValue)")
    }
    let scripts = try Scripts.read(files)
    let telling: ScriptRun.Telling = quiet ? .nothing : format == .text ? .output : .errorOnly
    var run = ScriptRun(telling: telling, printsTables: format == .text)
    run.execute(scripts)
    try Invariants.check(run.session, thoroughly: check)
    var output = run.output
    let plan = try planToReport(of: run.session)
    switch format {
    case .json:
      JSONReport.write(run.session, planName: self.plan, run.expectations, to: &output)
    default:
      if !quiet { output.writeLine(Summary.closingLine(of: plan, run.expectations)) }
    }
    try output.check()
    if run.expectations.failed > 0 { throw ExitCode(1) }
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
