import Addressing
import Allocation

/// What a list of nodes is sorted, grouped and filtered by, read off one node.
struct NodeFigures: Hashable, Sendable {
  let id: NodeID
  let name: String
  let zone: String?
  let instanceType: String?
  let state: NodeState
  let isCordoned: Bool
  /// Addresses of the first family of the node that pods hold, and that they could hold.
  let used: Int
  let usable: Int
  let pods: Int
  let maxPods: Int
  let blocks: Int
  /// The first of the pools that holds a block of the node.
  let pool: Int?

  init(_ node: Node, pools: [IPPrefix]) {
    id = node.id
    name = node.name
    zone = node.zone
    instanceType = node.instanceType
    state = node.state
    isCordoned = node.isCordoned
    let range = node.usage
    used = range.used
    usable = range.usable
    pods = node.pods.count
    maxPods = node.maxPods
    blocks = node.blocks.count
    pool = node.blocks.first.flatMap { block in pools.firstIndex { $0.overlaps(block) } }
  }

  var free: Int { usable - used }

  /// Whether the node has addresses and none of them is left.
  var isFull: Bool { usable > 0 && used >= usable }

  /// The share of the usable addresses that pods hold; nil without any.
  ///
  /// Equal shares are equal numbers, for a division of two integers is rounded only once.
  var share: Double? { usable > 0 ? Double(used) / Double(usable) : nil }
}

extension Node {
  /// Addresses that pods hold and could hold, in the first family that the agent has addresses of.
  var usage: (used: Int, usable: Int) {
    guard let family = ranges.first?.prefix.family else { return (0, 0) }
    var used = 0
    var usable = 0
    for range in ranges where range.prefix.family == family {
      let own = range.infrastructureCount
      used += range.taken.population - own
      usable += range.usable - own
    }
    return (used, usable)
  }

  /// The blocks as pictures show them: IPv4 before IPv6, each family by address.
  var blocksInOrder: [IPPrefix] {
    guard blocks.count > 1 else { return blocks }
    return blocks.sorted { left, right in
      if left.family != right.family { return left.family == .v4 }
      return (left.base.bits, left.length) < (right.base.bits, right.length)
    }
  }
}
