import Cartography
import CursesTerminal
import Explorer
import Glibc
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
}

/// Opens the explorer; with standard output not a terminal, prints what it would show as text.
func explore(_ exploration: Exploration) throws {
  guard isatty(STDOUT_FILENO) != 0 else {
    exploration.files.mentionJournals()
    return try printAsText(
      exploration.opened, glyphs: exploration.setup.preferences.textGlyphs)
  }
  let view = try exploration.view()
  let tape = try exploration.files.record.map { try CastFile($0) }
  let ending: EndReason
  do throws(CursesError) {
    ending = try runExplorer(exploration, view: view, tape: tape)
  } catch {
    throw Failure.unreadable(error.description)
  }
  // Only now is the terminal the shell's again, which wants to know of what the program died.
  switch ending {
  case .quit: break
  case .signal(let number): CursesScreen.dieOfSignal(number)
  case .hangUp: CursesScreen.dieOfSignal(SIGHUP)
  case .failed(let text): throw Failure.unreadable(text)
  }
}

extension Exploration {
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

/// Runs the explorer on the terminal, which is restored when this returns.
private func runExplorer(
  _ exploration: Exploration, view: ViewLine?, tape: CastFile?
) throws(CursesError) -> EndReason {
  let input: CursesScreen.Channel =
    exploration.readsKeysFromTerminal ? .controllingTerminal : .standardInput
  let setup = exploration.setup
  let preferences = setup.preferences
  let capabilities = Doctor(setup).lines
  let curses = try CursesScreen(
    CursesScreen.Options(
      colors: preferences.colorMode, input: input, usesMouse: preferences.isOn(.mouse)))
  let isUnicode = ["▀", "─", "█", "·"].allSatisfy { curses.canShow($0) }
  let look = Look(
    themes: setup.themes.all, theme: setup.themes.first(on: nil),
    depth: ColorDepth(colorCount: curses.colorCount),
    isUnicode: isUnicode, glyphs: preferences.glyphs,
    usableGlyphs: allGlyphSets.filter { $0.scalars.allSatisfy { curses.fillsOneCell($0) } },
    isStill: !preferences.isOn(.motion))
  let notices =
    curses.notices + setup.notices + [look.regret].compactMap { $0 } + exploration.opened.warnings
  var state = ExplorerApp.State(
    session: exploration.opened.session, size: curses.size, look: look,
    keymap: setup.keymap,
    notice: notices.first.map { notices.count > 1 ? "\($0) (and \(notices.count - 1) more)" : $0 })
  state.adopt(exploration.opened.origin)
  state.capabilities = capabilities
  state.begin(preferences.beginning)
  if let view { try? state.show(view) }
  let mailbox = Mailbox<ExplorerApp.Message>()
  let workshop = Workshop(mailbox)
  state.files.asksBeforeQuitting = preferences.isOn(.confirmQuit)
  let desk = FileDesk(mailbox, keepsJournal: preferences.isOn(.journal))
  desk.open(exploration.files, &state)
  var screen = RecordingScreen(curses, recorder: desk.record(tape, size: state.size))
  let ending = run(ExplorerApp.self, from: state, on: &screen, mailbox: mailbox) { effect in
    switch effect {
    case .copy(let text):
      mailbox.post(.announced(Clipboard.copy(text, limit: preferences.clipboardLimit)))
    // The screen draws everything anew when it is told that the program was away.
    case .redraw: kill(getpid(), SIGCONT)
    case .work(let work): workshop.begin(work)
    case .cancel(let id): workshop.cancel(id)
    case .file(let request): desk.begin(request)
    case .journal(let order): desk.obey(order)
    }
  }.reason
  desk.close(after: ending, at: screen.time)
  return ending
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
