import CNCurses
import Terminal

/// Ctrl-Z, and ending the way the shell expects it.
///
/// Curses would handle SIGTSTP itself, inside the signal handler and with calls that are not safe
/// there. Here the signal comes through the loop's pipe, so it meets the program between frames.
extension CursesScreen {
  /// Ends the process by a signal; to be called when the screen is gone and the terminal restored.
  ///
  /// A shell tells a program that died of Ctrl-C from one that ended by itself, and stops its
  /// script only after the former.
  public static func dieOfSignal(_ number: Int32) -> Never {
    cncurses_signals_die(number)
  }

  /// Gives the terminal back, stops until the shell continues the program, and takes it again.
  mutating func suspend() {
    session.device.send(session.pasteOff)
    def_prog_mode()
    endwin()
    cncurses_signals_stop()
    takeAgain()
  }

  /// Takes the terminal again after a stop that could not be prepared for, such as SIGSTOP.
  mutating func resume() {
    endwin()
    takeAgain()
  }

  private mutating func takeAgain() {
    // In the background this waits: setting modes there stops the process until `fg`.
    reset_prog_mode()
    session.device.send(session.pasteOn)
    // Nobody tells a stopped program that its window changed.
    if adoptDeviceSize() { events.append(.resize(size)) }
    drawAllNext()
  }
}
