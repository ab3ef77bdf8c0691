import Addressing

extension NodeQuery {
  /// Reads a question such as `full and not zone = a`.
  public init(parsing text: String) throws(CommandError) {
    let (tokens, end) = try NodeQueryScanner.tokens(of: text)
    var reader = NodeQueryReader(tokens, end: end)
    condition = try reader.whole()
  }
}

/// Reads the tokens of a question: `or` binds less than `and`, and `and` less than `not`; conditions
/// without a word between them must all hold, and `!` is a `not`.
struct NodeQueryReader {
  private var tokens: ArraySlice<NodeQueryScanner.Token>
  private let end: Int
  /// Parentheses and negations around the place.
  private var depth = 0

  /// More of them are a slip, and every one takes stack.
  private static let depthLimit = 50

  init(_ tokens: [NodeQueryScanner.Token], end: Int) {
    self.tokens = tokens[...]
    self.end = end
  }

  mutating func whole() throws(CommandError) -> NodeQuery.Condition {
    let condition = try disjunction(after: "")
    guard let extra = tokens.first else { return condition }
    switch extra.kind {
    case .close:
      throw wrong(extra, "closes nothing", "every parenthesis has a partner")
    case .relation, .like:
      throw wrong(
        extra, "follows a whole condition", "put a word before it, such as used > 80%")
    default:
      throw wrong(extra, "follows a whole condition", "put \"and\" or \"or\" between them")
    }
  }

  private mutating func disjunction(after before: String) throws(CommandError)
    -> NodeQuery.Condition
  {
    var parts = [try conjunction(after: before)]
    while take("or") { parts.append(try conjunction(after: "or")) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction(after before: String) throws(CommandError)
    -> NodeQuery.Condition
  {
    var parts = [try negation(after: before)]
    while true {
      if take("and") {
        parts.append(try negation(after: "and"))
      } else if beginsCondition {
        parts.append(try negation(after: ""))
      } else {
        break
      }
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// Whether what comes next can only be one more condition.
  private var beginsCondition: Bool {
    switch tokens.first?.kind {
    case .open: true
    case .word(let text, let isQuoted): isQuoted || text != "or"
    default: false
    }
  }

  private mutating func negation(after before: String) throws(CommandError)
    -> NodeQuery.Condition
  {
    guard let token = tokens.first else { throw missing("a condition", after: before) }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw wrong(token, "stands too deep", "at most \(Self.depthLimit) levels can be read")
    }
    if take("not") { return .not(try negation(after: "not")) }
    guard token.kind == .open else { return try term() }
    tokens.removeFirst()
    let condition = try disjunction(after: "(")
    guard tokens.popFirst()?.kind == .close else {
      throw wrong(token, "is never closed", "end it with )")
    }
    return condition
  }

  private mutating func term() throws(CommandError) -> NodeQuery.Condition {
    let token = tokens.removeFirst()
    guard case .word(let text, let isQuoted) = token.kind else {
      throw wrong(token, "begins no condition", Self.advice)
    }
    switch tokens.first?.kind {
    case .relation(let relation):
      let sign = tokens.removeFirst()
      return try comparison(token, text, relation, sign)
    case .like(let isLike):
      let sign = tokens.removeFirst()
      return try likeness(token, text, isLike, sign)
    default:
      return isQuoted ? try name(text, token) : try single(text, token)
    }
  }

  private static let advice = "expected a word such as full, a name, or a comparison: used > 80%"

  /// A word that stands alone.
  private func single(_ text: String, _ token: NodeQueryScanner.Token) throws(CommandError)
    -> NodeQuery.Condition
  {
    if let trait = NodeQuery.Trait(rawValue: text) { return .trait(trait) }
    if NodeQuery.joints.contains(text) { throw wrong(token, "begins no condition", Self.advice) }
    if NodeQuery.fields.contains(text) || Self.figure(text) != nil {
      throw wrong(
        token, "needs a comparison",
        "such as \(Self.example(of: text)); in quotes it is a name")
    }
    if let address = IPAddress(text) { return .within(IPPrefix(address)) }
    if Self.looksLikeAddress(text) { return .within(try word(token, text).prefix()) }
    return try name(text, token)
  }

  private func name(_ text: String, _ token: NodeQueryScanner.Token) throws(CommandError)
    -> NodeQuery.Condition
  {
    guard !text.isEmpty else { throw wrong(token, "an empty name is part of every name", nil) }
    return .named(NamePattern(text))
  }

  private mutating func comparison(
    _ token: NodeQueryScanner.Token, _ text: String, _ relation: Expectation.Relation,
    _ sign: NodeQueryScanner.Token
  ) throws(CommandError) -> NodeQuery.Condition {
    if text == NodeQuery.sizeWord { return .size(relation, try length(after: sign)) }
    if text == NodeQuery.poolWord { return try pool(relation, after: sign) }
    if let label = NodeQuery.Label(rawValue: text) {
      guard relation == .equal || relation == .notEqual else {
        throw wrong(sign, "compares numbers", "\(text) takes = != ~ and !~")
      }
      return try self.label(label, isLike: relation == .equal, isWhole: true, after: sign)
    }
    guard let figure = Self.figure(text) else { throw unknown(token, text) }
    return .figure(figure, relation, try amount(of: figure, after: sign))
  }

  private mutating func likeness(
    _ token: NodeQueryScanner.Token, _ text: String, _ isLike: Bool,
    _ sign: NodeQueryScanner.Token
  ) throws(CommandError) -> NodeQuery.Condition {
    guard let label = NodeQuery.Label(rawValue: text) else {
      guard Self.figure(text) != nil || text == NodeQuery.sizeWord else {
        throw unknown(token, text)
      }
      throw wrong(sign, "compares names", "\(text) takes = != < <= > and >=")
    }
    return try self.label(label, isLike: isLike, isWhole: false, after: sign)
  }

  private mutating func label(
    _ label: NodeQuery.Label, isLike: Bool, isWhole: Bool, after sign: NodeQueryScanner.Token
  ) throws(CommandError) -> NodeQuery.Condition {
    let (value, text) = try value("a name", after: sign)
    guard !text.isEmpty else { throw wrong(value, "an empty name is part of every name", nil) }
    if label == .state, isWhole, !NodeQuery.states.contains(text) {
      throw wrong(
        value, "is no state",
        Suggestion.advice(for: text, among: NodeQuery.states, naming: "the states"))
    }
    return .label(label, isLike: isLike, NamePattern(text, isWhole: isWhole))
  }

  /// A prefix that shares addresses, written as what a list of nodes is asked: `pool = 10.0.0.0/16`.
  private mutating func pool(
    _ relation: Expectation.Relation, after sign: NodeQueryScanner.Token
  ) throws(CommandError) -> NodeQuery.Condition {
    guard relation == .equal || relation == .notEqual else {
      throw wrong(sign, "compares numbers", "\(NodeQuery.poolWord) takes = and !=")
    }
    let (value, text) = try value("a CIDR", after: sign)
    let prefix: IPPrefix
    if let address = IPAddress(text) {
      prefix = IPPrefix(address)
    } else {
      prefix = try word(value, text).prefix()
    }
    return relation == .equal ? .within(prefix) : .not(.within(prefix))
  }

  private mutating func length(after sign: NodeQueryScanner.Token) throws(CommandError) -> Int {
    let (value, text) = try value("a prefix length", after: sign)
    guard text.hasPrefix("/"), let length = Word.integer(String(text.dropFirst()), max: 128),
      text.count > 1
    else {
      let bare = Word.integer(text, max: 128).map { "write it with its slash: /\($0)" }
      throw wrong(value, "is no prefix length", bare ?? "expected /20 or the like")
    }
    return length
  }

  private mutating func amount(
    of figure: NodeQuery.Figure, after sign: NodeQueryScanner.Token
  ) throws(CommandError) -> Amount {
    let (value, text) = try value("a number", after: sign)
    // `80 %` is as good as `80%`.
    var written = text
    if let next = tokens.first, next.text == "%", !text.hasSuffix("%") {
      tokens.removeFirst()
      written += "%"
    }
    let number = word(value, written)
    guard written != "%", let amount = try? number.amount() else {
      throw wrong(value, "is no number", "expected a whole number or a share, such as 3 or 80%")
    }
    switch amount {
    case .percent(let share):
      guard figure.hasShare else {
        throw wrong(value, "is a share", "\(figure.rawValue) is compared with a number")
      }
      // A share of a thousand times over is no share, and its thousandths have to be a number.
      guard share <= 100_000 else { throw wrong(value, "is no share", "at most 100000%") }
    case .count(let count):
      guard figure != .fragmentation else {
        throw wrong(value, "is no share", "write \(count)% for a share")
      }
    }
    return amount
  }

  /// The word after a sign.
  private mutating func value(
    _ what: String, after sign: NodeQueryScanner.Token
  ) throws(CommandError) -> (NodeQueryScanner.Token, String) {
    guard let token = tokens.first else { throw missing(what, after: sign.text) }
    guard case .word(let text, let isQuoted) = token.kind,
      isQuoted || !NodeQuery.joints.contains(text)
    else { throw wrong(token, "stands where \(what) should", nil) }
    tokens.removeFirst()
    return (token, text)
  }

  private mutating func take(_ joint: String) -> Bool {
    guard tokens.first?.kind == .word(joint, isQuoted: false) else { return false }
    tokens.removeFirst()
    return true
  }

  /// A figure by its own word or by its metric's: `used` and `addresses.used` are the same.
  static func figure(_ text: String) -> NodeQuery.Figure? {
    let metric = "addresses."
    return NodeQuery.Figure(
      rawValue: text.hasPrefix(metric) ? String(text.dropFirst(metric.count)) : text)
  }

  private static func example(of field: String) -> String {
    if field == NodeQuery.sizeWord { return "size >= /20" }
    if field == NodeQuery.poolWord { return "pool = 10.0.0.0/16" }
    if NodeQuery.Label(rawValue: field) != nil { return "\(field) = x" }
    return figure(field)?.hasShare == true ? "\(field) > 80%" : "\(field) > 3"
  }

  /// Whether a word is meant as an address or a prefix, though it may be none.
  static func looksLikeAddress(_ text: String) -> Bool {
    if IPAddress(text) != nil { return true }
    guard let slash = text.lastIndex(of: "/") else { return false }
    return IPAddress(String(text[..<slash])) != nil
  }
}

extension NodeQueryReader {
  private func unknown(_ token: NodeQueryScanner.Token, _ text: String) -> CommandError {
    wrong(
      token, "is nothing that can be compared",
      Suggestion.advice(for: text, among: NodeQuery.fields, naming: "what can"))
  }

  private func wrong(
    _ token: NodeQueryScanner.Token, _ reason: String, _ advice: String?
  ) -> CommandError {
    CommandError(
      column: token.column, word: reason.hasPrefix("an empty") ? "" : token.text, reason: reason,
      advice: advice)
  }

  private func missing(_ what: String, after before: String) -> CommandError {
    CommandError(
      column: end, word: before, reason: before.isEmpty ? "the question is empty" : "needs \(what)",
      advice: before.isEmpty ? Self.advice : nil)
  }

  private func word(_ token: NodeQueryScanner.Token, _ text: String) -> Word {
    Word(text: text, column: token.column, value: text, valueColumn: token.column)
  }
}
