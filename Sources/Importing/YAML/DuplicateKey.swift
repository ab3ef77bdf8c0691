/// Finds where a mapping repeats a key; Yams only tells of the key's first place.
struct DuplicateKey {
  let key: String
  let first: TextPosition

  /// The second place: in block style the next line with the key in the same column before the
  /// mapping ends, in flow style the key's next mention.
  func second(in yaml: String) -> TextPosition? {
    let lines = yaml.lines
    guard lines.indices.contains(first.line - 1) else { return nil }
    return isFlow(lines[first.line - 1]) ? secondInFlow(lines) : secondInBlock(lines)
  }

  /// In block style nothing but blanks and `- ` stands before a key.
  private func isFlow(_ line: Substring) -> Bool {
    line.unicodeScalars.prefix(first.column - 1).contains { $0 != " " && $0 != "-" && $0 != "?" }
  }

  private func secondInBlock(_ lines: [Substring]) -> TextPosition? {
    for number in first.line..<lines.count {
      let line = lines[number]
      let content = line.drop { $0 == " " }
      guard let start = content.first, start != "#" else { continue }
      let column = line.unicodeScalars.count - content.unicodeScalars.count + 1
      if column < first.column { return nil }
      if column == first.column, isKey(content) {
        return TextPosition(line: number + 1, column: column)
      }
    }
    return nil
  }

  private func isKey(_ content: Substring) -> Bool {
    [key, "\"\(key)\"", "'\(key)'"].contains { form in
      guard content.hasPrefix(form) else { return false }
      return content.dropFirst(form.count).first { $0 != " " } == ":"
    }
  }

  private func secondInFlow(_ lines: [Substring]) -> TextPosition? {
    let wanted = Array(key.unicodeScalars)
    guard !wanted.isEmpty else { return nil }
    var column = first.column + wanted.count
    for number in (first.line - 1)..<lines.count {
      let line = Array(lines[number].unicodeScalars)
      while column - 1 + wanted.count <= line.count {
        let place = column - 1..<column - 1 + wanted.count
        if Array(line[place]) == wanted, isFlowKey(line, at: place) {
          return TextPosition(line: number + 1, column: column)
        }
        column += 1
      }
      column = 1
    }
    return nil
  }

  private func isFlowKey(_ line: [Unicode.Scalar], at place: Range<Int>) -> Bool {
    let before = place.lowerBound == 0 ? " " : line[place.lowerBound - 1]
    let after = line[place.upperBound...].first { $0 != " " && $0 != "\"" && $0 != "'" }
    return " {,\"'".unicodeScalars.contains(before) && after == ":"
  }
}
