import Addressing
import Importing

/// The node blocks behind pods' addresses, where no file shows any block.
///
/// A table of pods is often all there is. If each node's pods lie in one aligned block, and no two
/// nodes' in the same, then those are taken for the nodes' blocks; else nothing is guessed.
///
///     node-a  10.0.0.10  10.0.0.11        /24: both nodes in 10.0.0.0/24, no
///     node-b  10.0.0.130                  /25: 10.0.0.0/25 and 10.0.0.128/25, yes
struct BlockGuess {
  /// The blocks by node, and of what lengths they are.
  private(set) var blocks: [String: [IPPrefix]] = [:]
  private(set) var lengths: [Int] = []

  /// Lengths in the order in which they are tried: what is usual, then finer, then coarser.
  private static let candidates: [IPFamily: [Int]] = [
    .v4: [24, 25, 26, 27, 28, 23, 22, 21, 20], .v6: [64, 80, 96, 112, 120, 122, 124],
  ]

  init(_ cluster: ImportedCluster) {
    let isBlockless = ["eni", "azure", "alibabacloud", "crd", "delegated-plugin"]
    guard !isBlockless.contains(cluster.mode ?? ""),
      cluster.nodes.allSatisfy({ $0.blocks.isEmpty && $0.addressPool.isEmpty })
    else { return }
    for family in IPFamily.allCases {
      let held = Self.addresses(family, of: cluster)
      guard !held.isEmpty else { continue }
      for length in Self.candidates[family] ?? [] {
        guard let found = Self.blocks(ofLength: length, around: held) else { continue }
        for (node, block) in found { blocks[node, default: []].append(block) }
        lengths.append(length)
        break
      }
    }
  }

  private static func addresses(
    _ family: IPFamily, of cluster: ImportedCluster
  ) -> [(node: String, address: IPAddress)] {
    cluster.pods.filter(\.holdsPodAddress).flatMap { pod in
      guard let node = pod.node else { return [(node: String, address: IPAddress)]() }
      return pod.addresses.filter { $0.family == family }.map { (node, $0) }
    }
  }

  /// One block a node and one node a block, or nothing.
  private static func blocks(
    ofLength length: Int, around held: [(node: String, address: IPAddress)]
  ) -> [(node: String, block: IPPrefix)]? {
    var blockOf: [String: IPPrefix] = [:]
    var nodeOf: [IPPrefix: String] = [:]
    var found: [(node: String, block: IPPrefix)] = []
    for (node, address) in held {
      let block = IPPrefix(address, length: length)
      if blockOf[node] == nil, nodeOf[block] == nil {
        blockOf[node] = block
        nodeOf[block] = node
        found.append((node, block))
      }
      guard blockOf[node] == block, nodeOf[block] == node else { return nil }
    }
    return found
  }
}
