import Addressing

/// What only the whole cluster shows: gaps, overlaps, addresses where none should be.
struct Findings {
  let cluster: ImportedCluster

  func tell(to remarks: inout Remarks) {
    tellNodes(&remarks)
    tellOverlaps(&remarks)
    tellPods(&remarks)
    tellAddresses(&remarks)
    for leak in cluster.leaks {
      remarks.add(
        .warning, nil, "addresses and blocks still held for what is gone",
        of: "\(leak.prefix) for \(leak.owner) by \(leak.holder)")
    }
  }

  private func tellNodes(_ remarks: inout Remarks) {
    for node in cluster.nodes {
      if node.sources == .pod {
        remarks.add(.note, nil, "nodes known only from the pods on them", of: node.name)
      } else if node.blocks.isEmpty, cluster.givesBlocksAtOnce,
        !node.sources.isSubset(of: [.table, .pod, .agent])
      {
        remarks.add(.warning, nil, "nodes without a block", of: node.name)
      }
      if let error = node.operatorError {
        // The node's own name in the text would make a line of its own for each node.
        let text = error.replacing(node.name, with: "…")
        remarks.add(
          .warning, nil, "nodes that the operator reports an error for, \(text.quoted)",
          of: node.name)
      }
      for block in node.blocks where !cluster.pools.isEmpty {
        if !cluster.pools.contains(where: { $0.prefix.contains(block) }) {
          remarks.add(
            .warning, nil, "blocks outside every pool", of: "\(block) of \(node.name)")
        }
      }
    }
  }

  /// Blocks sorted by address and then widest first: whatever overlaps lies inside an open one.
  private func tellOverlaps(_ remarks: inout Remarks) {
    let held = cluster.nodes.flatMap { node in node.blocks.map { (block: $0, node: node.name) } }
      .sorted { ($0.block.base, $0.block.length) < ($1.block.base, $1.block.length) }
    var open: [(block: IPPrefix, node: String)] = []
    for entry in held {
      while let last = open.last, !last.block.contains(entry.block) { open.removeLast() }
      if let outer = open.last, outer.block == entry.block {
        remarks.add(
          .warning, nil, "blocks that two nodes hold",
          of: "\(entry.block) of \(outer.node) and \(entry.node)")
      } else if let outer = open.last {
        remarks.add(
          .warning, nil, "blocks inside another node's block",
          of: "\(entry.block) of \(entry.node) in \(outer.block) of \(outer.node)")
      }
      open.append(entry)
    }
  }

  private func tellPods(_ remarks: inout Remarks) {
    for pod in cluster.pods {
      let name = "\(pod.namespace)/\(pod.name)"
      if pod.network == .host {
        remarks.add(.note, nil, "host-network pods, which take no pod address", of: name)
      } else if pod.isFinished, !pod.addresses.isEmpty {
        remarks.add(.note, nil, "finished pods that still show an address, not counted", of: name)
      } else if pod.addresses.isEmpty {
        remarks.add(.note, nil, "pods without an address", of: name)
      }
      if pod.requestedAddress != nil {
        remarks.add(
          .note, nil, "pods that ask for an address by annotation, which no Cilium reads", of: name)
      }
    }
  }

  private func tellAddresses(_ remarks: inout Remarks) {
    let blocks = Dictionary(uniqueKeysWithValues: cluster.nodes.map { ($0.name, $0.blocks) })
    let all = PrefixSet(cluster.nodes.flatMap(\.blocks))
    let given = cluster.givenAddresses
    var holders: [IPAddress: Int] = [:]
    for (index, pod) in cluster.pods.enumerated() where pod.holdsPodAddress {
      for address in pod.addresses {
        if let first = holders[address] {
          let other = cluster.pods[first]
          remarks.add(
            .warning, nil, "addresses that two pods hold",
            of: "\(address) of \(other.namespace)/\(other.name) and \(pod.namespace)/\(pod.name)")
        }
        holders[address] = index
        if !cluster.usesBlocks, let node = pod.node, given[node]?.contains(address) == false {
          remarks.add(
            .warning, nil, "addresses of pods that their nodes do not have",
            of: "\(address) of \(pod.namespace)/\(pod.name) on \(node)")
        }
        guard !all.isEmpty, cluster.usesBlocks else { continue }
        let own = pod.node.flatMap { blocks[$0] } ?? []
        if own.contains(where: { $0.contains(address) }) { continue }
        let isOfAnother = all.contains(address)
        // Calico lends addresses of other nodes' blocks when no block is left.
        if isOfAnother, cluster.mode == "calico" {
          remarks.add(
            .note, nil, "addresses borrowed from another node's block",
            of: "\(address) of \(pod.namespace)/\(pod.name)")
          continue
        }
        let text =
          isOfAnother ? "addresses in another node's block" : "addresses outside every block"
        remarks.add(
          .warning, nil, text, of: "\(address) of \(pod.namespace)/\(pod.name)")
      }
    }
  }
}
