import ArgumentParser
import Glibc
import Reporting
import Simulation

/// What the explorer is opened on.
struct Exploration {
  let opened: Opened
  let options: ViewOptions
  /// Whether standard input was data, so that keys come from the controlling terminal.
  let readsKeysFromTerminal: Bool
}

/// Opens the explorer; with standard output not a terminal, prints what it would show as text.
func explore(_ exploration: Exploration) throws {
  try printAsText(exploration.opened, glyphs: exploration.options)
}

/// The import report, the summary and the maps as text.
func printAsText(_ opened: Opened, glyphs options: ViewOptions) throws {
  var output = StandardStream.output
  for line in opened.report { output.writeLine(line) }
  if !opened.report.isEmpty { output.writeLine() }
  let moment = opened.session.moment
  if let plan = moment.current {
    for line in Summary.lines(of: plan, at: moment) { output.writeLine(line) }
    output.writeLine()
    let lines = PlanMaps.lines(
      of: plan, at: moment, columns: ViewOptions.pageColumns, glyphs: options.textGlyphs)
    for line in lines { output.writeLine(line) }
  } else {
    output.writeLine("no plan, so there is nothing to show")
  }
  try output.check()
}
