import Addressing

/// What Calico's objects say.
struct CalicoFacts {
  struct Affinity {
    var node: String
    var source: String
  }

  struct Block {
    var source: String
    /// The node whose block it is; nil where it is nobody's any more.
    var node: String?
    var given: [Given] = []
  }

  /// One address and who has it, as far as Calico wrote it down.
  struct Given {
    var address: IPAddress
    var namespace: String?
    var pod: String?
    var node: String?
    /// `ipipTunnelAddress` and the like, for what is no pod (libcalico-go/lib/ipam/ipam.go).
    var type: String?
  }

  var pools: [String: ImportedPool] = [:]
  var affinities: [IPPrefix: Affinity] = [:]
  var blocks: [IPPrefix: Block] = [:]
  var strictAffinity: Bool?
  var maxBlocksPerHost: Int?

  var isEmpty: Bool { pools.isEmpty && affinities.isEmpty && blocks.isEmpty }

  /// The pools in the order in which Calico's own tools list them: by name.
  var poolList: [ImportedPool] { pools.sorted { $0.key < $1.key }.map(\.value) }

  /// Each block that is some node's, in address order.
  var held: [(block: IPPrefix, node: String, holder: String, source: String)] {
    var held: [IPPrefix: (node: String, holder: String, source: String)] = [:]
    for (prefix, block) in blocks {
      if let node = block.node { held[prefix] = (node, "IPAMBlock", block.source) }
    }
    for (prefix, affinity) in affinities {
      held[prefix] = (affinity.node, "BlockAffinity", affinity.source)
    }
    return held.sorted { $0.key < $1.key }.map {
      ($0.key, $0.value.node, $0.value.holder, $0.value.source)
    }
  }
}

extension ClusterDraft {
  /// Gives nodes the blocks that Calico says are theirs, before blocks are chosen.
  mutating func join(calicoBlocksTo cluster: inout ImportedCluster) {
    guard !calico.isEmpty, cluster.mode == "calico" else { return }
    var places: [String: Int] = [:]
    for (index, node) in cluster.nodes.enumerated() { places[node.name] = index }
    let knowsNodes = cluster.nodes.contains { !$0.sources.isDisjoint(with: [.node, .table]) }
    for entry in calico.held {
      if let place = places[entry.node] {
        cluster.nodes[place].calicoBlocks.append(entry.block)
        cluster.nodes[place].sources.insert(.calico)
      } else {
        var node = ImportedNode(name: entry.node)
        node.sources = .calico
        node.calicoBlocks = [entry.block]
        places[entry.node] = cluster.nodes.count
        cluster.nodes.append(node)
      }
      if knowsNodes, cluster.nodes[places[entry.node] ?? 0].sources == .calico {
        cluster.leaks.append(
          ImportedLeak(
            prefix: entry.block, owner: "node \(entry.node)", holder: entry.holder,
            source: entry.source))
      }
    }
    for (prefix, block) in calico.blocks.sorted(by: { $0.key < $1.key })
    where block.node == nil && calico.affinities[prefix] == nil {
      remarks.add(
        .note, block.source, "blocks of no node, kept for the addresses in them", of: "\(prefix)")
    }
  }

  /// Gives pods the addresses that Calico wrote down for them, and finds those of pods that are gone.
  mutating func join(calicoAddressesTo cluster: inout ImportedCluster) {
    guard !calico.blocks.isEmpty, cluster.mode == "calico" else { return }
    var places: [PodKey: Int] = [:]
    for (index, pod) in cluster.pods.enumerated() {
      places[PodKey(namespace: pod.namespace, name: pod.name)] = index
    }
    var nodes: [String: Int] = [:]
    for (index, node) in cluster.nodes.enumerated() { nodes[node.name] = index }
    let namespaces = Set(cluster.pods.map(\.namespace))
    for (prefix, block) in calico.blocks.sorted(by: { $0.key < $1.key }) {
      for given in block.given {
        guard let namespace = given.namespace, let pod = given.pod else {
          if given.type != nil, let node = given.node.flatMap({ nodes[$0] }) {
            cluster.nodes[node].tunnelAddresses.append(given.address)
          } else {
            remarks.add(
              .note, block.source, "addresses given to nobody that is named",
              of: "\(given.address)")
          }
          continue
        }
        let key = PodKey(namespace: namespace, name: pod)
        if let place = places[key] {
          tell(given, of: block.source, about: &cluster.pods[place])
        } else if namespaces.contains(namespace) {
          cluster.leaks.append(
            ImportedLeak(
              prefix: IPPrefix(given.address, length: given.address.family.bitWidth),
              owner: "pod \(namespace)/\(pod)", holder: "IPAMBlock \(prefix)",
              source: block.source))
        } else {
          var found = ImportedPod(namespace: namespace, name: pod)
          found.phase = "Running"
          found.node = given.node
          found.addresses = [given.address]
          places[key] = cluster.pods.count
          cluster.pods.append(found)
          remarks.add(
            .note, block.source, "pods known from Calico's blocks only", of: "\(namespace)/\(pod)")
        }
      }
    }
    cluster.pods.sort { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
  }

  /// Dual stack has an address of each family, in blocks of their own.
  private mutating func tell(
    _ given: CalicoFacts.Given, of source: String, about pod: inout ImportedPod
  ) {
    guard !pod.addresses.contains(given.address) else { return }
    let isOfFamily = pod.addresses.contains { $0.family == given.address.family }
    if !isOfFamily {
      pod.addresses.append(given.address)
    } else {
      remarks.add(
        .warning, source, "addresses that Calico wrote down for pods that show others",
        of:
          "\(pod.namespace)/\(pod.name) shows \(pod.addresses.joined), Calico says \(given.address)"
      )
    }
  }
}
