public import Addressing
import HashTreeCollections

/// OVN-Kubernetes, the network of OpenShift: one subnet a node and family, addresses round robin.
///
/// Sources: ovn-org/ovn-kubernetes at commit 6c366bb (`go-controller/pkg/clustermanager/node`,
/// `pkg/allocator`, `pkg/retry`), openshift/cluster-network-operator at commit 2a6a57f.
public struct OVNKubernetes: IPAMMode {
  var settings: Settings
  var configuration: OVNNetworkConfiguration
  /// The cluster manager's store.
  public internal(set) var allocator: OVNSubnetAllocator
  var retries = OVNRetries(at: .zero)
  /// Where the search on each node's switch begins.
  private var cursors: TreeDictionary<NodeID, Cursor> = [:]

  private struct Cursor: Hashable {
    var v4: IPAddress?
    var v6: IPAddress?
  }

  /// The mode as a plan names it; the network operator refuses some configurations, in its words.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    do { settings = try Settings(pools: pools, options: options) } catch { throw .badOption(error) }
    configuration = try settings.configuration()
    allocator = try Self.start(configuration)
  }

  private static func start(
    _ configuration: OVNNetworkConfiguration
  ) throws(Refusal) -> OVNSubnetAllocator {
    var allocator = OVNSubnetAllocator()
    for network in configuration.cluster {
      do {
        try allocator.add(network.prefix, hostPrefix: network.hostPrefix)
      } catch {
        throw .system(error.description)
      }
    }
    return allocator
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.values }
  /// The cluster networks, in order.
  public var pools: [IPPrefix] { configuration.cluster.map(\.prefix) }
  /// IPv6 subnets that are passed over.
  public var withheld: [IPPrefix] { allocator.v6.flatMap(\.withheld) }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.maxPods }

  var families: [IPFamily] {
    IPFamily.allCases.filter { family in pools.contains { $0.family == family } }
  }

  /// The host prefix of the family's first network.
  public func unitLength(_ family: IPFamily) -> Int? {
    configuration.cluster.first { $0.prefix.family == family }?.hostPrefix
  }

  /// The host prefix of one network.
  public func unitLength(of pool: IPPrefix) -> Int? {
    configuration.cluster.first { $0.prefix == pool }?.hostPrefix ?? unitLength(pool.family)
  }

  /// Addresses a node's switch can give to pods, by family.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for family in families {
      guard let length = unitLength(family) else { continue }
      usable[family] = OVNSwitchAddresses.usable(
        IPPrefix(IPAddress(family, bits: 0), length: length),
        hybridOverlay: settings.hybridOverlay)
    }
    return usable
  }

  /// The free subnets of each network.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    allocator[family].compactMap(\.blocks)
  }

  /// The cluster manager answers the new node; its switch is made of what it got.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    look(at: &node, &scene)
  }

  /// Sees to the node's subnets, and opens its switch.
  ///
  /// Subnets under pods are kept whatever becomes of the rest: see `leftOut`.
  mutating func sync(_ node: inout Node, _ scene: inout Scene) {
    let hasPods = !node.pods.isEmpty
    let existing =
      hasPods
      ? families.compactMap { family in node.blocks.first { $0.family == family } } : node.blocks
    do {
      if hasPods { try allocator.mark(node.blocks, for: node.name) }
      let subnets = try allocator.ensure(node.name, existing: existing, families: families)
      let wanted = hasPods ? node.blocks + subnets.filter { !node.blocks.contains($0) } : subnets
      if wanted != node.blocks {
        node.blocks = wanted
        scene.work.controlPlane += 1
      }
      node.error = nil
      retries.forget(node.id)
    } catch {
      if !hasPods { node.blocks = allocator.subnets(of: node.name) }
      if node.error != error.description {
        node.error = error.description
        // An event on the node.
        scene.work.controlPlane += 1
      }
    }
    open(&node)
  }

  private func open(_ node: inout Node) {
    node.ranges.removeAll { !node.blocks.contains($0.prefix) }
    for family in families {
      guard let block = node.blocks.first(where: { $0.family == family }) else { continue }
      if node[family]?.prefix != block { node.open(books(on: block)) }
    }
    let isWhole = families.allSatisfy { node[$0] != nil }
    node.isReady = isWhole || node.isReady && !node.ranges.isEmpty
  }

  private func books(on block: IPPrefix) -> BlockAddresses {
    let managed = OVNSwitchAddresses.managed(block)
    let reserved = min(settings.hybridOverlay ? 3 : 2, managed)
    guard managed > reserved else {
      return BlockAddresses(block, firstUsable: block.base, usable: 0)
    }
    let first = IPAddress(block.family, bits: block.base.bits + 1 + UInt128(reserved))
    return BlockAddresses(block, firstUsable: first, usable: managed - reserved)
  }

  /// Takes nodes over as they were recorded.
  public mutating func adopt(_ nodes: inout [Node]) {
    if let fresh = try? Self.start(configuration) { allocator = fresh }
    for index in nodes.indices {
      for block in nodes[index].blocks { try? allocator.mark([block], for: nodes[index].name) }
      open(&nodes[index])
    }
  }

  /// The cluster manager frees everything the node has.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    allocator.releaseAll(of: node.name)
    retries.forget(node.id)
    cursors[node.id] = nil
  }

  /// The node's own controller restarts, which forgets where it was; the node's object changes.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    cursors[node.id] = nil
    look(at: &node, &scene)
  }

  /// The cluster manager starts anew: it marks what nodes have, then looks at each of them.
  ///
  /// Nodes are seen in the order of their names, as the API server lists them.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    allocator = try Self.start(configuration)
    retries = OVNRetries(at: scene.now)
    let nodes = scene.nodeIDs.compactMap { scene.node($0) }.sorted { $0.name < $1.name }
    for node in nodes where !node.blocks.isEmpty {
      // All of a node's subnets are marked, or none.
      try? allocator.mark(node.blocks, for: node.name)
    }
    for node in nodes {
      _ = scene.with(node.id) { node, rest in look(at: &node, &rest) }
    }
  }

  /// An event of the node.
  private mutating func look(at node: inout Node, _ scene: inout Scene) {
    sync(&node, &scene)
    if node.error != nil { retries.fail(node.id, at: scene.now) }
  }

  /// The address given last on a node's switch.
  func lastGiven(on id: NodeID, _ family: IPFamily) -> IPAddress? {
    family == .v4 ? cursors[id]?.v4 : cursors[id]?.v6
  }

  /// The node's switch gives an address of every family, IPv4 first; none is asked for by a pod.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    // "We can't tell apart already allocated IPs from IPs excluded from allocation", says the source.
    if demand.wanted != nil {
      return AddressGrant(
        refusedWith: "cannot allocate a static IP request with IPAM for pod \(title(of: demand))")
    }
    var grant = AddressGrant()
    var cursor = cursors[node.id] ?? Cursor()
    for family in IPFamily.allCases {
      guard let index = node.position(family) else { continue }
      let last = family == .v4 ? cursor.v4 : cursor.v6
      let usable = node.ranges[index].usable
      let start = last.flatMap(node.ranges[index].offset).map { $0 + 1 } ?? 0
      guard usable > 0,
        let offset = try? node.ranges[index].allocateNext(from: start % usable)
      else {
        // What IPv4 gave is given back; where its search goes on is not.
        if family == .v6, grant.v4 != 0, let v4 = node.position(.v4) {
          node.ranges[v4].release(IPAddress(.v4, bits: UInt128(grant.v4)))
        }
        cursors[node.id] = cursor
        var refused = AddressGrant()
        refused.status = family == .v4 ? .refusedV4 : .refusedV6
        refused.error = "failed to assign pod addresses for \(title(of: demand)): range is full"
        return refused
      }
      let address = node.ranges[index].address(at: offset)
      if family == .v4 { cursor.v4 = address } else { cursor.v6 = address }
      grant.add(address)
    }
    cursors[node.id] = cursor
    return grant
  }

  /// A pod of the default network, as errors name it (`pkg/allocator/pod/pod_annotation.go`).
  private func title(of demand: PodDemand) -> String {
    let name = demand.name
    return "default/\(name.namespace)/\(name.name)"
  }

  /// The text of the event on the pod, but for its name.
  public func exhaustedText(_ family: IPFamily) -> String {
    "failed to assign pod addresses: range is full"
  }

  /// What the kubelet says until the node has its subnet and its CNI configuration.
  public func waitingText(of node: Node) -> String {
    "k8s.ovn.org/node-subnets annotation not found for node \"\(node.name)\""
  }

  /// The node's own ports and its retries.
  public func details(of node: Node) -> [(key: String, text: String)] {
    var lines: [(key: String, text: String)] = []
    for block in node.blocks {
      let ports =
        ["gateway", "management port"] + (settings.hybridOverlay ? ["hybrid overlay"] : [])
      let own = OVNSwitchAddresses(block, hybridOverlay: settings.hybridOverlay)
      for (offset, port) in ports.enumerated() where offset < own.reserved {
        lines.append((port, own.address(at: offset).description))
      }
    }
    if let attempts = retries.attempts(node.id) {
      lines.append(("attempts", "\(attempts) of \(OVNRetries.attemptLimit)"))
    } else if node.error != nil {
      lines.append(("attempts", "given up until an event of the node"))
    }
    return lines
  }
}
