import Addressing

/// What a CiliumEndpoint says of its pod.
struct EndpointFacts {
  var source: String
  var namespace: String
  var name: String
  var addresses: [IPAddress] = []
  /// The address of the node it runs on, by which the node is known.
  var nodeAddress: IPAddress?
  /// The node's name, where it is known.
  var node: String?
  /// What tells of the pod.
  var teller = Noun("CiliumEndpoint")
}

extension ClusterDraft {
  mutating func add(_ endpoint: EndpointFacts) {
    endpoints[PodKey(namespace: endpoint.namespace, name: endpoint.name)] = endpoint
  }

  mutating func removeEndpoint(namespace: String, name: String) {
    endpoints[PodKey(namespace: namespace, name: name)] = nil
  }

  /// Gives pods the addresses that only their endpoints tell, and finds endpoints of no pod.
  ///
  /// A Pod knows its addresses better. Where no pod of a namespace was given, its endpoints stand
  /// for pods; where some were, an endpoint without a pod is what an agent forgot to take away.
  mutating func join(
    _ endpoints: [PodKey: EndpointFacts], to cluster: inout ImportedCluster
  ) {
    guard !endpoints.isEmpty else { return }
    var places: [PodKey: Int] = [:]
    for (index, pod) in cluster.pods.enumerated() {
      places[PodKey(namespace: pod.namespace, name: pod.name)] = index
    }
    let namespaces = Set(cluster.pods.map(\.namespace))
    var told = Set(cluster.leaks.map { ToldLeak(address: $0.prefix.base, owner: $0.owner) })
    let homes = NodeFinder(cluster.nodes)
    let sorted = endpoints.values.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
    for endpoint in sorted {
      let owner = "\(endpoint.namespace)/\(endpoint.name)"
      let key = PodKey(namespace: endpoint.namespace, name: endpoint.name)
      if let place = places[key] {
        compare(endpoint, to: &cluster.pods[place], owner)
      } else if namespaces.contains(endpoint.namespace) {
        for address in endpoint.addresses
        where told.insert(ToldLeak(address: address, owner: "pod \(owner)")).inserted {
          cluster.leaks.append(
            ImportedLeak(
              prefix: IPPrefix(address, length: address.family.bitWidth), owner: "pod \(owner)",
              holder: endpoint.teller.singular, source: endpoint.source))
        }
      } else {
        var pod = ImportedPod(namespace: endpoint.namespace, name: endpoint.name)
        pod.phase = "Running"
        pod.addresses = endpoint.addresses
        pod.node = endpoint.node ?? homes.node(of: endpoint)
        cluster.pods.append(pod)
        remarks.add(
          .note, endpoint.source,
          "\(endpoint.teller.plural) that stand for their pods, which are not given", of: owner)
      }
    }
    cluster.pods.sort { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
  }

  /// The addresses that CiliumNodes show in use (`status.ipam.used`), by the pods they name; Cilium's
  /// own, which it calls `router`, `health` and `ingress`, are none.
  func usedAddresses(of nodes: [ImportedNode]) -> [PodKey: EndpointFacts] {
    var used: [PodKey: EndpointFacts] = [:]
    for node in nodes {
      for entry in node.addressPool where entry.isUsed {
        guard let owner = entry.owner?.split(separator: "/"), owner.count == 2 else { continue }
        let key = PodKey(namespace: String(owner[0]), name: String(owner[1]))
        var facts =
          used[key]
          ?? EndpointFacts(
            source: self.nodes[node.name]?.ciliumNode?.source ?? "", namespace: key.namespace,
            name: key.name)
        facts.node = node.name
        facts.teller = Noun("CiliumNode's used address", "CiliumNodes' used addresses")
        facts.addresses.append(entry.address)
        used[key] = facts
      }
    }
    return used
  }

  private mutating func compare(
    _ endpoint: EndpointFacts, to pod: inout ImportedPod, _ owner: String
  ) {
    if pod.addresses.isEmpty {
      pod.addresses = endpoint.addresses
    } else if !pod.isFinished, pod.network != .host, !endpoint.addresses.isEmpty,
      Set(pod.addresses) != Set(endpoint.addresses)
    {
      remarks.add(
        .warning, endpoint.source,
        "\(endpoint.teller.plural) whose addresses are not those of their pods, which count",
        of: "\(owner) has \(pod.addresses.joined), its \(endpoint.teller.singular) "
          + endpoint.addresses.joined)
    }
  }
}

extension [IPAddress] {
  /// As a sentence lists them.
  var joined: String { map(\.description).joined(separator: " and ") }
}

/// A leak that need not be told again, whoever else shows it.
private struct ToldLeak: Hashable {
  var address: IPAddress
  var owner: String
}

/// Finds the node that an endpoint runs on.
private struct NodeFinder {
  private var byAddress: [IPAddress: String] = [:]
  private var blocks: [(block: IPPrefix, node: String)] = []

  init(_ nodes: [ImportedNode]) {
    for node in nodes {
      for address in node.internalAddresses { byAddress[address] = node.name }
      for block in node.blocks { blocks.append((block, node.name)) }
    }
    blocks.sort { $0.block.base < $1.block.base }
  }

  /// By the node's own address, else by the block that the endpoint's address lies in.
  func node(of endpoint: EndpointFacts) -> String? {
    if let address = endpoint.nodeAddress, let name = byAddress[address] { return name }
    guard let address = endpoint.addresses.first else { return nil }
    // The last block that does not begin behind the address.
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].block.base <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0, blocks[low - 1].block.contains(address) else { return nil }
    return blocks[low - 1].node
  }
}
