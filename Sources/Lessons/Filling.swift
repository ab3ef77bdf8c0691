import Addressing
import Allocation
public import Simulation

/// Fills in what texts leave open: `{addresses.used}`, `{node node-1 cidr}`, `{key add-node}`.
public struct Filling {
  /// The cluster that is asked.
  let session: Session
  /// What `{commands}` and the like are.
  let words: [String: String]
  /// What the keys are called that do an action.
  let key: (String) -> String?

  /// Fills texts in from a session.
  public init(
    _ session: Session, words: [String: String] = [:],
    key: @escaping (String) -> String? = { $0 }
  ) {
    self.session = session
    self.words = words
    self.key = key
  }

  /// The text with all that is open filled in; what cannot be is left as it stands.
  public func filled(_ text: String) -> String {
    var result = ""
    for part in Self.parts(of: text) {
      switch part {
      case .words(let words): result += words
      case .open(let name): result += value(of: name) ?? "{\(name)}"
      }
    }
    return result
  }

  /// A piece of a text.
  enum Part: Hashable {
    case words(String)
    case open(String)
  }

  /// The text in pieces; a bracket that is not closed is words.
  static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      parts.append(.words(String(rest[..<start])))
      parts.append(.open(String(rest[rest.index(after: start)..<end])))
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.words(String(rest)))
    return parts
  }

  /// What stands for a name; nil where nothing does.
  func value(of name: String) -> String? {
    if let word = words[name] { return word }
    // A line may break inside a name.
    let parts = name.split { $0 == " " || $0 == "\n" }.map(String.init)
    switch (parts.first, parts.count) {
    case ("key", 2): return key(parts[1])
    case ("node", 3): return node(parts[1], parts[2])
    case ("pod", 3): return pod(parts[1], parts[2])
    case ("percent", 2...): return percent(parts.dropFirst())
    default: return metric(parts[...]).map(Self.grouped)
    }
  }

  /// `METRIC`, or `METRIC of PLAN`.
  private func metric(_ parts: ArraySlice<String>) -> Int128? {
    let parts = Array(parts)
    let plan: Plan?
    if parts.count == 3, parts[1] == "of" {
      plan = session.moment.plan(parts[2])
    } else {
      plan = parts.count == 1 ? session.current : nil
    }
    guard let plan, let query = try? MetricQuery(parsing: parts[0]) else { return nil }
    return query.value(in: plan, at: session.moment)
  }

  /// Thousandths as a percentage: 887 is `88.7 %`.
  private func percent(_ parts: ArraySlice<String>) -> String? {
    metric(parts).map { number in
      "\(number / 10)" + (number % 10 == 0 ? "" : ".\(number % 10)") + " %"
    }
  }

  private func node(_ name: String, _ what: String) -> String? {
    guard let node = session.current?.cluster.nodes[name] else { return nil }
    switch what {
    case "cidr": return node.blocks.map(\.description).joined(separator: " ")
    case "error": return node.error ?? node.agentError
    case "pods": return Self.grouped(Int128(node.pods.count))
    default: return nil
    }
  }

  private func pod(_ text: String, _ what: String) -> String? {
    guard let cluster = session.current?.cluster else { return nil }
    let name = NamespacedName(text)
    guard let pod = cluster.pods[name].flatMap({ cluster.pods[$0] }) else { return nil }
    switch what {
    case "address": return pod.address?.description
    case "error": return cluster.error(of: pod)
    case "node": return pod.node.flatMap { cluster.nodes[$0]?.name }
    default: return nil
    }
  }

  /// `65536` as `65,536`.
  static func grouped(_ number: Int128) -> String {
    let digits = Array("\(number.magnitude)")
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}

extension LessonRun {
  /// A text of the lesson with the learner's own numbers.
  public func filled(_ text: LessonText, key: @escaping (String) -> String? = { "{key \($0)}" })
    -> String
  {
    Filling(session, words: words, key: key).filled(text.text)
  }

  /// What the texts can ask of the run itself.
  var words: [String: String] {
    [
      "commands": "\(strokes)", "par": "\(lesson.par)", "hints": "\(hints.reduce(0, +))",
      "position": "\(session.position)",
    ]
  }
}
