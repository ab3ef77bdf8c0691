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
      let picture = answer.pictureLines
      if !picture.isEmpty {
        output.writeLine()
        output.writeLine("## The pool")
        output.writeLine()
        for line in picture { output.writeLine("    " + line.printable) }
      }
    case .json:
      output.write(SizingJSON.text(of: answer))
      return
    case .csv:
      write(answer.table)
      write(answer.notesTable)
      return
    }
    write(answer.table)
    write(answer.changesTable)
    write(answer.limitsTable)
    let errata = SizingErratum.touching(answer.question)
    if !errata.isEmpty { write(SizingErratum.table(errata)) }
  }

  /// What lives came to, month by month.
  mutating func write(_ trial: SizingTrial, isInterrupted: Bool) {
    let refusals = SizingProof.table(of: trial.proofs)
    switch format {
    case .json: output.write(SizingJSON.text(of: trial, isInterrupted: isInterrupted))
    case .csv:
      write(SizingProof.bandTable(of: trial.proofs))
      write(refusals)
    case .text, .markdown:
      let bullet = format == .markdown ? "- " : ""
      output.writeLine(bullet + (trial.proofs.first?.choice.planLine(named: "sized") ?? ""))
      if isInterrupted { output.writeLine(bullet + "ended by Ctrl-C: what is known so far") }
      output.writeLine(bullet + trial.sentence.printable)
      for proof in trial.proofs { output.writeLine(bullet + proof.sentence.printable) }
      for life in trial.broken {
        let text = "not lived to its end: \(life.title), seed \(life.seed): \(life.text)"
        output.writeLine(bullet + text.printable)
      }
      write(refusals)
      for proof in trial.proofs where !proof.band.isEmpty { writeBand(of: proof) }
    }
  }

  /// The room of every month as a drawing.
  private mutating func writeBand(of proof: SizingProof) {
    let title = "room for nodes, worst to best, | the median: \(proof.title)".printable
    output.writeLine()
    if format == .markdown {
      output.writeLine("## \(title)")
      output.writeLine()
      for line in proof.bandLines() { output.writeLine("    " + line) }
    } else {
      output.writeLine(title)
      for line in proof.bandLines() { output.writeLine(line) }
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
