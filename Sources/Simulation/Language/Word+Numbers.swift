// The numbers and quantities that a word can be read as.
extension Word {
  /// A whole number of things, none of them included.
  func count() throws(CommandError) -> Int {
    try integer("count", max: .max)
  }

  /// A plain decimal number of at most `max`; `noun` says what for.
  func integer<Number: FixedWidthInteger>(
    _ noun: String, max: Number
  ) throws(CommandError) -> Number {
    if let number = Word.integer(value, max: max) { return number }
    guard !value.isEmpty, value.utf8.allSatisfy(Word.isDigit) else {
      throw wrong("is no \(noun)", "expected a whole number such as 3")
    }
    throw wrong("is too large a \(noun)", "the largest is \(max)")
  }

  /// A place of the history: `12`, or `12.417` for a step inside a command.
  func place() throws(CommandError) -> Place {
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let position = Word.integer(String(parts[0]), max: Int.max),
      !parts[0].isEmpty,
      let step = parts.count == 1 ? 0 : Word.integer(String(parts[1]), max: Int.max)
    else { throw wrong("is no position", "expected a number such as 12, or 12.3 for a step") }
    return Place(position, step: step)
  }

  /// A prefix length, of either family.
  func mask() throws(CommandError) -> Int {
    try mask(value)
  }

  /// Prefix lengths with commas between them.
  func masks() throws(CommandError) -> [Int] {
    var masks: [Int] = []
    for part in value.split(separator: ",", omittingEmptySubsequences: false) {
      masks.append(try mask(String(part)))
    }
    return masks
  }

  private func mask(_ text: String) throws(CommandError) -> Int {
    guard let mask = Word.integer(text, max: 128) else {
      let bare = text.hasPrefix("/") ? Word.integer(String(text.dropFirst()), max: 128) : nil
      throw wrong(
        "is no prefix length",
        bare.map { "write it without the slash: \($0)" } ?? "expected a number from 0 to 128")
    }
    return mask
  }

  /// A number and its unit of time: `15s`.
  func span() throws(CommandError) -> TimeSpan {
    let advice = "expected a number and a unit: 15s, 5m, 2h or 3d"
    guard let unit = value.last.flatMap(TimeUnit.init(rawValue:)),
      let count = Word.integer(String(value.dropLast()), max: Int.max)
    else { throw wrong("is no duration", advice) }
    let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit.seconds)
    guard !isTooLong else { throw wrong("is too long a duration") }
    return TimeSpan(seconds: seconds)
  }

  /// A number each unit of time: `200/h`.
  func rate() throws(CommandError) -> Rate {
    let parts = value.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 1, let letter = parts[1].first,
      let unit = TimeUnit(rawValue: letter),
      let count = Word.integer(String(parts[0]), max: Int.max)
    else { throw wrong("is no rate", "expected a number each s, m, h or d, such as 200/h") }
    return Rate(count, per: unit)
  }

  /// A number, or a share: `3` or `25%`.
  func amount() throws(CommandError) -> Amount {
    guard let amount = Word.amount(value) else {
      throw wrong("is no amount", "expected a number or a share, such as 3 or 25%")
    }
    return amount
  }

  /// Two amounts of one kind: `60%..80%`.
  func load() throws(CommandError) -> LoadRange {
    let advice = "expected LOW..HIGH, such as 60%..80% or 100..200"
    guard let dots = value.firstRange(of: ".."),
      let low = Word.amount(String(value[..<dots.lowerBound])),
      let high = Word.amount(String(value[dots.upperBound...]))
    else { throw wrong("is no range", advice) }
    switch (low, high) {
    case (.count(let a), .count(let b)), (.percent(let a), .percent(let b)):
      guard a <= b else {
        throw wrong("has its ends the wrong way round", "did you mean \(high)..\(low)?")
      }
    default: throw wrong("mixes a number and a share", advice)
    }
    return LoadRange(low: low, high: high)
  }

  /// The number that `text` is, if it is made of digits alone and at most `max`.
  static func integer<Number: FixedWidthInteger>(_ text: String, max: Number) -> Number? {
    guard text.utf8.allSatisfy(isDigit), let number = Number(text), number <= max else {
      return nil
    }
    return number
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte
  }

  private static func amount(_ text: String) -> Amount? {
    guard text.hasSuffix("%") else { return integer(text, max: Int.max).map(Amount.count) }
    return integer(String(text.dropLast()), max: Int.max).map(Amount.percent)
  }
}
