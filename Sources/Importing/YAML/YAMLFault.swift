import Yams

/// What a YAML text does wrong, in this program's words and with the real place.
struct YAMLFault {
  var position: TextPosition?
  var problem: String

  init(_ error: any Error, in yaml: String) {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      self.init(problem, context, mark, in: yaml)
    case .reader(let problem, let offset, let value, _):
      let code = value < 0 ? "" : " (U+\(String(value, radix: 16, uppercase: true)))"
      self.init(
        position: offset.map { Self.position(ofCharacter: $0, in: yaml) },
        problem: "not YAML: \(problem)\(code)")
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(duplicate: keys.first ?? "", first: context.mark, in: yaml)
    case let other:
      self.init(position: nil, problem: "not YAML: \(other.map { "\($0)" } ?? "\(error)")")
    }
  }

  private init(position: TextPosition?, problem: String) {
    self.position = position
    self.problem = problem
  }

  private init(_ problem: String, _ context: YamlError.Context?, _ mark: Mark, in yaml: String) {
    // A line taken for a key is noticed to be none only after it, so its start is the place.
    let isKey = context?.text.holds("simple key") == true
    let place = isKey ? context?.mark ?? mark : mark
    position = TextPosition(line: place.line, column: place.column)
    // libyaml 0.2.5, src/parser.c: MAX_NESTING_LEVEL.
    guard !problem.holds("Maximum nesting level") else {
      self.problem = "nested deeper than 1000 levels"
      return
    }
    let during = context.map { " \($0.text.trimmed) at \($0.mark.line):\($0.mark.column)" } ?? ""
    self.problem = "not YAML: \(problem)\(isKey ? "" : during)"
    let first = max((context?.mark.line ?? mark.line) - 2, 0)
    if yaml.lines.prefix(mark.line).dropFirst(first).contains(where: \.holdsTemplate) {
      self.problem += "; a template remains here, expected the file after rendering"
    }
  }

  private init(duplicate key: String, first: Mark, in yaml: String) {
    let start = TextPosition(line: first.line, column: first.column)
    let second = DuplicateKey(key: key, first: start).second(in: yaml)
    position = second ?? start
    problem =
      second == nil
      ? "the key \(key.quoted) is there twice; expected each key once"
      : "the key \(key.quoted) is there again, first at \(start.line):\(start.column); "
        + "expected each key once"
  }

  private static func position(ofCharacter offset: Int, in yaml: String) -> TextPosition {
    let end = yaml.index(yaml.startIndex, offsetBy: offset, limitedBy: yaml.endIndex)
    let before = yaml[..<(end ?? yaml.endIndex)].utf8
    return TextPosition(of: before.count, in: Array(yaml.utf8))
  }

  func importError(source: String) -> ImportError {
    ImportError(source: source, at: position, problem)
  }
}
