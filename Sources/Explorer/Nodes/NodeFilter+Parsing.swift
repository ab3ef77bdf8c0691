import Addressing
import Allocation

extension NodeFilter.Test {
  /// Reads one word.
  init(parsing word: String, column: Int) throws(Prompt.Fault) {
    guard let (sign, place) = Self.sign(in: word) else {
      self = Self.plain(word.lowercased())
      return
    }
    let key = word[..<place].lowercased()
    let start = word.index(place, offsetBy: sign.rawValue.count)
    let value = String(word[start...])
    let valueColumn = column + word.distance(from: word.startIndex, to: start)
    guard !value.isEmpty else {
      throw Prompt.Fault(
        column: valueColumn, text: "\"\(word)\" compares with nothing; \(Self.example(of: key))")
    }
    if let metric = NodeFilter.Metric(rawValue: key) {
      self = try Self.comparison(metric, sign, value, column: valueColumn)
      return
    }
    guard Self.keys.contains(key) else {
      let all = Self.keys + NodeFilter.Metric.allCases.map(\.rawValue)
      throw Prompt.Fault(
        column: column, text: "nodes have no \"\(key)\"; they have \(all.joined(separator: ", "))")
    }
    guard sign == .equal else {
      throw Prompt.Fault(
        column: column + key.count,
        text: "\(key) is no number, so \"\(sign.rawValue)\" does not fit; \(Self.example(of: key))")
    }
    self = try Self.property(key, value, column: valueColumn)
  }

  /// Properties that are no numbers.
  static let keys = ["name", "zone", "type", "state", "pool"]
  /// Words that stand for a condition; every other word is looked for in names.
  static let words = ["full", "empty", "cordoned"] + NodeState.allCases.map(\.rawValue)

  private static func plain(_ word: String) -> Self {
    switch word {
    case "full": .full
    case "empty": .empty
    case "cordoned": .cordoned
    default: NodeState(rawValue: word).map { .state($0) } ?? .name(word)
    }
  }

  /// The first sign of comparison, and where it stands.
  private static func sign(in word: String) -> (NodeFilter.Comparison, String.Index)? {
    for index in word.indices {
      let rest = word[index...]
      if let sign = NodeFilter.Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
        return (sign, index)
      }
    }
    return nil
  }

  private static func property(
    _ key: String, _ value: String, column: Int
  ) throws(Prompt.Fault) -> Self {
    let lower = value.lowercased()
    switch key {
    case "zone": return .zone(lower)
    case "type": return .type(lower)
    case "state":
      guard let state = NodeState.allCases.first(where: { $0.rawValue.hasPrefix(lower) }) else {
        let all = NodeState.allCases.map(\.rawValue).joined(separator: ", ")
        throw Prompt.Fault(
          column: column, text: "\"\(value)\" is no state of a node; there are \(all)")
      }
      return .state(state)
    case "pool":
      if let prefix = IPPrefix(value) { return .pool(prefix) }
      if let address = IPAddress(value) { return .pool(IPPrefix(address)) }
      throw Prompt.Fault(
        column: column, text: "\"\(value)\" is no CIDR or address, as in pool=10.0.0.0/16")
    default: return .name(lower)
    }
  }

  private static func comparison(
    _ metric: NodeFilter.Metric, _ sign: NodeFilter.Comparison, _ value: String, column: Int
  ) throws(Prompt.Fault) -> Self {
    let isShare = value.last == "%"
    let digits = isShare ? String(value.dropLast()) : value
    // Digits that are too many for a number are still a number above all there are.
    let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    guard isNumber else {
      throw Prompt.Fault(
        column: column, text: "\"\(value)\" is no number; \(example(of: metric.rawValue))")
    }
    guard !isShare || metric.isPart else {
      throw Prompt.Fault(
        column: column,
        text: "\(metric.rawValue) is no part of anything, so \"%\" does not fit; "
          + example(of: metric.rawValue))
    }
    return .compare(metric, sign, Int(digits) ?? .max, isShare: isShare)
  }

  private static func example(of key: String) -> String {
    let example =
      switch key {
      case "used": "used>80%"
      case "free": "free<10"
      case "usable": "usable>=252"
      case "pods": "pods>100"
      case "blocks": "blocks>1"
      case "max": "max>110"
      case "zone": "zone=a"
      case "type": "type=m5"
      case "state": "state=failed"
      case "pool": "pool=10.0.0.0/16"
      default: "name=node-7"
      }
    return "say \(example)"
  }
}

extension NodeFilter {
  /// What can be said, in the line below the one being typed.
  static let advice =
    "words of names · zone=a · state=failed · type=m5 · pool=CIDR · full · used>80% · free<10 · "
    + "pods>100 · ! before a word turns it round"
}
