import CNCurses
import Glibc
import Terminal
import TestSupport
import Testing

@testable import CursesTerminal

/// The real thing on a pty.
///
/// Curses, signals and the locale are one for the whole process, so all that touches them stands
/// in this suite.
@Suite(.serialized) struct CursesScreenTests {
  private let terminal = PseudoTerminal()

  /// `#expect` cannot take a screen apart that cannot be copied.
  private func event(_ screen: inout CursesScreen, _ timeout: Duration?) -> InputEvent? {
    screen.nextEvent(timeout: timeout)
  }

  private func frame(_ text: String, style: Style = .plain) -> Frame {
    var frame = Frame(size: Size(width: 40, height: 6))
    frame.write(text, at: Point(x: 1, y: 1), style: style)
    return frame
  }

  @Test func `opening and closing leaves the terminal's modes as they were`() throws {
    let before = terminal.modes
    do {
      var screen = try CursesScreen(terminal.options())
      screen.present(frame("hello"))
      #expect(terminal.modes != before)
      #expect(screen.size == Size(width: 40, height: 6))
    }
    #expect(terminal.modes == before)
    let sent = terminal.sent()
    for sequence in ["\u{1B}[?1049h", "\u{1B}[?1049l", "\u{1B}[?2004h", "\u{1B}[?2004l", "hello"] {
      #expect(sent.contains(sequence), "\(sequence.debugDescription)")
    }
  }

  @Test func `curses holds what the frame says`() throws {
    var screen = try CursesScreen(terminal.options())
    var random = SeededRandom(seed: 31)
    let scalars: [Unicode.Scalar] = ["a", "▀", "日", " ", "┼", "é"]
    for _ in 0..<20 {
      var frame = Frame(size: screen.size)
      for _ in 0..<60 {
        let style = Style(
          foreground: Color(index: UInt8(random.int(in: 0..<256))),
          background: Color(index: UInt8(random.int(in: 0..<256))),
          attributes: .init(rawValue: UInt8(random.int(in: 0..<16))))
        frame[random.int(in: 0..<40), random.int(in: 0..<6)] = Cell(
          scalars[random.int(in: 0..<scalars.count)], style: style)
      }
      screen.present(frame)
      _ = terminal.sent()
      for y in 0..<6 {
        for x in 0..<40 where frame[x, y].extent != .continuation {
          expect(frame[x, y], x, y)
        }
      }
    }
  }

  private func scalar(_ x: Int, _ y: Int) -> String {
    var attributes: UInt32 = 0
    var pair: Int32 = 0
    return Unicode.Scalar(cncurses_read(Int32(y), Int32(x), &attributes, &pair))
      .map { String($0) } ?? "?"
  }

  @Test func `64 pairs are enough for 8 colours and the default`() throws {
    var screen = try CursesScreen(terminal.options("linux"))
    let colors = [Color.standard] + (0..<8).map { Color(index: $0) }
    let upper = (0..<9).flatMap { one in (0..<one).map { (colors[one], colors[$0]) } }
    var frame = Frame(size: screen.size)
    for (x, (one, other)) in upper.enumerated() {
      frame[x, 0] = Cell("x", style: Style(foreground: one, background: other))
      frame[x, 1] = Cell("x", style: Style(foreground: other, background: one))
    }
    screen.present(frame)
    for x in upper.indices {
      #expect(colorsShown(x, 0) == [frame[x, 0].style.foreground, frame[x, 0].style.background])
      #expect(colorsShown(x, 1) == [frame[x, 1].style.foreground, frame[x, 1].style.background])
    }
  }

  /// Foreground and background as they come out, with reverse counted in.
  private func colorsShown(_ x: Int, _ y: Int) -> [Color] {
    var attributes: UInt32 = 0
    var pair: Int32 = 0
    _ = cncurses_read(Int32(y), Int32(x), &attributes, &pair)
    var foreground: Int32 = 0
    var background: Int32 = 0
    extended_pair_content(pair, &foreground, &background)
    let colors = [foreground, background].map { $0 < 0 ? .standard : Color(index: UInt8($0)) }
    return attributes & cncurses_reverse() == 0 ? colors : colors.reversed()
  }

  private func expect(_ cell: Cell, _ x: Int, _ y: Int) {
    var attributes: UInt32 = 0
    var pair: Int32 = 0
    let scalar = cncurses_read(Int32(y), Int32(x), &attributes, &pair)
    #expect(scalar == cell.scalar.value)
    #expect((attributes & cncurses_bold() != 0) == cell.style.attributes.contains(.bold))
    #expect((attributes & cncurses_reverse() != 0) == cell.style.attributes.contains(.reverse))
    var foreground: Int32 = 0
    var background: Int32 = 0
    extended_pair_content(pair, &foreground, &background)
    #expect(foreground == cell.style.foreground.index.map(Int32.init) ?? -1)
    #expect(background == cell.style.background.index.map(Int32.init) ?? -1)
  }

  @Test func `only what changed is sent, and nothing for the same frame`() throws {
    var screen = try CursesScreen(terminal.options())
    screen.present(frame("hello world"))
    _ = terminal.sent()
    screen.present(frame("hello world"))
    #expect(terminal.sent() == "")
    screen.present(frame("hello wOrld"))
    let change = terminal.sent()
    #expect(change.contains("O"))
    #expect(!change.contains("hello"))
    #expect(change.utf8.count < 40)
  }

  @Test func `the cursor shows where the frame says, or not at all`() throws {
    var screen = try CursesScreen(terminal.options())
    screen.present(frame("x"))
    #expect(terminal.sent().contains("\u{1B}[?25l"))
    var withCursor = frame("x")
    withCursor.cursor = Point(x: 7, y: 3)
    screen.present(withCursor)
    let sent = terminal.sent()
    #expect(sent.contains("\u{1B}[?25h") || sent.contains("\u{1B}[?12l"))
    #expect(getcurx(cncurses_standard_window()) == 7)
    #expect(getcury(cncurses_standard_window()) == 3)
  }

  @Test(arguments: [
    ("xterm-256color", CursesScreen.ColorMode.automatic, 256),
    ("xterm-256color", .colors16, 16), ("xterm-256color", .colors8, 8),
    ("xterm-256color", .never, 0),
    ("tmux-256color", .automatic, 256), ("screen-256color", .automatic, 256),
    ("linux", .automatic, 8), ("xterm", .colors256, 8), ("vt100", .automatic, 0),
    ("xterm-mono", .automatic, 0),
  ])
  func `colours are what the terminal has and the options allow`(
    name: String, mode: CursesScreen.ColorMode, count: Int
  ) throws {
    var screen = try CursesScreen(terminal.options(name, colors: mode))
    #expect(screen.colorCount == count)
    screen.present(frame("x", style: Style(foreground: Color(index: 203), attributes: .bold)))
    let sent = terminal.sent()
    #expect(sent.contains("\u{1B}[38;5;203m") == (count == 256))
    #expect(screen.notices.isEmpty == (mode != .colors256))
  }

  @Test func `an unknown terminal is drawn for as a common one, and says so`() throws {
    let screen = try CursesScreen(terminal.options("bogus"))
    #expect(screen.terminal == "xterm-256color")
    #expect(
      screen.notices == [
        "TERM=\"bogus\" is not described on this machine: drawing as for xterm-256color"
      ])
  }

  @Test func `what is no terminal is refused with a sentence`() {
    #expect(throws: CursesError.cannotPlaceCursor(terminal: "dumb")) {
      _ = try CursesScreen(terminal.options("dumb"))
    }
    var options = terminal.options()
    options.input = .path("/dev/null")
    #expect(throws: CursesError.notATerminal("\"/dev/null\"")) {
      _ = try CursesScreen(options)
    }
    options.input = .path("/nowhere/tty")
    #expect(throws: CursesError.self) { _ = try CursesScreen(options) }
    options.input = .descriptor(-1)
    #expect(throws: CursesError.notATerminal("file descriptor -1")) {
      _ = try CursesScreen(options)
    }
  }

  @Test func `keys come one by one`() throws {
    var screen = try CursesScreen(terminal.options())
    terminal.type("g\u{1B}[A")
    #expect(event(&screen, nil) == .key(.character("g")))
    #expect(event(&screen, nil) == .key(.up))
    #expect(event(&screen, .milliseconds(3)) == nil)
  }

  @Test(arguments: [
    ("xterm-256color", true), ("tmux-256color", true), ("screen-256color", true), ("bogus", true),
    ("linux", false), ("vt100", false),
  ])
  func `a terminal with a mouse is asked for it, and no longer when it is given back`(
    name: String, hasMouse: Bool
  ) throws {
    for usesMouse in [true, false] {
      var options = terminal.options(name)
      options.usesMouse = usesMouse
      var given = ""
      do {
        var screen = try CursesScreen(options)
        screen.present(frame("hello"))
        given = terminal.sent()
      }
      let back = terminal.sent()
      for mode in [1000, 1002, 1006] {
        #expect(given.contains("\u{1B}[?\(mode)h") == (hasMouse && usesMouse), "\(mode)")
        #expect(back.contains("\u{1B}[?\(mode)l") == (hasMouse && usesMouse), "\(mode)")
      }
    }
  }

  @Test func `the mouse comes with the screen's time`() throws {
    var screen = try CursesScreen(terminal.options())
    let before = screen.time
    terminal.type("\u{1B}[<0;12;3M")
    guard case .mouse(let mouse)? = event(&screen, nil) else {
      Issue.record("no mouse came")
      return
    }
    #expect(mouse.kind == .press(.left))
    #expect(mouse.place == Point(x: 11, y: 2))
    #expect(mouse.time >= before && mouse.time <= screen.time)
  }

  @Test func `Escape is Escape when its moment has passed`() throws {
    var options = terminal.options()
    options.escapeDelay = .milliseconds(1)
    var screen = try CursesScreen(options)
    terminal.type("\u{1B}")
    #expect(event(&screen, nil) == .key(.escape))
  }

  @Test func `until then it waits for the rest of a sequence`() throws {
    var options = terminal.options()
    options.escapeDelay = .seconds(3600)
    var screen = try CursesScreen(options)
    terminal.type("\u{1B}")
    #expect(event(&screen, .milliseconds(3)) == nil)
    terminal.type("x")
    #expect(event(&screen, nil) == .key(.alt("x")))
  }

  @Test func `a window change is told and the next frame is whole`() throws {
    var screen = try CursesScreen(terminal.options())
    screen.present(frame("hello"))
    _ = terminal.sent()
    let small = Size(width: 20, height: 4)
    terminal.resize(small)
    #expect(event(&screen, nil) == .resize(small))
    #expect(screen.size == small)
    var smaller = Frame(size: small)
    smaller.write("hello", at: .zero)
    screen.present(smaller)
    #expect(terminal.sent().contains("hello"))
    #expect((0..<20).map { scalar($0, 0) }.joined() == "hello               ")
    #expect((0..<20).map { scalar($0, 1) }.joined() == "                    ")
  }

  @Test(arguments: [SIGINT, SIGQUIT, SIGTERM, SIGHUP])
  func `signals that end a program are events`(number: Int32) throws {
    var screen = try CursesScreen(terminal.options())
    kill(getpid(), number)
    #expect(event(&screen, .seconds(5)) == .signal(number))
    #expect(event(&screen, .zero) == nil)
  }

  @Test func `a hang-up is told again and again`() throws {
    var screen = try CursesScreen(terminal.options())
    terminal.hangUp()
    #expect(event(&screen, nil) == .hangUp)
    screen.present(frame("into the void"))
    #expect(event(&screen, nil) == .hangUp)
  }

  @Test func `a message wakes a screen that waits for ever`() async throws {
    let mailbox = Mailbox<Int>()
    var screen = try CursesScreen(terminal.options())
    screen.watch(mailbox.wakeDescriptor)
    let sender = Task.detached { mailbox.post(7) }
    #expect(event(&screen, nil) == .wake)
    #expect(mailbox.takeAll() == [7])
    #expect(event(&screen, .zero) == nil)
    await sender.value
  }

  @Test func `without UTF-8 all is ASCII and as wide as before`() throws {
    var screen = try CursesScreen(terminal.options(locale: "C"))
    let shown = ["▀", "a"].map { screen.canShow($0) }
    #expect(shown == [false, true])
    screen.present(frame("┌▀日é┐"))
    let sent = terminal.sent()
    #expect(sent.contains("+#???+"))
    #expect(sent.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func `half blocks show in a window and not on the console`() throws {
    #expect(try shown("▀⣿█┌", on: "xterm-256color") == [true, true, true, true])
    #expect(try shown("▀⣿█┌", on: "linux") == [false, false, true, true])
  }

  private func shown(_ text: String, on name: String) throws -> [Bool] {
    let screen = try CursesScreen(terminal.options(name))
    return text.unicodeScalars.map { screen.canShow($0) }
  }

  @Test(arguments: [
    ("xterm-256color", "C.UTF-8", "▀▟🬓⣿▒▅"), ("linux", "C.UTF-8", "▒"), ("xterm-256color", "C", ""),
  ])
  func `a picture has only characters of one column that the terminal shows`(
    _ type: String, _ locale: String, _ shown: String
  ) throws {
    var options = terminal.options(locale: locale)
    options.terminal = type
    let screen = try CursesScreen(options)
    // Two columns, and no width that this libc knows of.
    let drawn = "▀▟🬓⣿▒▅日\u{1CD00}".unicodeScalars.filter { screen.fillsOneCell($0) }
    #expect(String(String.UnicodeScalarView(drawn)) == shown)
  }

  @Test func `a locale that is not installed is no reason for ASCII`() throws {
    let screen = try CursesScreen(terminal.options(locale: "xx_XX.UTF-8"))
    #expect(screen.charset == "UTF-8")
    #expect(
      screen.notices == ["the locale \"xx_XX.UTF-8\" is not installed: using C.UTF-8"])
  }

  @Test func `widths agree with libc wherever both know the character`() {
    #expect(cncurses_set_character_set("C.UTF-8"))
    var differences: [String] = []
    for value in Array(UInt32(0)...0xFFFF) + Array(0x1F000...0x1FAFF) + Array(0x20000...0x20100) {
      guard let scalar = Unicode.Scalar(value), let ours = TextWidth.columns(of: scalar) else {
        continue
      }
      let libc = Int(cncurses_width(value))
      // Newer than this libc: it gives no width, and the screen shows the substitute.
      if libc < 0 || ours == libc || Self.isAllowedDifference(value) { continue }
      differences.append("U+\(String(value, radix: 16)) \(ours) \(libc)")
    }
    #expect(differences == [])
  }

  /// Where we differ on purpose: what we drop, or draw in one column, cannot shift a row.
  private static func isAllowedDifference(_ value: UInt32) -> Bool {
    // The soft hyphen has a column in libc and none in many terminals: we never draw it.
    value == 0xAD
  }
}
