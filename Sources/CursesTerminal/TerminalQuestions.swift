import CNCurses
import Glibc

/// Asking the terminal, once, before curses takes it over.
struct TerminalQuestions {
  /// How long answers are waited for; a terminal in the same room needs a millisecond.
  static let patience: Duration = .milliseconds(100)

  /// Whether colours by their parts are asked for too.
  let asksForDirectColor: Bool

  /// Whether a terminal of that name can be asked without a mess.
  ///
  /// What is no emulator of xterm's kind may print the questions: the Linux console cuts OSC at the
  /// wrong place (console_codes(4), BUGS), old terminals know neither.
  static func suit(_ terminal: String) -> Bool {
    let deaf = ["linux", "dumb", "unknown", "vt", "ansi", "cons", "sun", "eterm", "emacs", "wyse"]
    return !terminal.isEmpty && !deaf.contains { terminal.hasPrefix($0) }
  }

  /// The questions, the one that all terminals answer last.
  ///
  /// The cursor goes back and the line is cleared: Apple's Terminal prints the last letter of
  /// questions about modes (neovim/neovim#28776).
  var text: String {
    let trial = TerminalAnswers.trial.map(String.init).joined(separator: ";")
    let color =
      asksForDirectColor ? "\u{1B}[38;2;\(trial)m\u{1B}P$qm\u{1B}\\\u{1B}[0m" : ""
    return "\u{1B}7\u{1B}]11;?\u{1B}\\\u{1B}[?2026$p\(color)\u{1B}[c\u{1B}8\u{1B}[K"
  }

  /// Asks and waits; nil if the terminal is not this program's to ask.
  ///
  /// What comes later is for `KeyDecoder` to swallow.
  func ask(_ device: TerminalDevice) -> TerminalAnswers? {
    guard device.isForeground else { return nil }
    var before = termios()
    guard tcgetattr(device.inputDescriptor, &before) == 0 else { return nil }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(device.inputDescriptor, TCSANOW, &quiet) == 0 else { return nil }
    defer { tcsetattr(device.inputDescriptor, TCSANOW, &before) }
    device.send(Array(text.utf8))
    return listen(device)
  }

  private func listen(_ device: TerminalDevice) -> TerminalAnswers {
    let deadline = ContinuousClock.now + Self.patience
    var bytes: [UInt8] = []
    while true {
      let left = deadline - ContinuousClock.now
      let milliseconds = Int32(left / .milliseconds(1)) + 1
      guard left > .zero else { break }
      var source = pollfd(fd: device.inputDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&source, 1, milliseconds) > 0 else { break }
      var buffer = [UInt8](repeating: 0, count: 1024)
      let count = read(device.inputDescriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
      if TerminalAnswers(bytes).isComplete { break }
    }
    return TerminalAnswers(bytes)
  }
}
