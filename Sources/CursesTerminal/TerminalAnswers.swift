/// What a terminal said of itself when it was asked, and what it sent besides.
///
///     ESC ] 11 ; rgb:RRRR/GGGG/BBBB ST   the colour of its background
///     ESC [ ? 2026 ; n $ y               whether it draws between two marks at once
///     ESC P 1 $ r … m ST                 the colours that it took from a request, as it has them
///     ESC [ ? … c                        what it is: every terminal answers that, so it comes last
struct TerminalAnswers: Equatable {
  /// Red, green and blue, 0 to 65535 each.
  var background: [Int]?
  /// Whether synchronised output can be had; nil if the terminal did not say.
  var canSynchronize: Bool?
  /// Whether a colour that was given by its parts is still that very colour.
  var hasDirectColor = false
  /// Whether the last question was answered, so that nothing more will come.
  var isComplete = false
  /// What was typed meanwhile, and what is no answer.
  var rest: [UInt8] = []

  /// The colour that is asked back: one that no palette has.
  static let trial = [1, 2, 3]

  /// Takes the answers out of what came; an answer that is not whole yet stays in the rest.
  init(_ bytes: [UInt8] = []) {
    var place = 0
    while place < bytes.count {
      if let length = take(bytes[place...]) {
        place += length
      } else {
        rest.append(bytes[place])
        place += 1
      }
    }
  }

  /// Takes one answer; returns its length, nil if there is none here.
  private mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count > 2, bytes.first == 0x1B else { return nil }
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "]"), UInt8(ascii: "P"): return takeString(bytes)
    case UInt8(ascii: "["): return takeReport(bytes)
    default: return nil
    }
  }

  private mutating func takeString(_ bytes: ArraySlice<UInt8>) -> Int? {
    let isCommand = bytes[bytes.startIndex + 1] == UInt8(ascii: "]")
    let body = bytes.dropFirst(2)
    guard let end = body.firstIndex(where: { $0 == 0x07 || $0 == 0x1B }) else { return nil }
    let isShort = bytes[end] == 0x07
    guard isShort || bytes[end...].starts(with: [0x1B, UInt8(ascii: "\\")]) else { return nil }
    let text = String(decoding: body[..<end], as: UTF8.self)
    if isCommand {
      guard text.hasPrefix("11;") else { return nil }
      background = Self.color(text.dropFirst(3))
    } else {
      guard text.dropFirst().hasPrefix("$r") else { return nil }
      hasDirectColor = Self.isTrial(text.dropFirst(3))
    }
    return end - bytes.startIndex + (isShort ? 1 : 2)
  }

  private mutating func takeReport(_ bytes: ArraySlice<UInt8>) -> Int? {
    let body = bytes.dropFirst(2)
    guard body.first == UInt8(ascii: "?"),
      let end = body.firstIndex(where: { (0x40...0x7E).contains($0) })
    else { return nil }
    let text = String(decoding: body[..<end].dropFirst(), as: UTF8.self)
    switch bytes[end] {
    case UInt8(ascii: "c"): isComplete = true
    case UInt8(ascii: "y") where text.hasPrefix("2026;") && text.hasSuffix("$"):
      // 1 is on, 2 off; 0 is not known, 3 and 4 cannot be changed (DEC STD 070, DECRPM).
      canSynchronize = ["1", "2"].contains(text.dropFirst(5).dropLast())
    default: return nil
    }
    return end - bytes.startIndex + 1
  }

  /// `rgb:` and three parts of one to four digits of base 16 each (XParseColor).
  private static func color(_ text: Substring) -> [Int]? {
    guard text.hasPrefix("rgb:") || text.hasPrefix("rgba:") else { return nil }
    let parts = text.drop { $0 != ":" }.dropFirst().split(
      separator: "/", omittingEmptySubsequences: false
    ).prefix(3).map { part -> Int? in
      guard (1...4).contains(part.utf8.count), let value = Int(part, radix: 16), value >= 0 else {
        return nil
      }
      return value * 65535 / ((1 << (4 * part.utf8.count)) - 1)
    }
    let known = parts.compactMap { $0 }
    return known.count == 3 ? known : nil
  }

  /// Whether a list of SGR numbers has the trial colour in it, with semicolons or colons.
  private static func isTrial(_ text: Substring) -> Bool {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard let place = numbers.firstIndex(of: 38), numbers.dropFirst(place + 1).first == 2 else {
      return false
    }
    let parts = numbers.dropFirst(place + 2)
    // With colons a colour space may come first, though most leave it empty.
    return Array(parts.prefix(3)) == trial || Array(parts.dropFirst().prefix(3)) == trial
  }

  /// Whether the background is nearer to white than to black, as eyes have it; nil if unknown.
  var isLight: Bool? {
    background.map { 2126 * $0[0] + 7152 * $0[1] + 722 * $0[2] > 10_000 * 65535 / 2 }
  }
}
