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

  func run() throws {
    let question: SizingQuestion
    do throws(CommandError) {
      question = try SizingQuestion(words: words)
    } catch {
      throw Failure.unreadable("size:\(error.column): \(error.message.printable)")
    }
    let answer = SizingAnswer(question)
    var page = SizingPage(format: format)
    page.write(answer)
    try page.output.check()
    if !answer.isAnswered { throw ExitCode(1) }
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
