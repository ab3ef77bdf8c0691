import Cartography
import CursesTerminal
import Explorer
import Glibc
import Recording
import Settings
import Terminal
import Theming

/// One run of the explorer, on the screen and without it, in turn as one likes.
struct ExplorerRun {
  private let exploration: Exploration
  private let tape: CastFile?
  private let mailbox = Mailbox<ExplorerApp.Message>()
  private let workshop: Workshop
  private let desk: FileDesk
  /// What was detected, found out before the terminal is taken over: curses knows one at a time.
  private let doctor: Doctor
  private let typedLines = TypedLines()

  init(_ exploration: Exploration, tape: CastFile?) {
    self.exploration = exploration
    self.tape = tape
    workshop = Workshop(mailbox)
    doctor = Doctor(exploration.setup)
    desk = FileDesk(mailbox, keepsJournal: exploration.setup.preferences.isOn(.journal))
  }

  private var preferences: Preferences { exploration.setup.preferences }

  /// Runs to the end; the terminal is as it was when this returns.
  func go(from view: ViewLine?, speaks: Bool) throws(CursesError) -> EndReason {
    var ending = EndReason.quit
    var state: ExplorerApp.State?
    var isSpoken = speaks
    while true {
      if isSpoken {
        let notices = exploration.setup.notices + exploration.opened.warnings
        let spoken = state ?? begun(view, look: Look(), notices: notices)
        let (next, last) = talk(from: spoken)
        state = last
        guard next == .screen else { break }
        isSpoken = false
      } else {
        let (reason, last) = try show(view, from: state)
        (ending, state) = (reason, last)
        guard reason == .quit, last.wantsReader else { break }
        isSpoken = true
      }
    }
    desk.close(after: ending)
    return ending
  }

  /// The explorer as it begins.
  private func begun(
    _ view: ViewLine?, look: Look, size: Size = Size(width: 80, height: 24), notices: [String]
  ) -> ExplorerApp.State {
    var state = ExplorerApp.State(
      session: exploration.opened.session, size: size, look: look,
      keymap: exploration.setup.keymap,
      notice: notices.first.map {
        notices.count > 1 ? "\($0) (and \(notices.count - 1) more)" : $0
      })
    state.adopt(exploration.opened.origin)
    let reported = Set(exploration.opened.report)
    state.keep(exploration.opened.report + notices.filter { !reported.contains($0) })
    let mailbox = mailbox
    state.capabilities = doctor.lines
    state.begin(preferences.beginning)
    state.offer(typedLines.read())
    if let view { try? state.show(view) }
    state.files.asksBeforeQuitting = preferences.isOn(.confirmQuit)
    if let feed = exploration.live {
      state.follow(LiveView(name: feed.name))
      feed.attach { news in
        if let heard = LiveNews(news) { mailbox.post(.live(heard)) }
      }
    } else if let room = exploration.lessons {
      state.open(room.classroom, at: room.lesson)
    } else {
      desk.open(exploration.files, &state)
    }
    return state
  }

  /// The talk without a screen.
  private func talk(
    from state: ExplorerApp.State
  ) -> (next: Reader.Next, state: ExplorerApp.State) {
    var state = state
    state.isWithoutScreen = !doctor.canPlaceCursor
    let signals = exploration.live.map { _ in SignalPipe() }
    signals?.guardPrograms()
    defer { signals?.close() }
    return ReaderLoop(mailbox: mailbox) { effect in
      switch effect {
      case .copy(let text):
        if isatty(STDOUT_FILENO) != 0 {
          _ = Clipboard.copy(text, limit: preferences.clipboardLimit)
        }
      case .file(let request): desk.begin(request)
      case .journal(let order): desk.obey(order)
      case .remember(let line): typedLines.append(line)
      case .keepScore(let id, let score): LessonFile().keep(id, score)
      case .cancel(let id): desk.cancel(id)
      case .redraw, .work, .readThemes: break
      }
    }.run(state)
  }

  /// The explorer on the terminal, which is restored when this returns.
  private func show(
    _ view: ViewLine?, from earlier: ExplorerApp.State?
  ) throws(CursesError) -> (EndReason, ExplorerApp.State) {
    let input: CursesScreen.Channel =
      exploration.readsKeysFromTerminal ? .controllingTerminal : .standardInput
    let curses = try CursesScreen(
      CursesScreen.Options(
        colors: preferences.colorMode, input: input, usesMouse: preferences.isOn(.mouse),
        synchronization: preferences.synchronization))
    let isUnicode = ["▀", "─", "█", "·"].allSatisfy { curses.canShow($0) }
    let look = Look(
      themes: exploration.setup.themes.all,
      theme: exploration.setup.themes.first(on: curses.isLight.map { $0 ? .light : .dark }),
      depth: ColorDepth(colorCount: curses.colorCount), isUnicode: isUnicode,
      glyphs: preferences.glyphs,
      usableGlyphs: allGlyphSets.filter { $0.scalars.allSatisfy { curses.fillsOneCell($0) } },
      isStill: !preferences.isOn(.motion))
    var state: ExplorerApp.State
    if let earlier {
      state = earlier
      state.show(on: curses.size, look: look)
    } else {
      let notices =
        curses.notices + exploration.setup.notices + [look.regret].compactMap { $0 }
        + exploration.opened.warnings
      state = begun(view, look: look, size: curses.size, notices: notices)
    }
    var doctor = doctor
    doctor.found = ScreenFindings(
      colorCount: curses.colorCount, isLight: curses.isLight,
      isSynchronized: curses.isSynchronized)
    state.capabilities = doctor.lines
    // A recording is of one stay on the screen, for a file has one beginning.
    let recorder = desk.record(earlier == nil ? tape : nil, size: state.size)
    var screen = RecordingScreen(curses, recorder: recorder)
    let ended = run(
      ExplorerApp.self, from: state, on: &screen, mailbox: mailbox,
      framesPerSecond: preferences.isOn(.slow) ? 10 : 30
    ) { effect in
      switch effect {
      case .copy(let text):
        mailbox.post(.announced(Clipboard.copy(text, limit: preferences.clipboardLimit)))
      // The screen draws everything anew when it is told that the program was away.
      case .redraw: kill(getpid(), SIGCONT)
      case .work(let work): workshop.begin(work)
      case .cancel(let id):
        workshop.cancel(id)
        desk.cancel(id)
      case .readThemes: mailbox.post(.themesRead(ThemeSearch.reading))
      case .file(let request): desk.begin(request)
      case .journal(let order): desk.obey(order)
      case .remember(let line): typedLines.append(line)
      case .keepScore(let id, let score): LessonFile().keep(id, score)
      }
    }
    desk.endRecording(at: screen.time)
    return ended
  }
}
