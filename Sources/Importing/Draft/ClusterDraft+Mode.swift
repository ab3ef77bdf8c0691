import Addressing

extension ClusterDraft {
  /// The mode and why: what Cilium's configuration says, else what the nodes show, else what the
  /// control plane was told.
  func mode(
    of nodes: [ImportedNode], _ configuration: Configuration?, else plane: Configuration?
  ) -> (mode: String?, evidence: String) {
    if let configuration, let mode = configuration.mode { return (mode, configuration.evidence) }
    if let shown = modeShown(by: nodes) { return shown }
    if let mode = agents.lazy.compactMap(\.mode).first {
      return (mode, "an agent's cilium status words it as this mode does")
    }
    if let plane, let mode = plane.mode { return (mode, plane.evidence) }
    return (nil, ImportedCluster().modeEvidence)
  }

  private func modeShown(by nodes: [ImportedNode]) -> (mode: String?, evidence: String)? {
    if !calico.isEmpty, nodes.allSatisfy(\.ciliumBlocks.isEmpty) {
      return ("calico", "there are Calico's IPPools or blocks and no CiliumNode has a block")
    }
    if nodes.contains(where: { !$0.allocatedPools.isEmpty }) {
      return ("multi-pool", "CiliumNodes hold CIDRs of named pools (spec.ipam.pools.allocated)")
    }
    if let evidence = amazon.evidence, nodes.allSatisfy(\.ciliumBlocks.isEmpty) {
      return ("vpc-cni", evidence)
    }
    if !podIPPools.isEmpty, nodes.allSatisfy(\.ciliumBlocks.isEmpty) {
      return ("multi-pool", "there are CiliumPodIPPools, which only multi-pool reads")
    }
    if nodes.contains(where: { !$0.addressPool.isEmpty }) {
      let clouds = self.nodes.values.compactMap(\.ciliumNode?.cloud)
      guard let cloud = clouds.min() else {
        return ("crd", "CiliumNodes hold single addresses (spec.ipam.pool) and name no cloud")
      }
      return (cloud, "CiliumNodes hold single addresses and fill the section of \(cloud)")
    }
    return modeShownByBlocks(of: nodes)
  }

  /// In kubernetes mode the agent copies the Node's CIDRs to its CiliumNode; in cluster-pool the
  /// operator writes CIDRs of its own there (facts of Cilium 1.19, `pkg/k8s/watchers`).
  private func modeShownByBlocks(
    of nodes: [ImportedNode]
  ) -> (mode: String?, evidence: String)? {
    let named = self.nodes.values.filter { $0.node?.namesBlocks == true }.count
    let withCilium = nodes.filter { !$0.ciliumBlocks.isEmpty }
    let errors = nodes.contains { $0.operatorError != nil }
    guard !withCilium.isEmpty || errors else {
      guard named > 0 else { return nil }
      return ("kubernetes", "Nodes have podCIDRs and no CiliumNode says otherwise")
    }
    guard named > 0 else {
      return ("cluster-pool", "CiliumNodes have podCIDRs and no Node has any")
    }
    let differing = withCilium.filter {
      $0.sources.contains(.node) && $0.ciliumBlocks != $0.kubernetesBlocks
    }
    guard let other = differing.first else {
      return ("kubernetes", "the CiliumNodes' podCIDRs are those of their Nodes")
    }
    return ("cluster-pool", "the podCIDRs of CiliumNode \(other.name) are not those of its Node")
  }
}
