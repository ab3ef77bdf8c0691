/// What a screen tells the program.
public enum InputEvent: Hashable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  /// Text pasted in one go: never to be taken for keys.
  case paste(String)
  case resize(Size)
  /// One of SIGINT, SIGQUIT, SIGTERM and SIGHUP.
  case signal(Int32)
  /// The terminal is gone: nothing can be read from it or shown on it any more.
  case hangUp
  /// A message is waiting in the mailbox.
  case wake
  /// The program was stopped, and runs again on a terminal that others wrote to.
  case continued
  /// The time that `App.nextTick` asked for has passed; the screen's time is now this, so that the
  /// program knows how much later it is without a clock of its own.
  case tick(at: Duration)
}
