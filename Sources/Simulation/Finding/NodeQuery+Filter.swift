import Addressing
public import Allocation

extension NodeQuery {
  /// A question put to nodes as a whole, for lists of nodes.
  ///
  /// Where a node has blocks of both families it is enough that one of them fits. A condition about pods
  /// holds of a node on which such a pod is.
  public struct Filter: Sendable {
    /// The question.
    public let query: NodeQuery
    private let ground: FindingGround
    private let families: [IPFamily]
    /// For each condition about pods, by the number of a node, whether such a pod is there.
    private var hosts: [NodeQuery.Condition: [Bool]] = [:]

    /// The question about the nodes of `cluster`.
    public init(
      _ query: NodeQuery, in cluster: Cluster, claims: [Claim] = [], annotations: [Annotation] = []
    ) {
      self.query = query
      ground = FindingGround(cluster: cluster, claims: claims, annotations: annotations)
      families = IPFamily.allCases.filter { cluster.mode.unitLength($0) != nil }
      for leaf in query.condition.leavesOfPods where hosts[leaf] == nil {
        hosts[leaf] = Self.hosts(of: leaf, ground)
      }
    }

    /// Whether the node is what the question is about.
    public func matches(_ node: Node) -> Bool {
      families.contains { family in
        let here = BlockFigures(node, family: family)
        return query.condition.truth { leaf in
          if let list = hosts[leaf] {
            let index = Int(node.id.rawValue)
            return index < list.count && list[index]
          }
          // Whoever asks for a size of block means any of the node's.
          if case .size(let relation, let length) = leaf {
            let blocks = here.blocks
            return blocks.isEmpty
              ? nil : blocks.contains { NodeQuery.holds(relation, $0.length, length) }
          }
          return ground.holds(leaf, here)
        } == true
      }
    }

    private static func hosts(of leaf: NodeQuery.Condition, _ ground: FindingGround) -> [Bool] {
      let pods = ground.cluster.pods
      var hosts = [Bool](repeating: false, count: Int(ground.cluster.nodes.nextID.rawValue))
      var judge = PodJudge(leaf, ground)
      pods.forEachRun { run in
        let verdict = judge.verdict(onRun: run)
        guard verdict != false else { return true }
        pods.forEach(in: run) { id in
          guard let node = pods.node(of: id), !hosts[Int(node.rawValue)],
            verdict == true || judge.holds(id, in: run)
          else { return }
          hosts[Int(node.rawValue)] = true
        }
        return true
      }
      return hosts
    }
  }
}

extension NodeQuery.Condition {
  /// The leaves that only pods can answer.
  fileprivate var leavesOfPods: [NodeQuery.Condition] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.leavesOfPods)
    case .not(let part): part.leavesOfPods
    case .label(.pod, _, _), .label(.app, _, _), .label(.namespace, _, _): [self]
    default: []
    }
  }
}
