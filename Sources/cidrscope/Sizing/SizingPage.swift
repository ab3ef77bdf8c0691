import Reporting
import Simulation
import Sizing

/// What a sizing question is answered with on standard output, in one of the formats.
struct SizingPage {
  let format: RunCommand.Format
  var output = StandardStream.output
  private var tables = 0

  init(format: RunCommand.Format) {
    self.format = format
  }

  /// The whole answer; CSV is its table of choices alone.
  mutating func write(_ answer: SizingAnswer) {
    switch format {
    case .text:
      for line in answer.lines { output.writeLine(line.printable) }
    case .markdown:
      output.writeLine("# Sizing")
      output.writeLine()
      output.writeLine("`size \(answer.question.words.joined(separator: " ").printable)`")
      output.writeLine()
      for line in answer.lines { output.writeLine("- " + line.printable) }
    case .json, .csv: break
    }
    write(answer.table)
    guard format != .csv, format != .json else { return }
    write(answer.changesTable)
    write(answer.limitsTable)
    let errata = SizingErratum.touching(answer.question)
    if !errata.isEmpty { write(SizingErratum.table(errata)) }
  }

  /// What lives came to, the choice's month by month.
  mutating func write(_ chosen: SizingProof, cheaper: [SizingProof]) {
    if format == .text || format == .markdown {
      let bullet = format == .markdown ? "- " : ""
      output.writeLine("\(bullet)\(chosen.choice.planLine(named: "sized"))".printable)
      for proof in [chosen] + cheaper { output.writeLine(bullet + proof.sentence.printable) }
    }
    write(chosen.table)
    if format == .csv || format == .json {
      write(SizingProof.table(of: [chosen] + cheaper))
    }
  }

  /// A table under its title.
  mutating func write(_ table: Table) {
    let format = TableFormat(rawValue: format.rawValue) ?? .text
    if format == .text || format == .markdown || tables > 0 && format == .csv {
      output.writeLine()
      if format == .markdown {
        output.writeLine("## \(table.title.printable)")
        output.writeLine()
      } else if format == .text {
        output.writeLine(table.title.printable + ":")
      }
    }
    tables += 1
    format.write(table, to: &output)
  }
}
