import Yams

extension FileFault {
  /// Puts what the YAML parser says into one line with a place.
  init(yaml error: any Error, in text: String, file: String) {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let detail = context.map { " (\($0.text) at line \($0.mark.line))" } ?? ""
      self.init(
        file: file, line: mark.line, column: mark.column, problem.oneLine + detail.oneLine)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let line = Self.line(ofSecond: key, from: context.mark, in: text)
      self.init(
        file: file, line: line ?? context.mark.line, column: context.mark.column,
        "key '\(key.oneLine)' is there twice, first on line \(context.mark.line)")
    case .reader(let problem, _, _, _):
      self.init(file: file, "not readable as text: \(problem.oneLine)")
    default:
      self.init(file: file, "not readable as YAML: \("\(error)".oneLine)")
    }
  }

  /// The line on which a key comes again at the same column, which Yams does not tell.
  private static func line(ofSecond key: String, from mark: Yams.Mark, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = String(repeating: " ", count: mark.column - 1) + key
    for number in mark.line..<max(mark.line, lines.count)
    where lines[number].hasPrefix(start + ":") {
      return number + 1
    }
    return nil
  }
}

extension String {
  /// The text without line breaks and other control characters, as a message needs it.
  public var oneLine: String {
    let scalars = unicodeScalars.map { scalar -> Character in
      scalar.properties.generalCategory == .control ? " " : Character(scalar)
    }
    return String(scalars)
  }
}
