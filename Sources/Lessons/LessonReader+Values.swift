import Simulation
import UserFiles
import Yams

extension LessonReader {
  /// The items of a list, each read by itself.
  func items<Item>(
    _ node: Node, _ key: String, _ read: (Node) throws(FileFault) -> Item
  ) throws(FileFault) -> [Item] {
    guard let sequence = node.sequence else { throw error(at: node, "\(key) must be a list") }
    var items: [Item] = []
    for node in sequence { items.append(try read(node)) }
    return items
  }

  /// A word that names a lesson.
  func id(_ node: Node, _ key: String) throws(FileFault) -> String {
    let text = try word(node, key)
    let isName = text.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
    }
    guard isName, text.first?.isLetter == true else {
      throw error(
        at: node, "\(key) cannot be '\(text)'; it is small letters, digits and hyphens")
    }
    return text
  }

  func number(_ node: Node, _ key: String, from least: Int) throws(FileFault) -> Int {
    let text = try word(node, key)
    guard let number = Int(text), number >= least, number <= 1000 else {
      throw error(at: node, "\(key) cannot be '\(text)'; it is a number from \(least) to 1000")
    }
    return number
  }

  /// Words, alone or with what they claim.
  func text(_ node: Node, _ key: String) throws(FileFault) -> LessonText {
    if node.mapping != nil {
      let entries = try mapping(node, key, known: Self.textKeys)
      guard let body = entries["text"] else {
        throw error(at: node, "missing 'text' in \(key)")
      }
      var words = try text(body, key)
      if let claims = entries["expect"] { words.claims = try self.claims(claims) }
      return words
    }
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw error(at: node, "\(key) must be text")
    }
    for character in scalar.string where character != "\n" {
      guard String(character) == String(character).oneLine else {
        throw error(at: node, "\(key) must not contain control characters")
      }
    }
    return LessonText(scalar.string, line: firstLine(of: scalar, node))
  }

  /// Commands, one a line of a text or one an item of a list.
  func commands(_ node: Node, _ key: String) throws(FileFault) -> [ScriptLine] {
    if let sequence = node.sequence {
      var all: [ScriptLine] = []
      for node in sequence { all += try commands(node, key) }
      return all
    }
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw error(at: node, "\(key) must be commands, one a line")
    }
    let first = firstLine(of: scalar, node)
    var all: [ScriptLine] = []
    let texts = scalar.string.split(separator: "\n", omittingEmptySubsequences: false)
    for (offset, text) in texts.enumerated() {
      let text = String(text)
      let words = text.drop { $0 == " " }
      if words.isEmpty || words.first == "#" { continue }
      do throws(CommandError) {
        let command = try Command(parsing: text)
        all.append(ScriptLine(number: first + offset, command: command, text: text))
      } catch {
        throw FileFault(
          file: file, line: first + offset,
          column: column(of: text, onLine: first + offset) + error.column - 1, error.message)
      }
    }
    guard !all.isEmpty else { throw error(at: node, "\(key) holds no command") }
    return all
  }

  /// Claims: commands that expect something.
  func claims(_ node: Node) throws(FileFault) -> [ScriptLine] {
    let lines = try commands(node, "expect")
    for line in lines {
      guard case .expect = line.command else {
        throw FileFault(
          file: file, line: line.number, column: column(of: line.text, onLine: line.number),
          "'\(line.text)' expects nothing; a claim begins with 'expect'")
      }
    }
    return lines
  }

  /// The line on which the words of a scalar begin: a block's are on the line after its sign.
  private func firstLine(of scalar: Node.Scalar, _ node: Node) -> Int {
    let line = node.mark?.line ?? 1
    switch scalar.style {
    case .literal, .folded: return line + 1
    default: return line
    }
  }

  /// Where a text begins on a line, in characters from 1.
  private func column(of text: String, onLine line: Int) -> Int {
    guard lines.indices.contains(line - 1), !text.isEmpty else { return 1 }
    let whole = lines[line - 1]
    for start in whole.indices where whole[start...].hasPrefix(text) {
      return whole.distance(from: whole.startIndex, to: start) + 1
    }
    return 1
  }
}
