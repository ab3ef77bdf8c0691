public import Terminal
public import UserFiles

/// What a file says of one action: all the keys that take it, and where it says so.
public struct KeyBinding: Hashable, Sendable {
  /// The action's name.
  public let action: String
  /// The keys; none takes the action its keys.
  public let keys: [Key]
  /// The file, for messages.
  public let file: String
  /// The line of the action's name, from 1.
  public let line: Int
  /// The column of the action's name, from 1.
  public let column: Int

  /// A complaint about it.
  public func fault(_ message: String) -> FileFault {
    FileFault(file: file, line: line, column: column, message)
  }
}

extension Key {
  /// Why the key never reaches the program from a terminal; nil if it does.
  var obstacle: String? {
    switch self {
    case .control("c"), .control("z"), .control("\\"):
      "the terminal makes a signal of \(notation)"
    case .control("i"): "terminals send <Tab> for \(notation)"
    case .control("j"), .control("m"): "terminals send <Enter> for \(notation)"
    case .control("h"): "terminals send <BS> for \(notation)"
    // What xterm begins its strings and sequences with: CSI, SS3, OSC, DCS, APC, PM and SOS.
    case .alt("["), .alt("O"), .alt("]"), .alt("P"), .alt("_"), .alt("^"), .alt("X"):
      "terminals begin other keys and their answers with \(notation)"
    default: nil
    }
  }
}
