import Addressing
import Allocation
import Simulation

extension ExplorerApp.State {
  /// Rows of a table that completion looks at: it must not be felt in a cluster of millions.
  private static var lookLimit: Int { 8192 }
  /// Names that are offered at once.
  private static var offerLimit: Int { 64 }

  /// What exists in the cluster and could complete the last word of `line`.
  func names(of kind: ArgumentKind, startingWith line: String) -> [String] {
    let word = line.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let start = String(word.split(separator: "=", omittingEmptySubsequences: false).last ?? "")
    switch kind {
    case .plan, .planScope: return session.moment.plans.map(\.name)
    case .pool: return pools.map(\.description)
    case .node: return nodeNames(startingWith: start)
    case .pod: return podNames(startingWith: start)
    case .app: return unique(cluster?.pods.apps.map(\.name) ?? [])
    case .namespace: return unique(cluster?.pods.apps.map(\.namespace) ?? [])
    case .subject: return nodeNames(startingWith: start) + podNames(startingWith: start)
    case .zone: return unique(firstNodes.compactMap(\.zone)).sorted()
    case .machineType: return unique(firstNodes.compactMap(\.instanceType)).sorted()
    default: return []
    }
  }

  private var firstNodes: [Node] {
    guard let cluster else { return [] }
    let end = min(cluster.nodes.nextID.rawValue, UInt32(Self.lookLimit))
    return (0..<end).compactMap { cluster.nodes[NodeID(rawValue: $0)] }
  }

  private func nodeNames(startingWith start: String) -> [String] {
    Array(firstNodes.lazy.map(\.name).filter { $0.hasPrefix(start) }.prefix(Self.offerLimit))
  }

  private func podNames(startingWith start: String) -> [String] {
    guard let cluster else { return [] }
    var found: [String] = []
    var looked = 0
    cluster.pods.forEach { id in
      looked += 1
      if let name = cluster.pods[id]?.name {
        // `default/` is what a name without a namespace means, so it need not be typed.
        let text = name.namespace == "default" ? name.name : name.description
        if text.hasPrefix(start) { found.append(text) }
      }
      return found.count < Self.offerLimit && looked < Self.lookLimit
    }
    return found
  }

  private func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
