import Terminal

/// Turns the bytes a terminal sends into events.
///
/// Curses could do this, but passes on what it does not know byte by byte: an unknown sequence
/// `ESC [ A` would reach the program as three keys, the last of them a command. Here a sequence is
/// always swallowed to its end, known or not.
///
///     ESC            Escape, if nothing follows for a moment
///     ESC x          Alt-x
///     ESC [ … final  CSI: arrows, Home, F5, pasted text, the mouse
///     ESC O final    SS3: arrows and F1–F4 of the application keypad
///     ESC ] … BEL    OSC and the other strings: answers to questions, dropped
struct KeyDecoder {
  /// What an unfinished sequence is, which decides how long to wait for its rest.
  enum Unfinished: Equatable {
    case escape, sequence, string, paste
  }

  /// A paste longer than this is cut: it is text for a prompt, not a file transfer.
  static let longestPaste = 1 << 20

  /// A string sequence longer than this is no answer to anything and is given up.
  private static let longestSequence = 4096

  private var buffer: [UInt8] = []
  private var pasted: [UInt8]?

  /// What is waiting for more bytes; nil if nothing is.
  var unfinished: Unfinished? {
    if pasted != nil { return .paste }
    if buffer.isEmpty { return nil }
    if buffer == [0x1B] { return .escape }
    // With nothing after them, `ESC ]` and its like may also be Alt and that key.
    return buffer.count > 2 && "]P_^X".utf8.contains(buffer[1]) ? .string : .sequence
  }

  /// Takes bytes as they come, in pieces of any length, and returns the events they complete.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    buffer += bytes
    var events: [InputEvent] = []
    while !buffer.isEmpty {
      if pasted != nil {
        guard let paste = continuePaste() else { return events }
        events.append(.paste(paste))
        continue
      }
      switch KeySequence.parse(buffer[...]) {
      case .incomplete:
        guard buffer.count > Self.longestSequence else { return events }
        buffer = []
      case .key(let key, let length):
        events.append(.key(key))
        buffer.removeFirst(length)
      case .mouse(let event, let length):
        events.append(.mouse(event))
        buffer.removeFirst(length)
      case .pasteBegins(let length):
        pasted = []
        buffer.removeFirst(length)
      case .ignored(let length):
        buffer.removeFirst(length)
      }
    }
    return events
  }

  /// Gives up waiting: the time within which a terminal sends the rest of a sequence has passed.
  mutating func flush() -> [InputEvent] {
    defer { buffer = [] }
    if let text = pasted {
      pasted = nil
      return [.paste(Self.text(text + buffer))]
    }
    // `ESC [`, `ESC O` and the like begin a sequence, or are Alt with that character.
    if buffer == [0x1B] { return [.key(.escape)] }
    if buffer.count == 2, buffer[0] == 0x1B, (0x20...0x7E).contains(buffer[1]) {
      return [.key(.alt(Unicode.Scalar(buffer[1])))]
    }
    return []
  }

  /// Moves pasted bytes out of the buffer; returns the text once its end has come.
  private mutating func continuePaste() -> String? {
    let mark = Array("\u{1B}[201~".utf8)
    if let end = buffer.firstRange(of: mark) {
      let text = (pasted ?? []) + buffer[..<end.lowerBound]
      buffer.removeSubrange(..<end.upperBound)
      pasted = nil
      return Self.text(text)
    }
    // The end mark may have come in part: that part stays in the buffer.
    let kept = (1..<mark.count).reversed().first { buffer.suffix($0) == mark.prefix($0) } ?? 0
    let taken = buffer.prefix(buffer.count - kept)
    let room = Self.longestPaste - (pasted?.count ?? 0)
    pasted?.append(contentsOf: taken.prefix(room))
    buffer.removeFirst(taken.count)
    return nil
  }

  /// Terminals send a line's end as Enter would be sent.
  private static func text(_ bytes: some Collection<UInt8>) -> String {
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\r" || (scalar == "\n" && previous != "\r") {
        scalars.append("\n")
      } else if scalar != "\n" {
        scalars.append(scalar)
      }
      previous = scalar
    }
    return String(scalars)
  }
}
