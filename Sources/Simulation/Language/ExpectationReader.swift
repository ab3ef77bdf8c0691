import Addressing

/// Reads what follows `expect`.
enum ExpectationReader {
  static let usages = [
    nodeUsage, podUsage, serviceUsage, "expect METRIC = != < <= > >= NUMBER|none", errorUsage,
    planUsage,
  ]

  /// The words that begin an expectation which is not about a metric of the current plan.
  static let nouns = ["node", "pod", "service", "error", "plan"]
  static let nodeStates = ["cidr", "pending", "ready", "error"]
  static let podStates = ["address", "running", "pending", "error"]

  private static let nodeUsage = "expect node NAME cidr CIDR... | pending | ready | error \"TEXT\""
  private static let podUsage =
    "expect pod NAME address IP | running | pending | error \"TEXT\""
  private static let serviceUsage = "expect service NAME address IP"
  private static let errorUsage = "expect error \"TEXT\""
  private static let planUsage =
    "expect plan NAME METRIC = != < <= > >= METRIC of OTHER"

  static func expectation(_ words: inout ArgumentReader) throws(CommandError) -> Expectation {
    let first = try words.next(
      "a claim", after: "expect", "expect nodes = 4, or expect pod a running")
    let expectation: Expectation
    switch first.value {
    case "node": expectation = try node(&words)
    case "pod": expectation = try pod(&words)
    case "service": expectation = try service(&words)
    case "plan": expectation = try comparison(&words)
    case "error":
      expectation = .refusal(containing: try text(&words, after: "expect error", errorUsage))
    default:
      let metric = try first.metric(orOneOf: nouns)
      let relation = try relation(&words, after: metric)
      expectation = .metric(metric, relation, try number(&words, after: relation))
    }
    if let extra = words.nextIfAny() { throw extra.wrong("is one word too many") }
    return expectation
  }

  private static func node(_ words: inout ArgumentReader) throws(CommandError) -> Expectation {
    let name = try words.next("NAME", after: "expect node", nodeUsage).name()
    let state = try words.next("a state", after: "expect node \(name)", nodeUsage)
    switch state.value {
    case "pending": return .node(name, .pending)
    case "ready": return .node(name, .ready)
    case "error":
      return .node(name, .error(containing: try text(&words, after: "error", nodeUsage)))
    case "cidr":
      var blocks = [try words.next("CIDR", after: "cidr", nodeUsage).prefix()]
      while let word = words.nextIfAny() { blocks.append(try word.prefix()) }
      return .nodeBlocks(node: name, blocks)
    default:
      throw state.wrong(
        "cannot be expected of a node",
        Suggestion.advice(for: state.value, among: nodeStates, naming: "what can"))
    }
  }

  private static func pod(_ words: inout ArgumentReader) throws(CommandError) -> Expectation {
    let name = try words.next("NAME", after: "expect pod", podUsage).podName()
    let state = try words.next("a state", after: "expect pod \(name)", podUsage)
    switch state.value {
    case "running": return .pod(name, .running)
    case "pending": return .pod(name, .pending)
    case "error":
      return .pod(name, .error(containing: try text(&words, after: "error", podUsage)))
    case "address":
      return .podAddress(name, try words.next("IP", after: "address", podUsage).address())
    default:
      throw state.wrong(
        "cannot be expected of a pod",
        Suggestion.advice(for: state.value, among: podStates, naming: "what can"))
    }
  }

  private static func service(_ words: inout ArgumentReader) throws(CommandError) -> Expectation {
    let name = try words.next("NAME", after: "expect service", serviceUsage).podName()
    let state = try words.next("address", after: "expect service \(name)", serviceUsage)
    guard state.value == "address" else {
      throw state.wrong("cannot be expected of a service", "usage: \(serviceUsage)")
    }
    return .serviceAddress(name, try words.next("IP", after: "address", serviceUsage).address())
  }

  private static func comparison(
    _ words: inout ArgumentReader
  ) throws(CommandError) -> Expectation {
    let plan = try words.next("NAME", after: "expect plan", planUsage).planName()
    let metric = try words.next("METRIC", after: "expect plan \(plan)", planUsage).metric()
    let relation = try relation(&words, after: metric)
    let other = try words.next("METRIC", after: relation.rawValue, planUsage).metric()
    let of = try words.next("of OTHER", after: "\(other)", planUsage)
    guard of.value == "of" else { throw of.wrong("is not \"of\"", "usage: \(planUsage)") }
    let otherPlan = try words.next("OTHER", after: "of", planUsage).planName()
    return .comparison(
      plan: plan, metric, relation, otherMetric: other, otherPlan: otherPlan)
  }

  private static func relation(
    _ words: inout ArgumentReader, after metric: MetricQuery
  ) throws(CommandError) -> Expectation.Relation {
    let signs = Expectation.Relation.allCases.map(\.rawValue)
    let list = Suggestion.list(signs, joint: "or")
    let word = try words.next("a comparison", after: metric.description, "one of \(list)")
    if let relation = Expectation.Relation(rawValue: word.value) { return relation }
    let slips: KeyValuePairs = ["==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "is": "="]
    if let meant = slips.first(where: { $0.key == word.value })?.value {
      throw word.wrong("is no comparison", "did you mean \"\(meant)\"?")
    }
    if let sign = signs.last(where: word.value.hasPrefix) {
      let number = word.value.dropFirst(sign.count)
      throw word.wrong("is no comparison", "put a blank after it: \(sign) \(number)")
    }
    throw word.wrong("is no comparison", "expected \(list)")
  }

  private static func number(
    _ words: inout ArgumentReader, after relation: Expectation.Relation
  ) throws(CommandError) -> Int128? {
    let word = try words.next("a number", after: relation.rawValue, "a whole number or none")
    guard word.value == "none" else {
      // The kernel's fragmentation index is -1000 where nothing is broken up.
      if word.value.hasPrefix("-"), let number = Int128(word.value) { return number }
      return try word.integer("number", max: Int128.max)
    }
    guard relation == .equal || relation == .notEqual else {
      throw word.wrong("has no size", "it can only be compared by = or !=")
    }
    return nil
  }

  /// The text that an error must contain: one word, so that forgotten quotes are noticed.
  private static func text(
    _ words: inout ArgumentReader, after before: String, _ usage: String
  ) throws(CommandError) -> String {
    let word = try words.next("\"TEXT\"", after: before, usage)
    if let second = words.nextIfAny() {
      throw second.wrong("is one word too many", "a text of several words needs quotes")
    }
    guard !word.value.isEmpty else {
      throw word.wrong("an empty text is contained in every error", "say which error is meant")
    }
    return word.value
  }
}

extension ArgumentReader {
  /// The next word, or an error that says what is missing after which words.
  fileprivate mutating func next(
    _ missing: String, after before: String, _ usage: String
  ) throws(CommandError) -> Word {
    guard let word = nextIfAny() else {
      throw CommandError(
        column: end, word: before, reason: "needs \(missing)", advice: "usage: \(usage)")
    }
    return word
  }
}
