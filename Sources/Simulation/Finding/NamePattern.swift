import Allocation

/// What a name must be like: a part of it, all of it, or a glob with `*` and `?`.
///
/// Letters of ASCII match in both cases: names of Kubernetes have one case only, and people type
/// what is nearest.
public struct NamePattern: Hashable, Sendable {
  /// The text as it was written.
  public let text: String
  /// Whether it must be the whole name and not only a part.
  public let isWhole: Bool
  private let bytes: [UInt8]
  private let isGlob: Bool
  /// Whether the pattern is about a name with its namespace.
  let hasSlash: Bool

  /// Names that contain `text`, or are like it if it is a glob or the whole is meant.
  public init(_ text: String, isWhole: Bool = false) {
    self.text = text
    self.isWhole = isWhole
    bytes = text.utf8.map(Self.lowered)
    isGlob = bytes.contains(Self.star) || bytes.contains(Self.question)
    hasSlash = bytes.contains(UInt8(ascii: "/"))
  }

  /// Whether `name` is like the pattern.
  public func matches(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { matches(UnsafeRawBufferPointer($0)) }
  }

  /// Whether the bytes of a name are like the pattern.
  func matches(_ name: UnsafeRawBufferPointer) -> Bool {
    if isGlob { return globs(name) }
    if isWhole { return name.count == bytes.count && isAt(0, in: name) }
    guard let first = bytes.first, bytes.count <= name.count else { return bytes.isEmpty }
    for start in 0...(name.count - bytes.count)
    where Self.lowered(name[start]) == first && isAt(start, in: name) { return true }
    return false
  }

  private func isAt(_ start: Int, in name: UnsafeRawBufferPointer) -> Bool {
    for index in bytes.indices where Self.lowered(name[start + index]) != bytes[index] {
      return false
    }
    return true
  }

  /// A glob against the whole name; of a star that took too little only the last is tried again.
  ///
  ///     node-*7   against node-107:   node- then * takes nothing, "1", "10", and 7 fits
  private func globs(_ name: UnsafeRawBufferPointer) -> Bool {
    var (place, index) = (0, 0)
    var star: (index: Int, place: Int)?
    while place < name.count {
      if index < bytes.count, bytes[index] == Self.star {
        star = (index, place)
        index += 1
      } else if index < bytes.count,
        bytes[index] == Self.question || bytes[index] == Self.lowered(name[place])
      {
        // A question mark stands for a character: what continues one in UTF-8 goes with it.
        let isAny = bytes[index] == Self.question
        place += 1
        while isAny, place < name.count, name[place] & 0xC0 == 0x80 { place += 1 }
        index += 1
      } else if let last = star {
        star = (last.index, last.place + 1)
        (place, index) = (last.place + 1, last.index + 1)
      } else {
        return false
      }
    }
    while index < bytes.count, bytes[index] == Self.star { index += 1 }
    return index == bytes.count
  }

  private static let star = UInt8(ascii: "*")
  private static let question = UInt8(ascii: "?")

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}

extension NamePattern {
  /// The sign that stands before the pattern.
  func sign(isLike: Bool) -> String {
    switch (isWhole, isLike) {
    case (true, true): "="
    case (true, false): "!="
    case (false, true): "~"
    case (false, false): "!~"
    }
  }

  /// The text as a condition of its own: bare where that reads back as the same, else in quotes.
  var word: String {
    NodeQuery.isReserved(text) || NodeQueryReader.looksLikeAddress(text) ? Word.quoted(text) : value
  }

  /// The text after a sign, where only the words between conditions mean something else.
  var value: String {
    let isBare = text.unicodeScalars.allSatisfy(NodeQueryScanner.isWordScalar)
    return isBare && !text.isEmpty && !NodeQuery.joints.contains(text) ? text : Word.quoted(text)
  }
}

extension NamePattern {
  /// Whether all names of a run of pods are like the pattern, or none; nil where it depends on their
  /// numbers, or where they were written out.
  func verdict(onRun run: PodSegment) -> Bool? {
    guard let app = run.app else { return nil }
    let stem = hasSlash ? "\(run.namespace)/\(app)-" : "\(app)-"
    if matchesAllThatBegin(with: stem) { return true }
    return canMatchNumber(after: stem) ? nil : false
  }

  /// Whether whatever begins so matches.
  private func matchesAllThatBegin(with stem: String) -> Bool {
    if isGlob { return bytes.last == Self.star && matches(stem) }
    return !isWhole && matches(stem)
  }

  /// Whether digits after `stem` could make a match; in doubt they could.
  private func canMatchNumber(after stem: String) -> Bool {
    let stem = stem.utf8.map(Self.lowered)
    if isGlob || isWhole {
      let fixed = bytes.prefix { $0 != Self.star && $0 != Self.question }
      guard isGlob || fixed.count > stem.count else { return false }
      return zip(fixed, stem).allSatisfy { $0 == $1 }
        && fixed.dropFirst(stem.count).allSatisfy(Self.isDigit)
    }
    // A part of a name that reaches into the number: the end of the stem, and digits.
    let digits = bytes.reversed().prefix(while: Self.isDigit).count
    let before = bytes.dropLast(digits)
    return digits > 0 && before.count <= stem.count
      && stem.suffix(before.count).elementsEqual(before)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
