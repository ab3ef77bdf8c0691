import Addressing
import Allocation

/// What one state of a cluster has that another has not, as address space.
///
///     gained   blocks that nodes would be given, and addresses that pods would get
///     lost     blocks and addresses that would be given back
///
/// A pod's address inside a block that is gained itself is part of the block.
struct ClusterDifference: Hashable, Sendable {
  /// Blocks and single addresses, in the order of addresses.
  var gained: [IPPrefix] = []
  var lost: [IPPrefix] = []

  /// Nothing differs.
  init() {}

  /// What `after` has that `before` had not, and the other way round.
  init(from before: Cluster?, to after: Cluster?) {
    let (oldBlocks, newBlocks) = (Self.blocks(of: before), Self.blocks(of: after))
    let given = newBlocks.subtracting(oldBlocks)
    let freed = oldBlocks.subtracting(newBlocks)
    let (oldPods, newPods) = (Self.addresses(of: before), Self.addresses(of: after))
    gained = Self.merged(given, newPods.subtracting(oldPods))
    lost = Self.merged(freed, oldPods.subtracting(newPods))
  }

  var isEmpty: Bool { gained.isEmpty && lost.isEmpty }

  private static func blocks(of cluster: Cluster?) -> Set<IPPrefix> {
    var blocks: Set<IPPrefix> = []
    cluster?.nodes.forEach { node in
      for block in node.blocks { blocks.insert(block) }
    }
    return blocks
  }

  private static func addresses(of cluster: Cluster?) -> Set<IPPrefix> {
    guard let cluster else { return [] }
    var addresses: Set<IPPrefix> = []
    cluster.pods.forEach { id in
      guard cluster.pods.status(of: id).isRunning, let pod = cluster.pods[id] else { return true }
      for address in [pod.v4, pod.v6] {
        if let address { addresses.insert(IPPrefix(address)) }
      }
      return true
    }
    return addresses
  }

  /// Both in the order of addresses, without what lies inside something before it.
  private static func merged(_ blocks: Set<IPPrefix>, _ addresses: Set<IPPrefix>) -> [IPPrefix] {
    let all = blocks.union(addresses).sorted { one, other in
      (one.family == .v4 ? 0 : 1, one.base.bits, one.length)
        < (other.family == .v4 ? 0 : 1, other.base.bits, other.length)
    }
    var kept: [IPPrefix] = []
    for prefix in all {
      if let last = kept.last, last.contains(prefix) { continue }
      kept.append(prefix)
    }
    return kept
  }
}
