import CNCurses
import Glibc
import Terminal

/// A terminal that curses has taken over, and what was found out about it on the way.
///
/// Opening can fail half-way; this is where that is undone. A `CursesScreen` owns one that works.
struct Session {
  let device: TerminalDevice
  let handle: OpaquePointer
  let signals: Int32
  let terminal: String
  let charset: String
  let colorCount: Int
  let hasDefaultColors: Bool
  /// What is sent besides what curses sends: pasted text in marks, and the mouse.
  let modesOn: [UInt8]
  let modesOff: [UInt8]
  /// What the terminal said when it was asked; nil if it was not.
  let answers: TerminalAnswers?
  /// What is sent before and after a frame; empty where the terminal does not know such marks.
  let frameMarks: (before: [UInt8], after: [UInt8])
  private(set) var notices: [String] = []

  /// The terminals tried after the one named by `TERM`, each able to do less than the one before.
  static let fallbacks = ["xterm-256color", "xterm", "vt100"]

  init(_ options: CursesScreen.Options) throws(CursesError) {
    let named = options.terminal ?? Environment["TERM"] ?? ""
    if named == "dumb" || named == "unknown" { throw .cannotPlaceCursor(terminal: named) }
    device = try TerminalDevice(options)
    // The modes to go back to after a crash are those of before curses, which changes them at once.
    cncurses_guard_remember(device.inputDescriptor)
    let direct = DirectColor(
      mode: options.colors, announced: Environment["COLORTERM"], terminal: named,
      isInsideTmux: Environment["TMUX"] != nil || named.hasPrefix("tmux"))
    let isAsked = options.asksTerminal && TerminalQuestions.suit(named)
    answers =
      isAsked ? TerminalQuestions(asksForDirectColor: direct.isPossible).ask(device) : nil
    do throws(CursesError) {
      charset = Self.chooseCharset(
        options.locale, device.inputDescriptor, noting: &notices)
      (handle, terminal) = try Self.takeOver(device, named: named, direct, answers)
    } catch {
      device.close()
      throw error
    }
    if terminal != named {
      notices.append(
        "TERM=\"\(named)\" is not described on this machine: drawing as for \(terminal)")
    }
    guard Capability.cursorAddress.bytes != nil else {
      Self.giveBack(device, handle)
      throw .cannotPlaceCursor(terminal: terminal)
    }
    signals = cncurses_signals_catch()
    guard signals >= 0 else {
      Self.giveBack(device, handle)
      throw .noDescriptors
    }
    let hasMouse = options.usesMouse && Mouse.isReported(by: terminal)
    modesOn = (Capability.pasteOn.bytes ?? []) + (hasMouse ? Mouse.on : [])
    frameMarks = Self.frameMarks(options.synchronization, answers)
    // A frame that was broken off by a crash must not keep the terminal waiting for its end.
    modesOff = frameMarks.after + (hasMouse ? Mouse.off : []) + (Capability.pasteOff.bytes ?? [])
    (colorCount, hasDefaultColors) = Self.startColors(options.colors)
    if let wanted = options.colors.limit, wanted > colorCount {
      notices.append("\(terminal) has \(colorCount) colours: \(wanted) were asked for")
    }
    setModes()
    arm()
  }

  /// Undoes everything, in the reverse order; what was done on suspending is not done again.
  func close(isSuspended: Bool) {
    if !isSuspended {
      // Restoring modes from the background would otherwise stop the process before it ends.
      let previous = signal(SIGTTOU, SIG_IGN)
      device.send(modesOff)
      // Without a screen of the program's own its last line would stay under the shell's prompt.
      if Capability.leaveScreen.bytes == nil {
        let window = cncurses_standard_window()
        wmove(window, getmaxy(window) - 1, 0)
        wclrtoeol(window)
        wrefresh(window)
      }
      endwin()
      signal(SIGTTOU, previous)
    }
    delscreen(handle)
    cncurses_guard_disarm()
    cncurses_signals_release()
    cncurses_stderr_release()
    device.close()
  }

  private func setModes() {
    // Not raw: Ctrl-C, Ctrl-\ and Ctrl-Z stay signals, so that they work while the program is busy.
    cbreak()
    noecho()
    nonl()
    device.releaseFlowKeys()
    def_prog_mode()
    let window = cncurses_standard_window()
    keypad(window, true)
    intrflush(window, false)
    // Emptying the screen is the first frame's business, in one go with drawing it.
    device.send(modesOn)
  }

  private func arm() {
    let reset = modesOff + Capability.resetSequence
    reset.withUnsafeBytes {
      cncurses_guard_arm(device.outputDescriptor, $0.baseAddress, $0.count)
    }
    cncurses_stderr_hold()
  }

  private static func giveBack(_ device: TerminalDevice, _ handle: OpaquePointer) {
    endwin()
    delscreen(handle)
    device.close()
  }

  /// The marks of private mode 2026 (contour-terminal/vt-extensions, synchronized-output.md).
  private static func frameMarks(
    _ mode: CursesScreen.Synchronization, _ answers: TerminalAnswers?
  ) -> (before: [UInt8], after: [UInt8]) {
    guard mode == .on || (mode == .automatic && answers?.canSynchronize == true) else {
      return ([], [])
    }
    return (Array("\u{1B}[?2026h".utf8), Array("\u{1B}[?2026l".utf8))
  }

  private static func takeOver(
    _ device: TerminalDevice, named: String, _ direct: DirectColor, _ answers: TerminalAnswers?
  ) throws(CursesError) -> (OpaquePointer, String) {
    // LINES and COLUMNS, if they are set, would make the size deaf to the window.
    use_env(false)
    use_tioctl(true)
    let names = (named.isEmpty ? [] : [named]) + fallbacks.filter { $0 != named }
    for name in names {
      if let description = TerminalDescription(of: name), direct.isUsed(description, answers),
        let handle = takeOver(device, as: description.withDirectColor)
      {
        return (handle, name)
      }
      // Not initscr: that exits the process if the terminal is unknown.
      if let handle = newterm(name, device.output, device.input) { return (handle, name) }
    }
    throw .unknownTerminal(tried: names)
  }

  /// Starts curses with a description that is nowhere but in the environment, and there only for
  /// that moment: programs that this one starts want the true one.
  private static func takeOver(
    _ device: TerminalDevice, as description: TerminalDescription
  ) -> OpaquePointer? {
    let before = Environment["TERMINFO"]
    setenv("TERMINFO", description.environmentValue, 1)
    defer {
      if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
    }
    return newterm(description.names, device.output, device.input)
  }

  private static func startColors(_ mode: CursesScreen.ColorMode) -> (Int, Bool) {
    guard mode != .never, has_colors(), start_color() == OK else { return (0, false) }
    let hasDefaults = use_default_colors() == OK
    let available = Int(cncurses_colors())
    let limit = min(available, mode.limit ?? available)
    // Palettes of other sizes, such as rxvt's of 88, agree with the one of 256 only this far.
    let count =
      limit >= 1 << 24 ? 1 << 24 : limit >= 256 ? 256 : limit >= 16 ? 16 : limit >= 8 ? 8 : 0
    return (count, hasDefaults)
  }

  /// Takes the character set of the locale, or UTF-8 where the locale says nothing usable.
  ///
  /// A locale that is named but not installed is common in containers, as is none at all. A
  /// terminal that speaks UTF-8 sets IUTF8 on its device, and ssh passes that on.
  static func chooseCharset(
    _ locale: String?, _ device: Int32, noting notices: inout [String]
  ) -> String {
    let isInstalled = cncurses_set_character_set(locale)
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"]
    let named = locale ?? variables.lazy.compactMap { Environment[$0] }.first
    if !isInstalled, let named {
      let lowered = named.lowercased()
      if lowered.hasSuffix("utf-8") || lowered.hasSuffix("utf8"),
        cncurses_set_character_set("C.UTF-8")
      {
        notices.append("the locale \"\(named)\" is not installed: using C.UTF-8")
      }
    } else if named == nil, cncurses_device_is_utf8(device),
      cncurses_set_character_set("C.UTF-8")
    {
      notices.append("no locale is set, but the terminal speaks UTF-8: using C.UTF-8")
    }
    return String(cString: cncurses_character_set())
  }
}

/// Environment variables; an empty one counts as not set, as POSIX has it for locales.
enum Environment {
  static subscript(name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
