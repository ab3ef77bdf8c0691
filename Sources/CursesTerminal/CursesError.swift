/// Why there is no screen.
public enum CursesError: Error, Hashable, CustomStringConvertible {
  /// Keys cannot be read from, or frames not shown on, something that is no terminal.
  case notATerminal(String)
  case cannotOpen(path: String, reason: String)
  /// A terminal that can only print line after line.
  case cannotPlaceCursor(terminal: String)
  case unknownTerminal(tried: [String])
  case noDescriptors

  /// A sentence for the user that says what would have been right.
  public var description: String {
    switch self {
    case .notATerminal(let name):
      "\(name) is not a terminal: the explorer needs one to read keys from and to draw on"
    case .cannotOpen(let path, let reason):
      "\"\(path)\": cannot be opened as a terminal: \(reason)"
    case .cannotPlaceCursor(let terminal):
      "TERM=\"\(terminal)\": this terminal cannot place its cursor; "
        + "set TERM to what it really is, such as xterm-256color"
    case .unknownTerminal(let tried):
      "no terminal description is installed for any of \(tried.joined(separator: ", ")): "
        + "install ncurses-base, or set TERM to a terminal that is described"
    case .noDescriptors:
      "no file descriptor is left to open the terminal with: close some files or raise ulimit -n"
    }
  }
}
