import Addressing

/// Writes a command word by word, quoting what needs it.
struct LineWriter {
  private(set) var text: String

  init(_ verb: String) {
    text = verb
  }

  /// A word that stands without a key.
  mutating func write(_ value: some CustomStringConvertible) {
    text += " " + Word.bareOrQuoted(value.description)
  }

  /// `key=value`, if there is a value.
  mutating func write(_ key: String, _ value: (some CustomStringConvertible)?) {
    guard let value else { return }
    text += " \(key)=\(Word.bareOrQuoted(value.description))"
  }

  /// Words that are written already.
  mutating func write(verbatim words: String) {
    text += " " + words
  }

  mutating func write(_ options: [CommandOption]) {
    for option in options { write(verbatim: option.description) }
  }

  mutating func write(_ plan: PlanDefinition) {
    write(plan.name)
    write("mode", plan.mode.isEmpty ? nil : plan.mode)
    write("preset", plan.preset)
    for pool in plan.pools { write("pool", pool) }
    write("mask", LineWriter.list(plan.masks))
    write("mask6", LineWriter.list(plan.masks6))
    write(plan.options)
  }

  mutating func write(_ traits: NodeTraits, cidr: IPPrefix? = nil) {
    write("zone", traits.zone)
    write("type", traits.type)
    write("max-pods", traits.maxPods)
    write("cidr", cidr)
    write("mask", traits.mask)
  }

  mutating func write(_ placement: PodPlacement) {
    write("node", placement.node)
    write("pool", placement.pool)
  }

  mutating func write(_ churn: Churn) {
    write("for", churn.duration)
    write("pods", churn.pods)
    write("nodes", churn.nodes)
    write("load", churn.load)
  }

  private static func list(_ masks: [Int]) -> String? {
    masks.isEmpty ? nil : masks.map(String.init).joined(separator: ",")
  }
}

extension Expectation: CustomStringConvertible {
  /// The words that follow `expect`.
  public var description: String {
    switch self {
    case .nodeBlocks(let node, let blocks):
      "node \(node) cidr " + blocks.map(\.description).joined(separator: " ")
    case .node(let node, .pending): "node \(node) pending"
    case .node(let node, .ready): "node \(node) ready"
    case .node(let node, .error(let text)): "node \(node) error \(Word.quoted(text))"
    case .podAddress(let pod, let address): "pod \(pod) address \(address)"
    case .pod(let pod, .running): "pod \(pod) running"
    case .pod(let pod, .pending): "pod \(pod) pending"
    case .pod(let pod, .error(let text)): "pod \(pod) error \(Word.quoted(text))"
    case .serviceAddress(let name, let address): "service \(name) address \(address)"
    case .metric(let metric, let relation, let number):
      "\(metric) \(relation.rawValue) " + (number.map(\.description) ?? "none")
    case .refusal(let text): "error \(Word.quoted(text))"
    case .comparison(let plan, let metric, let relation, let otherMetric, let otherPlan):
      "plan \(plan) \(metric) \(relation.rawValue) \(otherMetric) of \(otherPlan)"
    }
  }
}
