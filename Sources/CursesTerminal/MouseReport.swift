import Terminal

/// The two codings in which terminals report a mouse.
///
///     ESC [ < code ; x ; y M      pressed, dragged, wheel        SGR, mode 1006
///     ESC [ < code ; x ; y m      released
///     ESC [ M code x y            a byte each, 32 added          X10, all older terminals
///
/// `code` is the button in its low bits, then Shift 4, Alt 8, Ctrl 16, motion 32, wheel 64, further
/// buttons 128. Both count cells from one.
enum MouseReport {
  /// More columns or rows than this no screen has: it is noise.
  private static let farthest = 1 << 15

  /// Reads what follows `ESC [ <`, its final byte included.
  static func numbered(_ body: ArraySlice<UInt8>) -> KeySequence {
    let length = body.endIndex
    let numbers = body.dropLast().split(
      separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
    ).map(number)
    guard numbers.count == 3, let code = numbers[0], let x = numbers[1], let y = numbers[2],
      let final = body.last, final == UInt8(ascii: "M") || final == UInt8(ascii: "m"),
      let kind = kind(code, isRelease: final == UInt8(ascii: "m"))
    else { return .ignored(length: length) }
    return sequence(kind, code: code, x: x, y: y, length: length)
  }

  /// Reads `ESC [ M` and the three bytes that follow.
  static func threeBytes(_ bytes: [UInt8]) -> KeySequence {
    let body = bytes.dropFirst(3).prefix(3)
    // What no report has in it begins something else: the report was broken off. A zero stands for
    // a place too far away to be told.
    if let broken = body.firstIndex(where: { $0 < 32 && $0 != 0 }) {
      return .ignored(length: broken)
    }
    guard body.count == 3 else { return .incomplete }
    let values = body.map { Int($0) - 32 }
    guard values.allSatisfy({ $0 >= 0 }) else { return .ignored(length: 6) }
    // Three in the low bits, without motion, is the release of a button that is not told.
    let isRelease = values[0] & 0b1110_0011 == 3
    guard let kind = isRelease ? .release(nil) : kind(values[0], isRelease: false) else {
      return .ignored(length: 6)
    }
    return sequence(kind, code: values[0], x: values[1], y: values[2], length: 6)
  }

  private static func sequence(
    _ kind: MouseEvent.Kind, code: Int, x: Int, y: Int, length: Int
  ) -> KeySequence {
    guard (1...farthest).contains(x), (1...farthest).contains(y) else {
      return .ignored(length: length)
    }
    var modifiers: MouseEvent.Modifiers = []
    if code & 4 != 0 { modifiers.insert(.shift) }
    if code & 8 != 0 { modifiers.insert(.alt) }
    if code & 16 != 0 { modifiers.insert(.control) }
    return .mouse(
      MouseEvent(kind, at: Point(x: x - 1, y: y - 1), modifiers: modifiers), length: length)
  }

  /// What a code without its modifiers means; nil for buttons that few mice have.
  private static func kind(_ code: Int, isRelease: Bool) -> MouseEvent.Kind? {
    guard code < 256 else { return nil }
    let low = code & 3
    switch code & 0b1110_0000 {
    case 0:
      guard let button = button(low) else { return nil }
      return isRelease ? .release(button) : .press(button)
    case 32:
      // Some terminals say so while the button is let go; the release itself comes as well.
      guard !isRelease else { return nil }
      return button(low).map { .drag($0) } ?? .move
    case 64:
      // A swipe sideways must never look like a press of the right button, which low bits of 2 are
      // without the 64.
      return isRelease ? nil : .wheel(MouseEvent.Direction.allCases[low])
    default: return nil
    }
  }

  private static func button(_ low: Int) -> MouseEvent.Button? {
    switch low {
    case 0: .left
    case 1: .middle
    case 2: .right
    default: nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
