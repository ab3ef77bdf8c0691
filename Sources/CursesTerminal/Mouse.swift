/// Having a terminal report its mouse, which is done around curses.
///
/// Curses asks only for clicks, and in the coding that the terminal's description names: no drags
/// on xterm-256color, and columns up to 223 only where the description is tmux's or screen's
/// (ncurses 6.4, `lib_mouse.c`). The sequences are xterm's (ctlseqs, "Mouse Tracking"); a terminal
/// without one of them ignores it.
enum Mouse {
  /// Presses and wheel, then drags, then the coding without a limit.
  static let on = Array("\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h".utf8)
  /// The same in the reverse order.
  static let off = Array("\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l".utf8)

  /// Whether a terminal has a mouse to report, by its description.
  ///
  /// That of the Linux console claims one, but its kernel reports none: gpm draws and pastes there
  /// by itself, which asking for reports would only take away.
  static func isReported(by terminal: String) -> Bool {
    !terminal.hasPrefix("linux") && Capability.mouseReport.bytes?.isEmpty == false
  }
}
