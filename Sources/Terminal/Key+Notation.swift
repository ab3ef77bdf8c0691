/// Keys as text, for key tables, configuration and recorded tests: `g`, `<C-r>`, `<A-x>`, `<PgUp>`.
extension Key: CustomStringConvertible {
  /// Names in their canonical spelling; `parse` also knows some that other programs use.
  private static let names: [(Key, String)] = [
    (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backTab, "S-Tab"), (.backspace, "BS"),
    (.delete, "Del"), (.insert, "Ins"), (.up, "Up"), (.down, "Down"), (.left, "Left"),
    (.right, "Right"), (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"),
    (.character(" "), "Space"), (.character("<"), "lt"), (.control(" "), "C-Space"),
    (.alt(" "), "A-Space"), (.alt("<"), "A-lt"), (.alt(">"), "A-gt"),
  ]

  private static let aliases: [(Key, String)] = [
    (.enter, "CR"), (.enter, "Return"), (.escape, "Escape"), (.backspace, "Backspace"),
    (.delete, "Delete"), (.insert, "Insert"), (.pageUp, "PageUp"), (.pageDown, "PageDown"),
    (.character(">"), "gt"),
  ]

  /// The same as `notation`.
  public var description: String { notation }

  /// The key in the notation that `init(notation:)` reads.
  public var notation: String {
    if let name = Key.names.first(where: { $0.0 == self })?.1 { return "<\(name)>" }
    switch self {
    case .character(let scalar): return String(scalar)
    case .control(let scalar): return "<C-\(scalar)>"
    case .alt(let scalar): return "<A-\(scalar)>"
    case .function(let number): return "<F\(number)>"
    case .arrow(let arrow, let modifier): return "<\(modifier.rawValue)-\(arrow.rawValue)>"
    default: preconditionFailure("every other key has a name")
    }
  }

  /// Reads exactly one key.
  public init(notation: String) throws(KeyNotationError) {
    let keys = try Key.sequence(notation)
    guard keys.count == 1 else {
      throw KeyNotationError(input: notation, reason: "one key was expected, not \(keys.count)")
    }
    self = keys[0]
  }

  /// Reads keys written one after the other, such as `gg` or `:add<Space>node<Enter>`.
  public static func sequence(_ notation: String) throws(KeyNotationError) -> [Key] {
    var keys: [Key] = []
    var rest = notation.unicodeScalars[...]
    while let first = rest.popFirst() {
      guard first == "<" else {
        keys.append(.character(first))
        continue
      }
      guard let close = rest.dropFirst().firstIndex(of: ">") else {
        throw KeyNotationError(
          input: notation, reason: "`<` opens a key name; the key itself is written <lt>")
      }
      let name = String(rest[..<close])
      guard let key = named(name) else {
        throw KeyNotationError(
          input: notation,
          reason: "no key is called <\(name)>; there are <Enter>, <C-r>, <A-x>, <F1>, <PgUp>")
      }
      keys.append(key)
      rest = rest[rest.index(after: close)...]
    }
    return keys
  }

  private static func named(_ name: String) -> Key? {
    if let known = (names + aliases).first(where: { $0.1.lowercased() == name.lowercased() }) {
      return known.0
    }
    if let arrow = arrow(name) { return arrow }
    let scalars = Array(name.unicodeScalars)
    if scalars.count == 3, scalars[1] == "-" {
      switch scalars[0] {
      case "C", "c":
        let lowered = scalars[2].properties.lowercaseMapping.unicodeScalars.first ?? scalars[2]
        return ("a"..."z").contains(lowered) || "\\]^_".unicodeScalars.contains(lowered)
          ? .control(lowered) : nil
      case "A", "a", "M", "m": return .alt(scalars[2])
      default: return nil
      }
    }
    if scalars.first == "F" || scalars.first == "f", let number = Int(name.dropFirst()),
      (1...63).contains(number), !name.contains("+")
    {
      return .function(number)
    }
    return nil
  }

  /// `S-Up`, `A-Left`, `C-Right`.
  private static func arrow(_ name: String) -> Key? {
    let lowered = name.lowercased()
    for modifier in Modifier.allCases {
      for arrow in Arrow.allCases
      where lowered == "\(modifier.rawValue)-\(arrow.rawValue)".lowercased() {
        return .arrow(arrow, modifier)
      }
    }
    return nil
  }
}

/// Why a text is no key.
public struct KeyNotationError: Error, Hashable, CustomStringConvertible {
  /// The whole text that was read.
  public let input: String
  /// What is wrong and what would have been right.
  public let reason: String

  /// The input, quoted, and the reason.
  public var description: String { "\"\(input)\": \(reason)" }
}
