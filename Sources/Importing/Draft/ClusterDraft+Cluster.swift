import Addressing

extension ClusterDraft {
  /// Puts together what was read; `remarks` grows by what only the whole shows.
  mutating func cluster() -> ImportedCluster {
    var cluster = ImportedCluster()
    cluster.nodes = mergedNodes()
    cluster.podIPPools = podIPPools.values.sorted { $0.name < $1.name }
    cluster.pods = pods.compactMap(\.self).sorted {
      ($0.namespace, $0.name) < ($1.namespace, $1.name)
    }
    let configuration = chosenConfiguration()
    cluster.options = configuration?.options ?? ImportedOptions()
    // The API server and the controller manager are told the same range.
    for range in serviceRanges
    where !cluster.serviceRanges.contains(where: { $0.prefix == range.prefix }) {
      cluster.serviceRanges.append(range)
    }
    let plane = configurations.last { $0.rank == .controlPlane }
    (cluster.mode, cluster.modeEvidence) = mode(of: cluster.nodes, configuration, else: plane)
    cluster.pools = configuration?.pools ?? []
    if cluster.pools.isEmpty, cluster.mode == plane?.mode { cluster.pools = plane?.pools ?? [] }
    // The operator creates the pools that are not there, and leaves those that are.
    let missing = (configuration?.podIPPools ?? []).filter { podIPPools[$0.name] == nil }
    cluster.podIPPools = (cluster.podIPPools + missing).sorted { $0.name < $1.name }
    for name in nodeConfigs.keys.sorted() {
      nodeConfigs[name]?.tell(beside: ciliumConfig, to: &remarks)
    }
    if cluster.mode == "vpc-cni" { cluster.options.prefixDelegation = amazon.prefixDelegation }
    if cluster.mode == "calico" {
      if cluster.pools.isEmpty { cluster.pools = calico.poolList }
      cluster.options.strictAffinity = calico.strictAffinity
      cluster.options.maxBlocksPerHost = calico.maxBlocksPerHost
    }
    join(calicoBlocksTo: &cluster)
    chooseBlocks(of: &cluster)
    join(calicoAddressesTo: &cluster)
    let allocations = join(agentsTo: &cluster)
    join(endpoints, to: &cluster)
    join(allocations, to: &cluster)
    join(usedAddresses(of: cluster.nodes), to: &cluster)
    join(servicesTo: &cluster)
    if cluster.nodes.contains(where: { $0.sources.contains(.node) }) {
      for index in cluster.nodes.indices {
        cluster.nodes[index].isGone =
          cluster.nodes[index].sources.isDisjoint(with: [.node, .table, .agent])
      }
    }
    resolveNetworks(of: &cluster)
    if cluster.pools.isEmpty { cluster.pools = PoolInference(cluster).pools }
    tellShortages(in: cluster)
    return cluster
  }

  private func mergedNodes() -> [ImportedNode] {
    var merged: [String: ImportedNode] = [:]
    for (name, parts) in nodes where !parts.isEmpty {
      merged[name] = ImportedNode(name: name, parts)
    }
    for pod in pods {
      guard let name = pod?.node else { continue }
      merged[name, default: ImportedNode(name: name)].sources.insert(.pod)
    }
    // Creation first, as that is the order in which blocks were asked for.
    return merged.values.sorted {
      ($0.created ?? "~", $0.name) < ($1.created ?? "~", $1.name)
    }
  }

  /// The configuration nearest to what runs; of equals the last that was read.
  private mutating func chosenConfiguration() -> Configuration? {
    let configurations = configurations.filter { $0.rank != .controlPlane }
    guard let best = configurations.map(\.rank).max(),
      let chosen = configurations.last(where: { $0.rank == best })
    else { return nil }
    for other in configurations
    where other.mode != chosen.mode || other.space != chosen.space {
      guard other.mode != nil || !other.pools.isEmpty else { continue }
      remarks.add(
        .warning, chosen.source,
        "the \(chosen.title) of \(chosen.source) counts; other configurations say otherwise",
        of: "\(other.title) of \(other.source)")
    }
    return chosen
  }
}

extension ClusterDraft.NodeParts {
  /// Whether a watch has taken away all that was known.
  var isEmpty: Bool { node == nil && ciliumNode == nil && row == nil }
}

extension ImportedNode {
  init(name: String, _ parts: ClusterDraft.NodeParts) {
    self.init(name: name)
    if let row = parts.row {
      sources.insert(.table)
      isReady = row.isReady
      isCordoned = row.isCordoned
      internalAddresses = row.internalAddresses
    }
    if let cilium = parts.ciliumNode {
      sources.insert(.ciliumNode)
      ciliumBlocks = cilium.blocks
      allocatedPools = cilium.allocatedPools
      requestedPools = cilium.requestedPools
      addressPool = cilium.addressPool
      instanceType = cilium.instanceType
      if !cilium.internalAddresses.isEmpty { internalAddresses = cilium.internalAddresses }
      routerAddresses = cilium.routerAddresses
      healthAddresses = cilium.healthAddresses
      ingressAddresses = cilium.ingressAddresses
      operatorError = cilium.operatorError
    }
    if let node = parts.node {
      sources.insert(.node)
      kubernetesBlocks = node.blocks
      zone = node.zone
      instanceType = node.instanceType ?? instanceType
      maxPods = node.maxPods
      isCordoned = node.isCordoned
      isReady = node.isReady
      if !node.internalAddresses.isEmpty { internalAddresses = node.internalAddresses }
    }
    created = [parts.node?.created, parts.ciliumNode?.created].compactMap(\.self).min()
  }
}
