import Terminal

/// The first key, or other sequence, in what a terminal sent.
enum KeySequence: Equatable {
  case incomplete
  case key(Key, length: Int)
  case mouse(MouseEvent, length: Int)
  case pasteBegins(length: Int)
  /// A sequence that means nothing here, or bytes that are no character.
  case ignored(length: Int)

  private static let escape: UInt8 = 0x1B

  /// Reads from the start of bytes that are not empty.
  static func parse(_ bytes: ArraySlice<UInt8>) -> KeySequence {
    let bytes = Array(bytes)
    guard bytes[0] == escape else { return character(bytes, from: 0) { $0 } }
    guard bytes.count > 1 else { return .incomplete }
    switch bytes[1] {
    case escape:
      // Escape pressed before a key that itself begins with ESC.
      return .key(.escape, length: 1)
    case UInt8(ascii: "["): return controlSequence(bytes)
    case UInt8(ascii: "O"): return singleShift(bytes)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      return string(bytes)
    default:
      return character(bytes, from: 1) { key in
        if case .character(let scalar) = key { return .alt(scalar) }
        return key
      }
    }
  }

  /// A control character or one scalar of UTF-8, which `change` may give another meaning.
  private static func character(
    _ bytes: [UInt8], from start: Int, _ change: (Key) -> Key
  ) -> KeySequence {
    let first = bytes[start]
    if first < 0x20 || first == 0x7F {
      return .key(change(control(first)), length: start + 1)
    }
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first < 0x80 || (0xC2...0xF4).contains(first) else { return .ignored(length: start + 1) }
    let present = bytes[start...].prefix(length)
    guard present.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else {
      return .ignored(length: start + 1)
    }
    guard present.count == length else { return .incomplete }
    guard let scalar = String(validating: present, as: UTF8.self)?.unicodeScalars.first,
      !(0x80..<0xA0).contains(scalar.value)
    else { return .ignored(length: start + length) }
    return .key(change(.character(scalar)), length: start + length)
  }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    // Enter sends CR; a script that feeds a terminal often sends LF and means the same.
    case 0x0A, 0x0D: .enter
    case escape: .escape
    case 0x1C...0x1F: .control(Unicode.Scalar(byte + 0x40))
    default: .control(Unicode.Scalar(byte + 0x60))
    }
  }

  /// `ESC [`, parameter bytes 30–3F, intermediate bytes 20–2F, one final byte 40–7E (ECMA-48 5.4).
  private static func controlSequence(_ bytes: [UInt8]) -> KeySequence {
    guard bytes.count > 2 else { return .incomplete }
    if bytes[2] == UInt8(ascii: "[") {
      // The Linux console sends F1–F5 as ESC [ [ A to ESC [ [ E.
      guard bytes.count > 3 else { return .incomplete }
      let number = Int(bytes[3]) - 0x40
      return (1...5).contains(number)
        ? .key(.function(number), length: 4) : .ignored(length: 4)
    }
    if bytes[2] == UInt8(ascii: "M") { return MouseReport.threeBytes(bytes) }
    guard let end = bytes[2...].firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      return .incomplete
    }
    // A control character breaks the sequence off and counts for itself.
    guard (0x40...0x7E).contains(bytes[end]) else { return .ignored(length: end) }
    let length = end + 1
    if bytes[2] == UInt8(ascii: "<") { return MouseReport.numbered(bytes[3...end]) }
    let numbers = bytes[2..<end].split(
      separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
    ).map { Int(String(decoding: $0, as: UTF8.self)) }
    switch bytes[end] {
    case UInt8(ascii: "~"):
      if numbers.first == 200 { return .pasteBegins(length: length) }
      return tilde(numbers.first ?? nil).map { .key($0, length: length) }
        ?? .ignored(length: length)
    case UInt8(ascii: "R") where (numbers.first ?? nil).map { $0 != 1 } ?? false:
      // Not F3, which would have a 1 here, but an answer to where the cursor is.
      return .ignored(length: length)
    case UInt8(ascii: "u"):
      return extended(numbers).map { .key($0, length: length) } ?? .ignored(length: length)
    default:
      if let modifier = Self.modifier(numbers), let arrow = arrow(bytes[end]) {
        return .key(.arrow(arrow, modifier), length: length)
      }
      let key = letter(bytes[end]) ?? (end == 2 ? shiftedArrow(bytes[end]) : nil)
      return key.map { .key($0, length: length) } ?? .ignored(length: length)
    }
  }

  /// The key held down with an arrow, by the second number: one more than the sum of Shift 1,
  /// Alt 2, Ctrl 4 (xterm, ctlseqs "PC-Style Function Keys"); several at once are none.
  private static func modifier(_ numbers: [Int?]) -> Key.Modifier? {
    guard numbers.count == 2, numbers[0] == 1 else { return nil }
    switch numbers[1] {
    case 2: return .shift
    case 3: return .alt
    case 5: return .control
    default: return nil
    }
  }

  private static func arrow(_ final: UInt8) -> Key.Arrow? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    default: nil
    }
  }

  /// rxvt sends arrows with Shift as `ESC [ a` to `ESC [ d`, and those with Ctrl after `ESC O`.
  private static func shiftedArrow(_ final: UInt8) -> Key? {
    guard (0x61...0x64).contains(final) else { return nil }
    return arrow(final - 0x20).map { .arrow($0, .shift) }
  }

  /// `ESC O`, perhaps a modifier's digits, one final byte.
  private static func singleShift(_ bytes: [UInt8]) -> KeySequence {
    guard let end = bytes[2...].firstIndex(where: { !(0x30...0x3B).contains($0) }) else {
      return .incomplete
    }
    guard bytes[end] >= 0x40 else { return .ignored(length: end) }
    let key = letter(bytes[end]) ?? keypad(bytes[end]) ?? controlArrow(bytes[end])
    return key.map { .key($0, length: end + 1) } ?? .ignored(length: end + 1)
  }

  private static func controlArrow(_ final: UInt8) -> Key? {
    guard (0x61...0x64).contains(final) else { return nil }
    return arrow(final - 0x20).map { .arrow($0, .control) }
  }

  /// The number block, which an application keypad reports apart from the keys it doubles.
  private static func keypad(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "M"): .enter
    // `j` to `y` stand for `*` to `9`, in the order of ASCII (VT100 User Guide, table 3-8).
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Unicode.Scalar(final - 0x40))
    default: nil
    }
  }

  /// Up to BEL or `ESC \`.
  private static func string(_ bytes: [UInt8]) -> KeySequence {
    for index in 2..<max(2, bytes.count) {
      if bytes[index] == 0x07 { return .ignored(length: index + 1) }
      guard bytes[index] == escape else { continue }
      guard index + 1 < bytes.count else { return .incomplete }
      return .ignored(length: bytes[index + 1] == UInt8(ascii: "\\") ? index + 2 : index)
    }
    return .incomplete
  }

  /// Keys whose sequence ends in a letter; only of arrows are the modifiers told apart.
  private static func letter(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "Z"): .backTab
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final - UInt8(ascii: "P")) + 1)
    default: nil
    }
  }

  /// Keys of the form `ESC [ number ~`: xterm's, and Home and End of rxvt and the Linux console.
  private static func tilde(_ number: Int?) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case let number? where (11...15).contains(number): .function(number - 10)
    case let number? where (17...21).contains(number): .function(number - 11)
    case let number? where (23...26).contains(number): .function(number - 12)
    case let number? where (28...29).contains(number): .function(number - 13)
    case let number? where (31...34).contains(number): .function(number - 14)
    default: nil
    }
  }

  /// `ESC [ code ; modifiers u`, as xterm sends keys that have no byte of their own.
  private static func extended(_ numbers: [Int?]) -> Key? {
    guard let code = numbers.first ?? nil,
      let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init)
    else { return nil }
    // Modifiers are bits above one: 1 Shift, 2 Alt, 4 Ctrl.
    let modifiers = (numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1
    if code < 0x20 || code == 0x7F { return control(UInt8(code)) }
    // kitty numbers its keys without a character in the private use area.
    guard TextWidth.columns(of: scalar) ?? 0 > 0,
      scalar.properties.generalCategory != .privateUse
    else { return nil }
    if modifiers & 4 != 0, ("a"..."z").contains(scalar) || scalar == " " { return .control(scalar) }
    return modifiers & 2 != 0 ? .alt(scalar) : .character(scalar)
  }
}
