/// A line that was typed, to be offered again by the arrow up, at the next start too.
///
///     :add nodes 3      a command
///     /used > 80%       what was searched for
///     &zone=a           which nodes were shown
///     @10.0.64.0/20     where somebody went
public struct TypedLine: Hashable, Sendable, CustomStringConvertible {
  let kind: Prompt.Kind
  let text: String

  private static let signs: KeyValuePairs<Character, Prompt.Kind> = [
    ":": .command, "/": .find, "&": .filter, "@": .goTo,
  ]

  init(_ kind: Prompt.Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// The line as it was written down; nil of anything else.
  public init?(_ line: some StringProtocol) {
    guard let sign = line.first, let kind = Self.signs.first(where: { $0.key == sign })?.value,
      line.count > 1, line.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { return nil }
    self.init(kind, String(line.dropFirst()))
  }

  /// The line as it is written down: a sign for what it was, and the text.
  public var description: String {
    let sign = Self.signs.first { $0.value == kind }?.key ?? ":"
    return "\(sign)\(text)"
  }
}

extension ExplorerApp.State {
  /// Lines of each kind that are offered again.
  static var typedLimit: Int { 500 }

  /// Offers lines that were typed in earlier runs, the oldest first.
  public mutating func offer(_ lines: [TypedLine]) {
    for line in lines { keep(line) }
  }

  /// Keeps a line for the arrow up; false if it is the one before again.
  @discardableResult
  mutating func keep(_ line: TypedLine) -> Bool {
    guard typed[line.kind]?.last != line.text else { return false }
    typed[line.kind, default: []].append(line.text)
    if typed[line.kind, default: []].count > Self.typedLimit { typed[line.kind]?.removeFirst() }
    return true
  }
}
