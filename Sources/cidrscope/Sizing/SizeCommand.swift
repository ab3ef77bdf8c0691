import ArgumentParser
import Reporting
import Simulation
import Sizing

/// `cidrscope size`: how large pools and blocks must be, before a cluster is built.
struct SizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "size",
    abstract: "Says which pool, mask and mode a cluster needs, and until when they last.",
    usage: "cidrscope size [<options>] key=value ...",
    discussion: """
      \(keyList)

      For instance: cidrscope size nodes=20 later=500 pods=30 vpc=10.0.0.0/16
      Every figure is found by letting nodes join the modelled system; months count from now.

      Exit codes: 0 the best choice lasts; 1 nothing lasts so long, or a proof failed; 2 a word was \
      not understood; 64 the command line was not understood.
      """)

  @Argument(help: ArgumentHelp("The question, in words of the list.", valueName: "key=value"))
  var words: [String] = []

  @Option(help: ArgumentHelp("How to print it.", valueName: "format"))
  var format = RunCommand.Format.text

  /// What else can be asked for.
  enum Export: String, ExpressibleByArgument, CaseIterable {
    case helm, pools, flags, kubeadm, eksctl, terraform, report
  }

  @Flag(help: "Prints how many nodes the pool holds, by block, mode and settings.")
  var sweep = false

  @Option(
    help: ArgumentHelp(
      "Prints the best choice as files and flags, or all of the answer as a report in Markdown.",
      valueName: "kind"))
  var export: Export?

  @Option(
    help: ArgumentHelp(
      "Prints the tables that a system publishes, answered by this program, and their errata.",
      valueName: "system"))
  var published: Published?

  /// The systems that publish tables.
  enum Published: String, ExpressibleByArgument, CaseIterable {
    case gke, aks, eks, openshift, kubernetes
  }

  @Option(help: ArgumentHelp("Lives the best choice under so many seeds.", valueName: "seeds"))
  var prove: Int?

  func run() throws {
    if let published {
      var page = SizingPage(format: format)
      for table in SizingPublished.tables(of: published.rawValue) { page.write(table) }
      let errata = SizingErratum.all.filter { $0.system == published.rawValue }
      if !errata.isEmpty { page.write(SizingErratum.table(errata)) }
      return try page.output.check()
    }
    let question: SizingQuestion
    do throws(CommandError) {
      question = try SizingQuestion(words: words)
    } catch {
      throw Failure.unreadable("size:\(error.column): \(error.message.printable)")
    }
    let answer = SizingAnswer(question)
    var page = SizingPage(format: format)
    if sweep {
      page.write(SizingSweep(question).table)
    } else if let export {
      if export == .report {
        var report = SizingPage(format: .markdown)
        report.write(answer)
      } else {
        page.output.write(try Self.text(of: answer, as: export))
      }
    } else if let prove, let best = answer.best, prove > 0 {
      try Self.prove(best, question, lives: min(prove, 10_000), on: &page)
    } else {
      page.write(answer)
    }
    try page.output.check()
    if !answer.isAnswered { throw ExitCode(1) }
  }

  /// Lives the choice and its cheaper neighbours; the neighbours each only as far as they come.
  private static func prove(
    _ best: SizingChoice, _ question: SizingQuestion, lives: Int, on page: inout SizingPage
  ) throws {
    let ended = ProofRun.run(SizingTrial(of: best, question, seeds: lives))
    page.write(ended.trial, isInterrupted: ended.isInterrupted)
    try page.output.check()
    switch ended.trial.verdict {
    case .holds, .isGenerous: break
    case .fails, .isOpen: throw ExitCode(1)
    }
  }

  /// The best choice that the kind of export can say.
  private static func text(of answer: SizingAnswer, as export: Export) throws -> String {
    for choice in answer.choices {
      let question = answer.question
      let text: String? =
        switch export {
        case .helm: SizingExport.helmValues(choice)
        case .pools: SizingExport.podIPPools(choice)
        case .flags:
          SizingExport.controllerManagerFlags(choice)?.map { $0 + "\n" }.joined()
        case .kubeadm: SizingExport.kubeadm(choice, question)
        case .eksctl: SizingExport.eksctl(choice, question)
        case .terraform: SizingExport.terraform(choice, question)
        case .report: nil
        }
      if let text { return text }
    }
    throw Failure.unreadable(
      "--export \(export.rawValue): no choice is of a mode that has it; name one with modes=")
  }

  /// The keys as a help text.
  private static var keyList: String {
    let keys = SizingKey.all.map { key in
      let usage = "\(key.name)=\(key.placeholder)"
      let pad = String(repeating: " ", count: max(1, 20 - usage.count))
      return
        "  \(usage)\(pad)\(key.meaning) (\(key.standard.map { "default: \($0)" } ?? "required"))"
    }
    return keys.joined(separator: "\n")
  }
}
