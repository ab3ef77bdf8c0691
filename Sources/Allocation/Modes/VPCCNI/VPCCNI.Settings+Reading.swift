import Addressing

/// Reading the values of options.
extension VPCCNI.Settings {
  static func number(
    _ option: ModeOption, in range: ClosedRange<Int>
  ) throws(OptionError) -> Int {
    guard let number = Int(option.value), range.contains(number) else {
      throw wrong(option, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A number, or the word for what the system reckons itself.
  static func limit(
    _ option: ModeOption, _ word: String, in range: ClosedRange<Int>
  ) throws(OptionError) -> Int? {
    if option.value == word { return nil }
    guard let number = Int(option.value), range.contains(number) else {
      throw wrong(
        option, "\"\(word)\" or a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Seconds, with or without their `s`.
  static func seconds(_ option: ModeOption) throws(OptionError) -> Int {
    let digits = option.value.hasSuffix("s") ? option.value.dropLast() : option.value[...]
    guard let seconds = Int(digits), 0...86_400 ~= seconds else {
      throw wrong(option, "a number of seconds up to 86400, such as 30s")
    }
    return seconds
  }

  static func choice(_ option: ModeOption, of values: [String]) throws(OptionError) -> Int {
    guard let position = values.firstIndex(of: option.value) else {
      throw wrong(option, "one of \(values.joined(separator: ", "))")
    }
    return position
  }

  static func prefixes(_ option: ModeOption) throws(OptionError) -> [IPPrefix] {
    if option.value == "none" { return [] }
    var prefixes: [IPPrefix] = []
    for word in option.value.split(separator: ",") {
      guard let prefix = IPPrefix(String(word)), prefix.family == .v4, prefix.length <= 28 else {
        throw wrong(option, "none, or IPv4 CIDRs of /28 or wider with commas between")
      }
      prefixes.append(prefix)
    }
    return prefixes
  }

  static func elsewhere(_ option: ModeOption) throws(OptionError) -> Elsewhere {
    if option.value == "none" { return .nothing }
    if option.value == "one-per-28" { return .oneEach }
    guard option.value.hasSuffix("%"), let share = Int(option.value.dropLast()), 1...99 ~= share
    else { throw wrong(option, "none, one-per-28, or a share such as 20%") }
    return .percent(share)
  }

  private static func wrong(_ option: ModeOption, _ right: String) -> OptionError {
    OptionError(key: option.key, reason: "\"\(option.value)\" is not \(right)")
  }
}

extension VPCCNI {
  /// The type an option names, in the words of ipamd when nobody knows it.
  static func knownType(_ option: ModeOption) throws(OptionError) -> String {
    guard PodCapacity(ofEC2: option.value) != nil else {
      throw OptionError(key: option.key, reason: unknownType(option.value))
    }
    return option.value
  }

  /// `UnknownInstanceType` of `pkg/awsutils/awsutils.go`.
  static func unknownType(_ type: String) -> String {
    "vpc ip resource(eni ip limit): unknown instance type: \(type)"
  }
}
