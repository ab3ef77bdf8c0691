import CNCurses
import Glibc
import Terminal

/// Ctrl-Z, and ending the way the shell expects it.
///
/// Curses would handle SIGTSTP itself, inside the signal handler and with calls that are not safe
/// there. Here the signal comes through the loop's pipe, so it meets the program between frames.
///
///     Ctrl-Z ──► terminal given back ──► stopped ──► fg ──► terminal taken again, .continued
///                                          │  ▲
///                                          │  └── bg: there is no terminal to be had
///                                          └── kill %1 ──► .signal, the terminal left alone
extension CursesScreen {
  /// Ends the process by a signal; to be called when the screen is gone and the terminal restored.
  ///
  /// A shell tells a program that died of Ctrl-C from one that ended by itself, and stops its
  /// script only after the former.
  public static func dieOfSignal(_ number: Int32) -> Never {
    cncurses_signals_die(number)
  }

  /// Gives the terminal back, stops until the shell continues the program, and takes it again.
  mutating func suspend() -> InputEvent {
    session.device.send(session.modesOff)
    def_prog_mode()
    endwin()
    isSuspended = true
    return standAside()
  }

  /// Takes the terminal again after a stop that could not be prepared for, such as SIGSTOP.
  mutating func resume() -> InputEvent {
    guard session.device.isForeground else { return standAside() }
    endwin()
    takeAgain()
    return .continued
  }

  /// Presents again after a signal that woke the program up did not end it.
  mutating func takeAgain() {
    // From the background this stops the process until `fg`, by SIGTTOU.
    reset_prog_mode()
    isSuspended = false
    session.device.send(session.modesOn)
    // Nobody tells a stopped program that its window changed.
    if adoptDeviceSize() { events.append(.resize(size)) }
    drawAllNext()
  }

  /// Stops until the program is in the foreground, or is told to end.
  private mutating func standAside() -> InputEvent {
    // A program whose shell is gone cannot be stopped, and must not try for ever.
    for _ in 0..<16 {
      cncurses_signals_stop()
      while true {
        let number = cncurses_signals_next()
        if number == 0 { break }
        // `kill %1` sends its signal, then SIGCONT so that it is noticed.
        if [SIGINT, SIGQUIT, SIGTERM, SIGHUP].contains(number) { return .signal(number) }
      }
      if session.device.isForeground { break }
    }
    takeAgain()
    return .continued
  }
}
