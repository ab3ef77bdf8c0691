import Addressing
import Allocation

extension NodeQuery.Condition {
  /// Whether the condition holds where `leaf` says so of the parts; nil where it cannot be said.
  ///
  /// What cannot be said stays so when it is denied: that a free block has no zone does not make it a
  /// block outside zone a. (The logic of Kleene, as in SQL's null.)
  func truth(_ leaf: (NodeQuery.Condition) -> Bool?) -> Bool? {
    switch self {
    case .all(let parts):
      var isKnown = true
      for part in parts {
        guard let holds = part.truth(leaf) else {
          isKnown = false
          continue
        }
        if !holds { return false }
      }
      return isKnown ? true : nil
    case .any(let parts):
      var isKnown = true
      for part in parts {
        guard let holds = part.truth(leaf) else {
          isKnown = false
          continue
        }
        if holds { return true }
      }
      return isKnown ? false : nil
    case .not(let part): return part.truth(leaf).map { !$0 }
    default: return leaf(self)
    }
  }

  /// The condition for one kind of thing, all of whose matches a word of the condition asks for.
  ///
  /// `full` asks for blocks, not for each of their pods, though pods lie in full blocks; `web and
  /// full` asks for pods called so in such blocks, and `web or full` for pods called so alone.
  func asking(_ isAsked: (NodeQuery.Condition) -> Bool) -> NodeQuery.Condition? {
    switch self {
    case .all(let parts):
      let asking = parts.map { $0.asking(isAsked) }
      guard asking.contains(where: { $0 != nil }) else { return nil }
      return .all(zip(parts, asking).map { $1 ?? $0 })
    case .any(let parts):
      let asking = parts.compactMap { $0.asking(isAsked) }
      return asking.isEmpty ? nil : .any(asking)
    case .not: return nil
    default: return isAsked(self) ? self : nil
    }
  }

  /// Whether any part of the condition is such a one.
  func contains(_ isSuch: (NodeQuery.Condition) -> Bool) -> Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains { $0.contains(isSuch) }
    case .not(let part): part.contains(isSuch)
    default: isSuch(self)
    }
  }
}

/// What conditions are held against: a cluster with what has been said of its addresses.
struct FindingGround: Sendable {
  let cluster: Cluster
  let claims: [Claim]
  let annotations: [Annotation]

  /// What a condition says of a block, or of a whole node; nil where it says nothing.
  func holds(_ condition: NodeQuery.Condition, _ here: BlockFigures) -> Bool? {
    switch condition {
    case .trait(let trait): return holds(trait, here)
    case .figure(let figure, let relation, let amount):
      return here.compare(figure, relation, amount, in: cluster.pods)
    case .label(let label, let isLike, let pattern):
      return holds(label, pattern, here).map { $0 == isLike }
    case .size(let relation, let length):
      return here.block.map { NodeQuery.holds(relation, $0.length, length) }
    case .within(let prefix):
      return here.blocks.contains(where: prefix.overlaps)
    case .named(let pattern): return pattern.matches(here.node.name)
    case .all, .any, .not: preconditionFailure("only a leaf is asked")
    }
  }

  private func holds(_ trait: NodeQuery.Trait, _ here: BlockFigures) -> Bool? {
    switch trait {
    case .ready: return here.node.state == .ready
    case .waiting: return here.node.state == .waiting
    case .failed: return here.node.state == .failed
    case .cordoned: return here.node.isCordoned
    case .free: return false
    case .claimed: return here.blocks.contains { isClaimed($0) }
    case .annotated: return here.blocks.contains { isAnnotated($0) }
    case .contested: return here.blocks.contains { isContested($0) }
    case _ where here.committed == 0: return nil
    case .full: return here.free == 0 && here.usable > 0 && !here.isOneAddress
    case .empty: return here.used == 0
    case .reserved: return here.reserved == here.committed
    case .stranded: return here.stranded > here.committed / 2
    case .fragmented: return here.outsideRuns > here.free / 2
    }
  }

  private func holds(
    _ label: NodeQuery.Label, _ pattern: NamePattern, _ here: BlockFigures
  ) -> Bool? {
    switch label {
    case .name, .node: return pattern.matches(here.node.name)
    case .zone: return here.node.zone.map(pattern.matches) ?? false
    case .type: return here.node.instanceType.map(pattern.matches) ?? false
    case .state:
      return pattern.matches(here.node.state.rawValue)
        || here.node.isCordoned && pattern.matches(NodeQuery.NodeStateWord.cordoned.rawValue)
    case .claim:
      return claims.contains { claim in
        pattern.matches(claim.name) && here.blocks.contains(where: claim.prefix.overlaps)
      }
    case .annotation:
      return annotations.contains { note in
        pattern.matches(note.text) && here.blocks.contains(where: note.prefix.overlaps)
      }
    case .pod, .app, .namespace: return nil
    }
  }

  func isClaimed(_ prefix: IPPrefix) -> Bool {
    claims.contains { $0.prefix.overlaps(prefix) }
  }

  private func isAnnotated(_ prefix: IPPrefix) -> Bool {
    annotations.contains { $0.prefix.overlaps(prefix) }
  }

  private func isContested(_ prefix: IPPrefix) -> Bool {
    cluster.ledger.sections.contains { section in
      guard let cells = section.grid.indices(overlapping: prefix) else { return false }
      return section.holdings(in: cells).contested > 0
    }
  }
}

extension BlockFigures {
  /// The block, or all blocks of the family.
  var blocks: [IPPrefix] {
    block.map { [$0] } ?? node.blocks.filter { $0.family == family }
  }

  /// A single address in use is just that, and no full block.
  var isOneAddress: Bool { block?.hostBits == 0 }
}

extension NodeQuery {
  /// Whether a prefix is so much larger than one of `wanted`: a /20 is larger than a /24.
  static func holds(_ relation: Expectation.Relation, _ length: Int, _ wanted: Int) -> Bool {
    relation.holds(Int128(wanted), Int128(length))
  }
}
