public import Addressing

/// What nodes hold where no file shows a block of any: it is concluded from the addresses at hand.
///
/// A table of pods is often all there is. If each node's pods lie in one aligned block, and no two
/// nodes' in the same, then those are taken for the nodes' blocks. Else, and in the modes that know
/// no blocks, each address is held alone.
///
///     node-a  10.0.0.10  10.0.0.11        /24: both nodes in 10.0.0.0/24, no
///     node-b  10.0.0.130                  /25: 10.0.0.0/25 and 10.0.0.128/25, yes
///     node-c  10.0.0.12                   no length tells a from c: each address alone
public struct ConcludedBlocks: Hashable, Sendable {
  /// Of what length the blocks of each family are; that of an address where each is held alone.
  public private(set) var lengths: [IPFamily: Int] = [:]

  /// Lengths in the order in which they are tried: what is usual, then finer, then coarser.
  private static let candidates: [IPFamily: [Int]] = [
    .v4: [24, 25, 26, 27, 28, 23, 22, 21, 20], .v6: [64, 80, 96, 112, 120, 122, 124],
  ]

  /// What is concluded of a cluster; nil where a node shows a block, or nobody holds an address.
  public init?(_ cluster: ImportedCluster) {
    guard cluster.nodes.allSatisfy(\.blocks.isEmpty) else { return nil }
    let held = cluster.addressesByNode
    let hasPools = cluster.nodes.contains { !$0.addressPool.isEmpty }
    for family in IPFamily.allCases {
      let held = held.mapValues { $0.filter { $0.family == family } }.filter { !$0.value.isEmpty }
      guard !held.isEmpty else { continue }
      let length = (Self.candidates[family] ?? []).first {
        cluster.usesBlocks && !hasPools && Self.isOneEach($0, held)
      }
      lengths[family] = length ?? family.bitWidth
    }
    if lengths.isEmpty { return nil }
  }

  /// One block a node and one node a block.
  private static func isOneEach(_ length: Int, _ held: [String: [IPAddress]]) -> Bool {
    var blocks: Set<IPPrefix> = []
    return held.values.allSatisfy { addresses in
      guard let first = addresses.first.map({ IPPrefix($0, length: length) }) else { return true }
      return addresses.allSatisfy(first.contains) && blocks.insert(first).inserted
    }
  }

  /// Whether every address of a family is held alone.
  public func isSingle(_ family: IPFamily) -> Bool { lengths[family] == family.bitWidth }

  /// What a node holds that has these addresses, each block once and in order.
  public func blocks(of addresses: some Sequence<IPAddress>) -> [IPPrefix] {
    let blocks = addresses.compactMap { address in
      lengths[address.family].map { IPPrefix(address, length: $0) }
    }
    return Set(blocks).sorted()
  }
}

extension ImportedCluster {
  /// The single addresses that nodes were given, by node; nodes of which no file tells any are none.
  public var givenAddresses: [String: Set<IPAddress>] {
    var given: [String: Set<IPAddress>] = [:]
    for node in nodes where !node.addressPool.isEmpty {
      given[node.name] = Set(node.addressPool.map(\.address))
    }
    return given
  }

  /// The addresses that each node holds, by node: those given to it and those of its pods.
  public var addressesByNode: [String: [IPAddress]] {
    var held: [String: [IPAddress]] = [:]
    for node in nodes where !node.addressPool.isEmpty {
      held[node.name] = node.addressPool.map(\.address)
    }
    for pod in pods where pod.holdsPodAddress {
      if let node = pod.node { held[node, default: []] += pod.addresses }
    }
    return held
  }
}
