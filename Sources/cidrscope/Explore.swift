import Cartography
import CursesTerminal
import Explorer
import Glibc
import Lessons
import Recording
import Reporting
import Settings
import Simulation
import Terminal
import Theming

/// What the explorer is opened on.
struct Exploration {
  let opened: Opened
  let setup: Setup
  /// The view to begin with, as one line.
  let viewLine: String?
  /// What is to become of journals, and whether the run is recorded.
  let files: FileOptions
  /// Whether standard input was data, so that keys come from the controlling terminal.
  let readsKeysFromTerminal: Bool
  /// What is heard of a cluster while it lives.
  var live: LiveFeed?
  /// The lessons, and the one to begin with, where somebody learns.
  var lessons: (classroom: Classroom, lesson: Lesson?)?
}

/// Opens the explorer; with standard output not a terminal, prints what it would show as text.
func explore(_ exploration: Exploration) throws {
  let speaks =
    exploration.setup.preferences.isOn(.reader) || exploration.isWithoutCursor
  guard speaks || isatty(STDOUT_FILENO) != 0 else {
    exploration.files.mentionJournals()
    return try printAsText(
      exploration.opened, glyphs: exploration.setup.preferences.textGlyphs)
  }
  let view = try exploration.view()
  if speaks, exploration.files.record != nil {
    throw Failure.unreadable(
      "--record writes down a screen and a talk has none; `run FILE --record` needs no screen")
  }
  let tape = try exploration.files.record.map { try CastFile($0) }
  let run = ExplorerRun(exploration, tape: tape)
  let ending: EndReason
  do throws(CursesError) {
    ending = try run.go(from: view, speaks: speaks)
  } catch {
    throw Failure.unreadable(error.description)
  }
  // A signal ends the program below, and must not leave what it started behind.
  exploration.live?.close()
  // Only now is the terminal the shell's again, which wants to know of what the program died.
  switch ending {
  case .quit: break
  case .signal(let number): CursesScreen.dieOfSignal(number)
  case .hangUp: CursesScreen.dieOfSignal(SIGHUP)
  case .failed(let text): throw Failure.unreadable(text)
  }
}

extension Exploration {
  /// Whether the terminal is one that only takes line after line: it is talked to.
  fileprivate var isWithoutCursor: Bool {
    guard isatty(STDOUT_FILENO) != 0 else { return false }
    let facts = TerminalFacts(device: STDOUT_FILENO)
    guard facts.used != nil, !facts.canPlaceCursor else { return false }
    var errors = StandardStream.error
    errors.writeLine(
      "cidrscope: TERM=\(facts.named.printable) cannot place its cursor, so this is a talk; "
        + "for the screen set TERM to what the terminal is, such as xterm-256color")
    return true
  }

  /// The view to open; what is wrong with the line is said before the terminal is taken over.
  fileprivate func view() throws -> ViewLine? {
    guard let text = viewLine else { return nil }
    do throws(ViewLineError) {
      let line = try ViewLine(parsing: text)
      var trial = ExplorerApp.State(session: opened.session)
      try trial.show(line)
      return line
    } catch {
      throw Failure.unreadable("--view: \(error.message)")
    }
  }
}

/// The import report, the summary and the maps as text.
func printAsText(_ opened: Opened, glyphs: any GlyphSet) throws {
  var output = StandardStream.output
  for line in opened.report { output.writeLine(line) }
  if !opened.report.isEmpty { output.writeLine() }
  let moment = opened.session.moment
  if let plan = moment.current {
    for line in Summary.lines(of: plan, at: moment) { output.writeLine(line) }
    output.writeLine()
    let lines = PlanMaps.lines(
      of: plan, at: moment, columns: ViewOptions.pageColumns, glyphs: glyphs)
    for line in lines { output.writeLine(line) }
  } else {
    output.writeLine("no plan, so there is nothing to show")
  }
  try output.check()
}
