import CNCurses

/// The terminal's own control strings, by their terminfo names.
enum Capability: String {
  case cursorAddress = "cup"
  case leaveScreen = "rmcup"
  case keypadOff = "rmkx"
  case showCursor = "cnorm"
  case attributesOff = "sgr0"
  case colorsOff = "op"
  case pasteOn = "BE"
  case pasteOff = "BD"
  case mouseReport = "kmous"

  /// What to send; nil if the terminal cannot do it, or curses was not started.
  var bytes: [UInt8]? {
    guard let text = cncurses_capability(rawValue) else { return nil }
    return Self.withoutPadding(Array(String(cString: text).utf8))
  }

  /// What makes a terminal usable again when the program cannot say goodbye properly.
  static var resetSequence: [UInt8] {
    let parts: [Capability] = [.keypadOff, .attributesOff, .colorsOff, .showCursor]
    let reset = parts.flatMap { $0.bytes ?? [] }
    // Without a second screen to leave, the shell should at least go on below the picture.
    return reset + (Capability.leaveScreen.bytes ?? Array("\u{1B}[999;1H\r\n".utf8))
  }

  /// Terminfo asks old terminals for a rest with `$<2>`: meant for `tputs`, not for the terminal.
  static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.first {
      if rest.starts(with: "$<".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
