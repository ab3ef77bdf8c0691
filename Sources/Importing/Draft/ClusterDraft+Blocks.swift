import Addressing

extension ClusterDraft {
  /// Sets the blocks that the mode hands out; CIDRs that it does not use are none of its own.
  ///
  /// Where the nodes are only some of the cluster's, it has to be said whether any has a CiliumNode
  /// with blocks.
  mutating func chooseBlocks(
    of cluster: inout ImportedCluster, hasCiliumBlocks told: Bool? = nil
  ) {
    let hasCiliumBlocks = told ?? cluster.nodes.contains { !$0.ciliumBlocks.isEmpty }
    for index in cluster.nodes.indices {
      let node = cluster.nodes[index]
      cluster.nodes[index].blocks =
        switch cluster.mode {
        case "multi-pool": node.allocatedPools.flatMap(\.prefixes)
        case let mode? where ModeNames.withoutBlocks.contains(mode): []
        case "calico" where !calico.isEmpty: node.calicoBlocks
        case "kubernetes": node.kubernetesBlocks.isEmpty ? node.ciliumBlocks : node.kubernetesBlocks
        case _ where hasCiliumBlocks:
          node.ciliumBlocks
        default: ownBlocks(of: node, in: cluster.pools)
        }
    }
  }

  /// The Node's CIDRs, where a pooled mode is configured and no CiliumNode is given: its own only
  /// if they lie in the pool, else kube-controller-manager's, which Cilium then ignores.
  private mutating func ownBlocks(of node: ImportedNode, in pools: [ImportedPool]) -> [IPPrefix] {
    let blocks = node.kubernetesBlocks.filter { block in
      pools.contains { $0.prefix.contains(block) }
    }
    if !blocks.isEmpty {
      remarks.add(
        .note, nil, "podCIDRs of Nodes taken for the blocks of CiliumNodes, which are not given",
        of: node.name)
    } else if !node.kubernetesBlocks.isEmpty {
      remarks.add(
        .warning, nil,
        "podCIDRs of Nodes lie outside the configured pools and are ignored; expected also kubectl "
          + "get ciliumnodes -o json", of: node.name)
    }
    return blocks
  }

  /// Decides whose network a pod is on where only a table tells of it.
  mutating func resolveNetworks(of cluster: inout ImportedCluster) {
    let unknown = cluster.pods.indices.filter { cluster.pods[$0].network == .unknown }
    guard !unknown.isEmpty else { return }
    let nodes = Dictionary(uniqueKeysWithValues: cluster.nodes.map { ($0.name, $0) })
    let blocks = PrefixSet(cluster.nodes.flatMap(\.blocks))
    var holders: [HostAddress: Int] = [:]
    for index in unknown where !cluster.pods[index].isFinished {
      for place in cluster.pods[index].places { holders[place, default: 0] += 1 }
    }
    for index in unknown {
      let pod = cluster.pods[index]
      guard let address = pod.addresses.first else { continue }
      let node = pod.node.flatMap { nodes[$0] }
      if node?.internalAddresses.contains(address) == true {
        cluster.pods[index].network = .host
      } else if blocks.contains(address) {
        cluster.pods[index].network = .pod
      } else if pod.places.contains(where: { holders[$0, default: 0] > 1 }) || !blocks.isEmpty {
        cluster.pods[index].network = .host
        remarks.add(
          .note, nil,
          "pods of a table taken for host-network: their address is outside every block, or "
            + "several pods of one node show it", of: "\(pod.namespace)/\(pod.name)")
      }
    }
  }
}

/// An address as a node shows it; two pods of one node with the same one share the node's own.
private struct HostAddress: Hashable {
  var node: String
  var address: IPAddress
}

extension ImportedPod {
  fileprivate var places: [HostAddress] {
    node.map { name in addresses.map { HostAddress(node: name, address: $0) } } ?? []
  }
}
