import Addressing
public import Allocation

extension Findings {
  /// How many things match, in a few words: `17 of 412 match`.
  public var summary: String {
    let all = Self.grouped(candidates)
    if matches.isEmpty { return "none of \(all) match" }
    let found = "\(Self.grouped(matches.count)) of \(all) match"
    return arePodsGrouped ? "\(found), with \(Self.grouped(pods)) pods" : found
  }

  /// A number with commas between its thousands.
  private static func grouped(_ number: Int) -> String {
    var text = String(number % 1000)
    var rest = number / 1000
    while rest > 0 {
      text =
        "\(rest % 1000)," + String(repeating: "0", count: 3 - (text.prefix { $0 != "," }).count)
        + text
      rest /= 1000
    }
    return text
  }

  /// What a match is, and the numbers that were asked about: `node-12 10.0.4.0/24 used 91 %`.
  public func words(
    on match: Finding, in cluster: Cluster, claims: [Claim] = [], annotations: [Annotation] = []
  ) -> String {
    switch match.subject {
    case .block(let block, let id):
      guard let node = cluster.nodes[id] else { return "\(block)" }
      return "\(node.name) \(block)" + numbers(of: BlockFigures(node, block: block), in: cluster)
    case .node(let id):
      guard let node = cluster.nodes[id] else { return "a node that is gone" }
      let place = match.place.map { " \($0)" } ?? ""
      let family = match.place?.family ?? .v4
      return node.name + place + numbers(of: BlockFigures(node, family: family), in: cluster)
    case .free(let piece): return "free \(piece)"
    case .withheld(let part): return "never given \(part)"
    case .claim(let index):
      guard claims.indices.contains(index) else { return "a claim that is gone" }
      return "claim \(claims[index].name) \(claims[index].prefix)"
    case .annotation(let index):
      guard annotations.indices.contains(index) else { return "an annotation that is gone" }
      return "\(annotations[index].prefix) \"\(annotations[index].text)\""
    case .pod(let id):
      guard let pod = cluster.pods[id] else { return "a pod that is gone" }
      let place =
        pod.address.map(\.description) ?? cluster.error(of: pod) ?? "no address of its own"
      let host = pod.node.flatMap(cluster.nodes.name(of:)).map { " on \($0)" } ?? ""
      return "\(pod.name) \(place)\(host)"
    case .pods(let count, let id):
      let name = cluster.nodes.name(of: id) ?? "a node that is gone"
      let place = match.place.map { " \($0)" } ?? ""
      return "\(name)\(place) \(count) \(count == 1 ? "pod" : "pods")"
    }
  }

  /// The numbers of a block that the question is about, else how full it is.
  private func numbers(of here: BlockFigures, in cluster: Cluster) -> String {
    var text = ""
    if here.node.state != .ready {
      text += " \(here.node.state.rawValue)"
      if let error = here.node.error ?? here.node.agentError { text += ": \(error)" }
      if here.committed == 0 { return text }
    }
    let asked = query.condition.figures
    for (figure, isShare) in asked.isEmpty ? [(.used, true)] : asked.prefix(3) {
      guard let (part, whole) = here.value(of: figure, in: cluster.pods) else { continue }
      if isShare, let whole, whole > 0 {
        text += " \(figure.rawValue) \(Self.percent(part, of: whole)) %"
      } else {
        text += " \(figure.rawValue) \(part)"
      }
    }
    return text
  }

  /// A share in whole percent, rounded down: what is not full never reads as 100.
  private static func percent(_ part: UInt128, of whole: UInt128) -> UInt128 {
    let product = part.multipliedFullWidth(by: 100)
    // The quotient has to fit; beyond that many times the whole nobody counts.
    guard product.high < whole else { return .max }
    return whole.dividingFullWidth(product).quotient
  }
}

extension NodeQuery.Condition {
  /// The numbers that the condition compares, each once, and whether as shares.
  fileprivate var figures: [(figure: NodeQuery.Figure, isShare: Bool)] {
    switch self {
    case .figure(let figure, _, .percent): return [(figure, true)]
    case .figure(let figure, _, .count): return [(figure, false)]
    case .trait(.stranded): return [(.stranded, true)]
    case .trait(.fragmented): return [(.fragmentation, true)]
    case .not(let part): return part.figures
    case .all(let parts), .any(let parts):
      var all: [(figure: NodeQuery.Figure, isShare: Bool)] = []
      for part in parts.flatMap(\.figures)
      where !all.contains(where: { $0 == part }) { all.append(part) }
      return all
    default: return []
    }
  }
}
