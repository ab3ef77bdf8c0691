import CNCurses
import Terminal
import Testing

@testable import CursesTerminal

private let ember = Color(red: 0xFF, green: 0x5A, blue: 0x60)

/// Among the tests of the screen, one after the other: curses has one description for the whole
/// process, and a screen that opens changes the environment they are read from.
extension CursesScreenTests {
  private func uses(
    _ mode: CursesScreen.ColorMode = .automatic, announced: String? = "truecolor",
    terminal: String = "xterm-256color", inTmux: Bool = false, answer: String? = nil,
    claims: Bool = false
  ) throws -> Bool {
    let base = terminal.hasPrefix("linux") ? "linux" : "xterm-256color"
    var description = try #require(TerminalDescription(of: base))
    if claims { description.namedFlags["Tc"] = true }
    let direct = DirectColor(
      mode: mode, announced: announced, terminal: terminal, isInsideTmux: inTmux)
    return direct.isUsed(description, answer.map { TerminalAnswers(Array($0.utf8)) })
  }

  @Test func `the announcement is believed with a second sign only`() throws {
    let yes = "\u{1B}P1$r38;2;1;2;3m\u{1B}\\"
    #expect(try !uses())
    #expect(try uses(answer: yes))
    #expect(try uses(announced: "24bit", inTmux: true))
    #expect(try uses(claims: true))
    #expect(try uses(terminal: "xterm-kitty"))
    // None of the signs is enough without the announcement, which ssh and sudo take away.
    for announced in [nil, "", "yes"] {
      #expect(try !uses(announced: announced, inTmux: true, answer: yes, claims: true))
    }
  }

  @Test func `who insists on it gets it, unless the terminal is none of that kind`() throws {
    #expect(try uses(.truecolor, announced: nil))
    #expect(try !uses(.truecolor, announced: nil, terminal: "linux"))
    for mode in [CursesScreen.ColorMode.colors256, .colors16, .never] {
      #expect(try !uses(mode, inTmux: true, claims: true))
    }
  }

  @Test func `a description is read whole and changed only where it must be`() throws {
    let plain = try #require(TerminalDescription(of: "xterm-256color"))
    let rich = plain.withDirectColor
    #expect(plain[number: "colors"] == 256)
    #expect(rich[number: "colors"] == 16_777_472)
    #expect(rich[string: "initc"] == nil && plain[string: "initc"] != nil)
    let kept = ["cup", "smcup", "rmcup", "kcuu1", "ech", "csr", "sgr"]
    for name in kept { #expect(rich[string: name] == plain[string: name], "\(name)") }
    #expect(rich.namedStrings == plain.namedStrings)
    #expect(TerminalDescription(of: "no-such-terminal") == nil)
    #expect(rich.environmentValue.hasPrefix("hex:1e02"))
  }

  @Test func `colours by their parts are sent as they are, and entries as entries`() throws {
    let terminal = PseudoTerminal()
    var screen = try CursesScreen(terminal.options(colors: .truecolor))
    #expect(screen.colorCount == 1 << 24)
    let notices = screen.notices
    #expect(notices.isEmpty)
    var frame = Frame(size: screen.size)
    frame[0, 0] = Cell(
      "a", style: Style(foreground: ember, background: Color(red: 0, green: 0, blue: 7)))
    frame[1, 0] = Cell("b", style: Style(foreground: Color(index: 1), background: ember))
    frame[2, 0] = Cell("c", style: Style(foreground: Color(index: 231)))
    screen.present(frame)
    let sent = terminal.sent()
    for part in ["38;2;255;90;96m", "48;2;0;0;7m", "38;5;1m", "48;2;255;90;96m", "38;5;231m"] {
      #expect(sent.contains(part), "\(part)")
    }
    // The user's palette stays as it is: no OSC 4, no reset of it.
    #expect(!sent.contains("\u{1B}]4;") && !sent.contains("\u{1B}]104"))
  }

  @Test func `colours that no palette can tell apart stay apart`() throws {
    let terminal = PseudoTerminal(Size(width: 40, height: 2))
    var screen = try CursesScreen(terminal.options(colors: .truecolor))
    var frame = Frame(size: screen.size)
    for place in 0..<40 {
      let (high, low) = (UInt8(place / 8), UInt8(place % 8 + 248))
      frame[place, 0] = Cell(
        "▀",
        style: Style(
          foreground: Color(red: high, green: low, blue: 1),
          background: Color(red: low, green: 2, blue: high)))
    }
    screen.present(frame)
    let sent = terminal.sent()
    #expect(sent.contains("38;2;0;248;1m") && sent.contains("38;2;4;255;1m"))
    #expect(sent.contains("48;2;255;2;4m"))
  }

  @Test func `a terminal of eight colours keeps them, and says so to who asked for more`() throws {
    let terminal = PseudoTerminal()
    let screen = try CursesScreen(terminal.options("linux", colors: .truecolor))
    #expect(screen.colorCount == 8)
    let notices = screen.notices
    #expect(notices == ["linux has 8 colours: 16777216 were asked for"])
  }

  @Test func `programs that are started meanwhile find the true description`() throws {
    let terminal = PseudoTerminal()
    let before = Environment["TERMINFO"]
    let screen = try CursesScreen(terminal.options(colors: .truecolor))
    #expect(screen.colorCount == 1 << 24)
    #expect(Environment["TERMINFO"] == before)
  }

  @Test func `frames stand between marks where that is asked for, and crashes end them`() throws {
    let terminal = PseudoTerminal()
    var options = terminal.options()
    options.synchronization = .on
    var screen = try CursesScreen(options)
    _ = terminal.sent()
    var frame = Frame(size: screen.size)
    frame[3, 2] = Cell("x")
    screen.present(frame)
    let sent = terminal.sent()
    #expect(sent.hasPrefix("\u{1B}[?2026h"))
    #expect(sent.hasSuffix("\u{1B}[?2026l"))
    #expect(sent.contains("x"))
    let isSynchronized = screen.isSynchronized
    #expect(isSynchronized)
    let modesOff = screen.session.modesOff
    #expect(modesOff.starts(with: Array("\u{1B}[?2026l".utf8)))
  }

  @Test func `without an answer frames have no marks and the background is unknown`() throws {
    let terminal = PseudoTerminal()
    var options = terminal.options()
    options.asksTerminal = true
    terminal.type("q")
    var screen = try CursesScreen(options)
    let asked = terminal.sent()
    #expect(asked.contains("\u{1B}]11;?\u{1B}\\") && asked.contains("\u{1B}[?2026$p"))
    let isLight = screen.isLight
    #expect(isLight == nil)
    let isSynchronized = screen.isSynchronized
    #expect(!isSynchronized)
    // What was typed while the terminal was asked is not lost; what it says too late is no key.
    #expect(screen.nextEvent(timeout: .zero) == .key(.character("q")))
    terminal.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?2026;2$y\u{1B}[?62;4c")
    #expect(screen.nextEvent(timeout: .milliseconds(50)) == nil)
    terminal.type("\u{1B}]11;rgb:ffff")
    #expect(screen.nextEvent(timeout: .milliseconds(150)) == nil)
    terminal.type("/ffff/ffff\u{7}k")
    #expect(screen.nextEvent(timeout: .seconds(5)) == .key(.character("k")))
  }

  @Test func `answers that came early are heard`() throws {
    let terminal = PseudoTerminal()
    var options = terminal.options()
    options.asksTerminal = true
    terminal.type("\u{1B}]11;rgb:fdfd/f6f6/e3e3\u{7}\u{1B}[?2026;2$y\u{1B}[?62;4cj")
    var screen = try CursesScreen(options)
    let isLight = screen.isLight
    #expect(isLight == true)
    let isSynchronized = screen.isSynchronized
    #expect(isSynchronized)
    #expect(screen.nextEvent(timeout: .zero) == .key(.character("j")))
    screen.present(Frame(size: screen.size))
    #expect(terminal.sent().contains("\u{1B}[?2026h"))
  }
}

extension CursesScreenTests {
  @Test func `reading a description leaves the screen that is open its own`() throws {
    let terminal = PseudoTerminal()
    var screen = try CursesScreen(terminal.options())
    let other = TerminalDescription(of: "linux")
    #expect(other?[number: "colors"] == 8)
    #expect(TerminalDescription(of: "no-such-terminal") == nil)
    var frame = Frame(size: screen.size)
    frame[0, 0] = Cell("x", style: Style(foreground: Color(index: 200)))
    screen.present(frame)
    let sent = terminal.sent()
    #expect(sent.contains("38;5;200m"))
  }
}
