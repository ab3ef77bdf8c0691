/// A key as a terminal reports it.
public enum Key: Hashable, Sendable {
  case character(Unicode.Scalar)
  /// A lower-case letter, a space or one of `\ ] ^ _` pressed together with Ctrl.
  case control(Unicode.Scalar)
  case alt(Unicode.Scalar)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
}
