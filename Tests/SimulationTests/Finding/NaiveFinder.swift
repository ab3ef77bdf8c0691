import Addressing
import Allocation
import Simulation

/// A search that looks at every address, every pod and every possible piece one by one.
///
/// It answers questions that are alternatives of lists: `a and not b or c and d`.
struct NaiveFinder {
  let cluster: Cluster
  let claims: [Claim]
  let annotations: [Annotation]

  typealias Leaf = NodeQuery.Condition

  /// Everything that is found, as words; their order means nothing.
  func findings(_ alternatives: [[Leaf]]) -> [String] {
    var found: [String] = []
    for id in cluster.nodes.ids {
      guard let node = cluster.nodes[id] else { continue }
      let blocks = Array(Set(node.blocks))
      let isWhole = blocks.count > 8 || blocks.allSatisfy { $0.hostBits == 0 }
      for block in isWhole ? [] : blocks
      where holds(
        alternatives, { _ in true }, requiringOne: false, { say($0, node, [block], block) })
      {
        found.append("block \(block) \(node.name)")
      }
      if isWhole {
        let isFound = IPFamily.allCases.contains { family in
          guard cluster.mode.unitLength(family) != nil else { return false }
          let own = blocks.filter { $0.family == family }
          return holds(
            alternatives, { _ in true }, requiringOne: false, { say($0, node, own, nil) })
        }
        if isFound { found.append("node \(node.name)") }
      }
    }
    for (piece, unit) in freePieces
    where holds(alternatives, isOfFreeSpace, { say($0, piece: piece, unit) }) {
      found.append("free \(piece)")
    }
    for part in cluster.mode.withheld
    where holds(
      alternatives, { $0 == .trait(.reserved) },
      {
        $0 == .trait(.reserved) ? true : say($0, stretch: part)
      })
    {
      found.append("withheld \(part)")
    }
    for (index, claim) in claims.enumerated()
    where holds(
      alternatives, { isOf($0, .claim, .claimed) },
      {
        say($0, .claim, .claimed, claim.name, claim.prefix)
      })
    {
      found.append("claim \(index)")
    }
    for (index, note) in annotations.enumerated()
    where holds(
      alternatives, { isOf($0, .annotation, .annotated) },
      {
        say($0, .annotation, .annotated, note.text, note.prefix)
      })
    {
      found.append("annotation \(index)")
    }
    cluster.pods.forEach { id in
      if let pod = cluster.pods[id], holds(alternatives, isOfPods, { say($0, pod) }) {
        found.append("pod \(pod.name)")
      }
      return true
    }
    return found.sorted()
  }

  private func holds(
    _ alternatives: [[Leaf]], _ isAsked: (Leaf) -> Bool, requiringOne: Bool = true,
    _ say: (Leaf) -> Bool?
  ) -> Bool {
    alternatives.contains { list in
      (!requiringOne || list.contains(where: isAsked))
        && list.allSatisfy { leaf in
          if case .not(let inner) = leaf { return say(inner) == false }
          return say(leaf) == true
        }
    }
  }
}

extension NaiveFinder {
  private func isOfFreeSpace(_ leaf: Leaf) -> Bool {
    switch leaf {
    case .trait(.free), .trait(.fragmented), .size, .within: true
    default: false
    }
  }

  private func isOf(_ leaf: Leaf, _ own: NodeQuery.Label, _ trait: NodeQuery.Trait) -> Bool {
    switch leaf {
    case .trait(trait), .label(own, _, _), .named, .label(.name, true, _): true
    default: false
    }
  }

  private func isOfPods(_ leaf: Leaf) -> Bool {
    switch leaf {
    case .label(.pod, _, _), .label(.app, _, _), .label(.namespace, _, _), .named,
      .label(.name, true, _):
      true
    default: false
    }
  }

  /// Every aligned stretch of units that is free as a whole while the one twice as large is not.
  private var freePieces: [(IPPrefix, Int)] {
    var pieces: [(IPPrefix, Int)] = []
    for family in IPFamily.allCases {
      for set in cluster.mode.blockSets(family) where cluster.mode.unitLength(family) != nil {
        let unit = cluster.mode.unitLength(of: set.cluster) ?? set.nodeMask
        func isFree(_ prefix: IPPrefix) -> Bool {
          (0..<set.maxCIDRs).allSatisfy { !set.used[$0] || !prefix.overlaps(set.block(at: $0)) }
        }
        for length in set.cluster.length...max(set.cluster.length, min(unit, set.nodeMask)) {
          guard let grid = BlockGrid(set.cluster, blockLength: length) else { continue }
          for index in 0..<grid.count where isFree(grid[index]) {
            let isWhole = length == set.cluster.length
            if !isWhole, isFree(IPPrefix(grid[index].base, length: length - 1)) { continue }
            pieces.append((grid[index], unit))
          }
        }
      }
    }
    return pieces
  }

  private func say(_ leaf: Leaf, piece: IPPrefix, _ unit: Int) -> Bool? {
    switch leaf {
    case .trait(.free): true
    case .trait(.fragmented): piece.length >= unit
    case .size(.equal, let length): piece.length <= length
    case .size(.notEqual, let length): piece.length > length
    default: say(leaf, stretch: piece)
    }
  }

  private func say(
    _ leaf: Leaf, _ own: NodeQuery.Label, _ trait: NodeQuery.Trait, _ text: String,
    _ prefix: IPPrefix
  ) -> Bool? {
    switch leaf {
    case .trait(trait): true
    case .named(let pattern): like(pattern, text)
    case .label(let label, let isLike, let pattern) where label == own || label == .name:
      like(pattern, text) == isLike
    default: say(leaf, stretch: prefix)
    }
  }

  private func say(_ leaf: Leaf, stretch: IPPrefix) -> Bool? {
    switch leaf {
    case .trait(.claimed): claims.contains { $0.prefix.overlaps(stretch) }
    case .trait(.annotated): annotations.contains { $0.prefix.overlaps(stretch) }
    case .trait(.free): false
    case .label(.claim, let isLike, let pattern):
      claims.contains { like(pattern, $0.name) && $0.prefix.overlaps(stretch) } == isLike
    case .label(.annotation, let isLike, let pattern):
      annotations.contains { like(pattern, $0.text) && $0.prefix.overlaps(stretch) } == isLike
    case .size(let relation, let length): relation.holds(Int128(-stretch.length), Int128(-length))
    case .within(let prefix): prefix.overlaps(stretch)
    default: nil
    }
  }
}
