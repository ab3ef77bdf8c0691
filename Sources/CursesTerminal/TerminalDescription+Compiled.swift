/// The form in which curses reads descriptions (ncurses 6.4, term(5), "Extended Number Format").
extension TerminalDescription {
  /// Octal 01036: numbers have 32 bits, as those of many colours need.
  private static let magic = 0x21E

  /// The value for `TERMINFO` that makes curses read this description.
  var environmentValue: String {
    let digits = Array("0123456789abcdef".utf8)
    let hex = compiled.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return "hex:" + String(decoding: hex, as: UTF8.self)
  }

  /// The bytes of a compiled description.
  ///
  ///     header  names  flags  (pad)  numbers  places of strings  strings  (pad)
  ///     header  flags  (pad)  numbers  places of strings and names  strings  names
  var compiled: [UInt8] {
    let title = Array(names.utf8) + [0]
    var table = StringTable()
    let places = strings.map { table.add($0) }
    var bytes =
      Self.short(Self.magic) + Self.short(title.count) + Self.short(flags.count)
      + Self.short(numbers.count) + Self.short(strings.count) + Self.short(table.bytes.count)
    bytes += title
    bytes += flags.map { $0 ? 1 : 0 }
    if bytes.count % 2 == 1 { bytes.append(0) }
    bytes += numbers.flatMap { Self.long($0 ?? -1) }
    bytes += places.flatMap(Self.short)
    bytes += table.bytes
    if bytes.count % 2 == 1 { bytes.append(0) }
    return bytes + compiledNamed
  }

  private var compiledNamed: [UInt8] {
    let flags = namedFlags.keys.sorted()
    let numbers = namedNumbers.keys.sorted()
    let strings = namedStrings.keys.sorted()
    var values = StringTable()
    let valuePlaces = strings.map { values.add(namedStrings[$0]) }
    var names = StringTable()
    let namePlaces = (flags + numbers + strings).map { names.add(Array($0.utf8)) }
    var bytes =
      Self.short(flags.count) + Self.short(numbers.count) + Self.short(strings.count)
      + Self.short(valuePlaces.count + namePlaces.count)
      + Self.short(values.bytes.count + names.bytes.count)
    bytes += flags.map { namedFlags[$0] == true ? 1 : 0 }
    if bytes.count % 2 == 1 { bytes.append(0) }
    bytes += numbers.flatMap { Self.long(namedNumbers[$0] ?? -1) }
    // The places of names are counted from the end of the values.
    bytes += (valuePlaces + namePlaces).flatMap(Self.short)
    return bytes + values.bytes + names.bytes
  }

  /// Strings one after another, each with a zero at its end.
  private struct StringTable {
    var bytes: [UInt8] = []

    /// Where the string begins; -1 for one that is not there.
    mutating func add(_ string: [UInt8]?) -> Int {
      guard let string else { return -1 }
      let place = bytes.count
      bytes += string + [0]
      return place
    }
  }

  private static func short(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func long(_ value: Int32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
