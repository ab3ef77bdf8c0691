public import Addressing

/// A node as a dump shows it.
public struct RecordedNode: Hashable, Sendable {
  /// Name, labels, limit of pods and the blocks the node has.
  public var order: NodeOrder
  /// Whether the scheduler passes the node by.
  public var isCordoned = false
  /// Whether there is no such node any more, and what is recorded is what it has left behind.
  public var isGone = false
  /// The error in the node's status.
  public var error: String?
  /// Addresses the agent holds for itself.
  public var infrastructure: [InfrastructureRole: [IPAddress]] = [:]

  /// A node with what `order` says.
  public init(_ order: NodeOrder) {
    self.order = order
  }
}

/// A pod as a dump shows it.
public struct RecordedPod: Hashable, Sendable {
  /// Namespace and name.
  public var name: NamespacedName
  /// The node the pod is bound to, by name.
  public var node: String?
  /// Its addresses.
  public var addresses: [IPAddress]
  /// Whether it is on the host's network.
  public var isHostNetwork: Bool

  /// A pod of a dump.
  public init(name: NamespacedName, node: String?, addresses: [IPAddress], isHostNetwork: Bool) {
    self.name = name
    self.node = node
    self.addresses = addresses
    self.isHostNetwork = isHostNetwork
  }
}

extension Cluster {
  /// A cluster as it was recorded: blocks and addresses are taken over, nothing is given anew.
  ///
  /// The operator's cursors are not in any dump; they stand as after a restart, at 0.
  public init(
    mode: any IPAMMode, seed: UInt64, nodes recorded: [RecordedNode], pods: [RecordedPod]
  ) {
    self.init(mode: mode, seed: seed)
    var mode = mode
    var nodes: [Node] = []
    var names: Set<String> = []
    for entry in recorded where names.insert(entry.order.name).inserted {
      var node = Node(
        id: NodeID(nodes.count), name: entry.order.name, zone: entry.order.zone,
        instanceType: entry.order.instanceType, maxPods: entry.order.maxPods ?? mode.maxPods)
      node.blocks = entry.order.blocks
      node.isCordoned = entry.isCordoned
      node.error = entry.error
      nodes.append(node)
    }
    mode.adopt(&nodes)
    var position = 0
    for entry in recorded where names.remove(entry.order.name) != nil {
      nodes[position].take(entry)
      position += 1
    }
    apply(.modeRemembers(mode))
    apply(.nodesJoined(nodes))
    var podNames: Set<NamespacedName> = []
    let single = pods.filter { podNames.insert($0.name).inserted }
    if let arrival = arrival(of: single) { apply(arrival) }
  }

  /// The event by which pods are there as they were recorded; nil for none.
  func arrival(of recorded: [RecordedPod]) -> Event? {
    guard !recorded.isEmpty else { return nil }
    var rows = PodRows(count: recorded.count, hasV6: mode.unitLength(.v6) != nil)
    var places: [UInt32] = []
    var grants: [AddressGrant] = []
    var scratch = nodes
    for pod in recorded {
      let id = pod.node.flatMap { nodes[$0]?.id }
      places.append(id?.rawValue ?? PodTable.noNode)
      grants.append(Self.grant(pod, on: id, in: &scratch))
    }
    let waiting = grants.count { $0.status == .unscheduled }
    rows.bind(to: places)
    for (row, grant) in grants.enumerated() { rows.set(row, grant) }
    let first = self.pods.firstRow(forBatchOf: recorded.count)
    var row = first
    var segments: [PodSegment] = []
    for run in recorded.chunkedByNamespace() {
      segments.append(
        PodSegment(
          firstID: PodID(row), namespace: run[run.startIndex].name.namespace,
          names: run.map(\.name.name)))
      row += run.count
    }
    return .podsCreated(
      rows.batch(firstID: PodID(first), segments: segments, unscheduledCount: waiting))
  }

  /// What a recorded pod holds: its addresses where its node's agent can hold them.
  static func grant(
    _ pod: RecordedPod, on id: NodeID?, in nodes: inout NodeTable
  ) -> AddressGrant {
    var grant = AddressGrant()
    if pod.isHostNetwork {
      grant.status = .hostNetwork
      return grant
    }
    for address in pod.addresses {
      if address.family == .v4 {
        grant.v4 = UInt32(truncatingIfNeeded: address.bits)
      } else {
        grant.v6 = address.bits
      }
    }
    guard let id else {
      grant.status = pod.addresses.isEmpty ? .unscheduled : .foreignAddress
      return grant
    }
    guard !pod.addresses.isEmpty else {
      grant.status = nodes[id]?.isReady == true ? .creating : .nodeNotReady
      return grant
    }
    let holds = nodes.update(id) { node in
      pod.addresses.allSatisfy { address in
        guard let index = node.position(of: address) else { return false }
        return (try? node.ranges[index].allocate(address)) != nil
      }
    }
    grant.status = holds == true ? .running : .foreignAddress
    return grant
  }
}

extension Node {
  /// Why no agent runs on a node that is gone.
  static let goneText = "there is no such node any more; what it held is still held"

  /// What the mode did not ask for when it took the recorded node over.
  mutating func take(_ entry: RecordedNode) {
    if entry.isGone {
      isReady = false
      agentError = Self.goneText
    }
    for role in InfrastructureRole.allCases {
      for address in entry.infrastructure[role] ?? [] {
        guard let index = position(of: address),
          let offset = ranges[index].offset(of: address)
        else { continue }
        ranges[index].take(offset)
        ranges[index].assign(offset, to: role)
      }
    }
  }
}

extension [RecordedPod] {
  /// Runs of neighbours of one namespace.
  fileprivate func chunkedByNamespace() -> [ArraySlice<RecordedPod>] {
    var runs: [ArraySlice<RecordedPod>] = []
    var start = 0
    for index in indices.dropFirst()
    where self[index].name.namespace != self[start].name.namespace {
      runs.append(self[start..<index])
      start = index
    }
    runs.append(self[start...])
    return runs
  }
}
