import CSimdjson

/// A text without what a terminal would act on: colours, titles, hyperlinks (ECMA-48 8.3, 5.6).
///
/// `kubecolor` and `grep --color` write them into files when told to. No JSON and no YAML may hold
/// the escape character itself, so that nothing else can be meant by it.
final class PlainFeed: ByteFeed {
  private let feed: any ByteFeed
  private var state: State = .start

  private enum State {
    case start, text
    /// Behind the escape character; behind `ESC [`; within what `ESC ]` and its like begin.
    case escape, control, string
    /// Behind the escape character that may end such a string.
    case stringEscape
    /// UTF-16, in which the byte is a half of other characters.
    case untouched
  }

  private static let escape: UInt8 = 0x1B

  init(_ feed: any ByteFeed) { self.feed = feed }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    while true {
      let count = try next(into: buffer)
      guard count > 0 else { return 0 }
      let bytes = buffer.prefix(count).bindMemory(to: UInt8.self)
      if case .start = state {
        let isUTF16 = bytes.prefix(4).contains { $0 == 0 || $0 >= 0xFE }
        state = isUTF16 ? .untouched : .text
      }
      let left = plain(bytes)
      if left > 0 { return left }
    }
  }

  /// The next bytes; of the first so many that they tell what they are.
  private func next(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    var count = try feed.read(into: buffer)
    guard case .start = state else { return count }
    while count > 0, count < min(4, buffer.count) {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      let more = try feed.read(into: rest)
      if more == 0 { break }
      count += more
    }
    return count
  }

  /// Moves what is text to the head and answers how much that is.
  private func plain(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    if case .untouched = state { return bytes.count }
    var kept = 0
    if case .text = state {
      kept = csimdjson_find(bytes.baseAddress, bytes.count, Self.escape)
    }
    for index in kept..<bytes.count where takes(bytes[index]) {
      bytes[kept] = bytes[index]
      kept += 1
    }
    return kept
  }

  /// Goes on by one byte; whether it is text.
  private func takes(_ byte: UInt8) -> Bool {
    // No sequence goes over a line: one that was cut off must not take the rest of the file.
    if byte == UInt8(ascii: "\n") {
      state = .text
      return true
    }
    switch state {
    case .start, .text, .untouched:
      guard byte == Self.escape else { return true }
      state = .escape
    case .escape:
      switch Unicode.Scalar(byte) {
      case "[": state = .control
      case "]", "P", "X", "^", "_": state = .string
      default: state = (0x20...0x2F).contains(byte) ? .escape : .text
      }
    case .control:
      if (0x40...0x7E).contains(byte) { state = .text }
    case .string:
      // BEL, or the two bytes of ST.
      if byte == 0x07 { state = .text }
      if byte == Self.escape { state = .stringEscape }
    case .stringEscape:
      state = byte == UInt8(ascii: "\\") ? .text : .string
    }
    return false
  }
}

extension UnsafeMutableRawBufferPointer {
  fileprivate func prefix(_ count: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: self[..<count])
  }
}
