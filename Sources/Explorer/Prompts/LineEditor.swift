import Terminal

/// A line of text being typed, with the keys that shells have.
struct LineEditor: Hashable, Sendable {
  private(set) var scalars: [Unicode.Scalar] = []
  /// How many scalars stand before the place where the next goes.
  private(set) var position = 0

  init(_ text: String = "") {
    replace(with: text)
  }

  var text: String { Self.string(scalars) }
  var isEmpty: Bool { scalars.isEmpty }
  /// What stands before the cursor.
  var head: String { Self.string(scalars[..<position]) }
  /// What stands after it.
  var tail: String { Self.string(scalars[position...]) }

  mutating func replace(with text: String) {
    scalars = Array(text.unicodeScalars)
    position = scalars.count
  }

  /// Puts text in place of what stands before the cursor.
  mutating func replaceHead(with text: String) {
    let head = Array(text.unicodeScalars)
    scalars.replaceSubrange(..<position, with: head)
    position = head.count
  }

  /// Puts text in at the cursor; line ends become blanks, for a line is one line.
  mutating func insert(_ text: String) {
    let clean = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
      if scalar == "\n" || scalar == "\r" || scalar == "\t" { return " " }
      return TextWidth.columns(of: scalar) == nil ? nil : scalar
    }
    scalars.insert(contentsOf: clean, at: position)
    position += clean.count
  }

  /// Obeys a key of editing; false if it is none.
  mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar): insert(String(scalar))
    case .backspace, .control("h"):
      if position > 0 { cut(position - 1..<position) }
    case .delete:
      if position < scalars.count { scalars.remove(at: position) }
    case .left, .control("b"): position = max(0, position - 1)
    case .right, .control("f"): position = min(scalars.count, position + 1)
    case .home, .control("a"): position = 0
    case .end, .control("e"): position = scalars.count
    case .control("u"): cut(0..<position)
    case .control("k"): scalars.removeSubrange(position...)
    case .control("w"): cut(startOfWord..<position)
    default: return false
    }
    return true
  }

  private mutating func cut(_ range: Range<Int>) {
    scalars.removeSubrange(range)
    position = range.lowerBound
  }

  private var startOfWord: Int {
    var start = position
    while start > 0, scalars[start - 1] == " " { start -= 1 }
    while start > 0, scalars[start - 1] != " " { start -= 1 }
    return start
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
