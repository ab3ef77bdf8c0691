import Addressing
import Importing

extension Check {
  /// Blocks that two nodes hold, wholly or in part, and blocks that no pool has.
  mutating func findBlockFaults() {
    let held = cluster.nodes.flatMap { node in node.blocks.map { (block: $0, node: node.name) } }
      .sorted {
        ($0.block.base, $0.block.length, $0.node) < ($1.block.base, $1.block.length, $1.node)
      }
    var open: [(block: IPPrefix, node: String)] = []
    for entry in held {
      while let last = open.last, !last.block.contains(entry.block) { open.removeLast() }
      if let outer = open.last {
        let range = IPRange(entry.block)
        let how = outer.block == entry.block ? "is held by" : "of \(entry.node) lies in that of"
        let who = outer.block == entry.block ? "\(outer.node) and \(entry.node)" : outer.node
        add(
          .blockShared,
          "block \(entry.block) \(how) \(who): \(range.lower) to \(range.upper) have two users",
          evidence: "\(outer.block), \(entry.block)")
      }
      open.append(entry)
    }
    let pools = allPools.map(\.prefix)
    guard !pools.isEmpty else { return }
    for entry in held where !pools.contains(where: { $0.contains(entry.block) }) {
      add(
        .blockOutsidePools, "block \(entry.block) of node \(entry.node) lies outside every pool",
        evidence: "\(entry.block)")
    }
  }

  /// Nodes that wait, and blocks whose node is gone.
  mutating func findNodeFaults() {
    for node in cluster.nodes {
      if let error = node.operatorError {
        add(
          .nodeWaiting, "node \(node.name) has an error in its status: \"\(error)\"",
          evidence: error)
      } else if cluster.givesBlocksAtOnce, node.blocks.isEmpty,
        !node.sources.isSubset(of: [.table, .pod, .agent])
      {
        add(.nodeWaiting, "node \(node.name) waits for a block", evidence: node.name)
      }
      if node.isGone, node.sources.contains(.ciliumNode) {
        let blocks = node.blocks.map(\.description).joined(separator: ", ")
        add(
          .blockOfGoneNode,
          "CiliumNode \(node.name) has no Node and still holds "
            + (blocks.isEmpty ? "its name" : blocks), evidence: blocks)
      }
    }
  }

  /// What is held for nodes and pods that are not there any more.
  mutating func findLeaks() {
    for leak in cluster.leaks {
      let isOfNode = leak.owner.hasPrefix("node ")
      let range = IPRange(leak.prefix)
      let what = range.lower == range.upper ? "\(range.lower)" : "block \(leak.prefix)"
      add(
        isOfNode ? .blockOfGoneNode : .addressOfGonePod,
        "\(what) is still held for \(leak.owner), which is gone (\(leak.holder))",
        evidence: "\(leak.prefix)", place: ImportedPlace(file: leak.source, key: ""))
    }
  }

  /// Addresses with two holders, in a wrong block, or of a node that is gone.
  mutating func findAddressFaults() {
    let blocks = Dictionary(cluster.nodes.map { ($0.name, $0.blocks) }) { first, _ in first }
    let all = PrefixSet(cluster.nodes.flatMap(\.blocks))
    let given = cluster.givenAddresses
    let knowsNodes = cluster.nodes.contains { $0.sources.contains(.node) }
    let gone = Set(cluster.nodes.filter { $0.sources == .pod }.map(\.name))
    var holders: [IPAddress: String] = [:]
    let services = Dictionary(cluster.serviceAddresses.map { ($0.address, $0.service) }) { one, _ in
      one
    }
    for pod in cluster.pods where pod.holdsPodAddress {
      let name = "\(pod.namespace)/\(pod.name)"
      if knowsNodes, let node = pod.node, gone.contains(node) {
        let held = pod.addresses.map(\.description).joined(separator: ", ")
        add(
          .podOfGoneNode, "pod \(name) still holds \(held) on node \(node), which is gone",
          evidence: held)
        continue
      }
      for address in pod.addresses {
        if let other = holders[address] {
          add(
            .addressShared, "\(address) is held by pods \(other) and \(name)",
            evidence: "\(address)")
        }
        holders[address] = name
        if let service = services[address] {
          add(
            .addressShared, "\(address) is held by pod \(name) and by Service \(service)",
            evidence: "\(address)")
        }
        if !cluster.usesBlocks, let node = pod.node, given[node]?.contains(address) == false {
          add(
            .addressOutsideBlock,
            "\(address) of pod \(name) is none of the addresses that its node \(node) has",
            evidence: "\(address)")
        }
        guard cluster.usesBlocks, !all.isEmpty else { continue }
        let own = pod.node.flatMap { blocks[$0] } ?? []
        guard !own.contains(where: { $0.contains(address) }) else { continue }
        // Calico lends addresses of other nodes' blocks when no block is left.
        if cluster.mode == "calico", all.contains(address) { continue }
        add(
          .addressOutsideBlock,
          "\(address) of pod \(name) lies outside the block of its node \(pod.node ?? "none")"
            + (all.contains(address) ? ", in that of another" : ""), evidence: "\(address)")
      }
    }
  }
}
