import Addressing

/// What somebody saw of a real cluster since he looked last: facts, which no mode was asked about.
public struct Observation: Hashable, Sendable {
  /// Nodes that are new or different, as they are now.
  public var nodes: [RecordedNode] = []
  /// Nodes that are gone, by name.
  public var goneNodes: [String] = []
  /// Pods that are new or different, as they are now.
  public var pods: [RecordedPod] = []
  /// Pods that are gone.
  public var gonePods: [NamespacedName] = []

  /// Nothing seen.
  public init() {}

  /// Whether nothing was seen.
  public var isEmpty: Bool {
    nodes.isEmpty && goneNodes.isEmpty && pods.isEmpty && gonePods.isEmpty
  }
}

extension Cluster {
  /// Takes over what was seen of the real cluster, exactly, and answers with the events.
  ///
  /// Blocks and addresses are those that were seen. The mode is not asked; it takes the nodes over as
  /// it takes over those of a recording, so that it can go on from here in a fork. With `mode` the
  /// real cluster was seen to have other pools or options.
  public mutating func observe(_ seen: Observation, under mode: (any IPAMMode)? = nil) -> [Event] {
    var sighting = Sighting(seen, of: self)
    sighting.happen(under: mode)
    self = sighting.transition.cluster
    return sighting.transition.events
  }

  /// Lets time pass without anybody doing anything: what is seen of a real cluster tells what was
  /// done.
  public mutating func observe(_ instant: Duration) -> [Event] {
    guard instant > now else { return [] }
    apply(.timePassed(instant))
    return [.timePassed(instant)]
  }
}

/// An observation on its way into a cluster.
private struct Sighting {
  var transition: Transition
  private let seen: Observation
  /// Nodes not there before, those whose blocks or own addresses are others, and the rest.
  private var fresh: [RecordedNode] = []
  private var rebuilt: [(id: NodeID, entry: RecordedNode)] = []
  private var retold: [(id: NodeID, entry: RecordedNode)] = []
  private var leaving: [NodeID] = []
  /// Pods that are created, or created anew since their node is another one.
  private var arriving: [RecordedPod] = []
  /// Pods that waited and are somewhere now.
  private var placed: [(id: PodID, pod: RecordedPod)] = []

  init(_ seen: Observation, of cluster: Cluster) {
    transition = Transition(cluster)
    self.seen = seen
    var names: Set<String> = []
    for name in seen.goneNodes where names.insert(name).inserted {
      if let id = cluster.nodes[name]?.id { leaving.append(id) }
    }
    for entry in seen.nodes where names.insert(entry.order.name).inserted {
      guard let node = cluster.nodes[entry.order.name] else {
        fresh.append(entry)
        continue
      }
      let wasGone = node.agentError == Node.goneText
      if node.blocks == entry.order.blocks, node.hasInfrastructure(entry.infrastructure),
        wasGone == entry.isGone
      {
        retold.append((node.id, entry))
      } else {
        rebuilt.append((node.id, entry))
      }
    }
  }

  mutating func happen(under mode: (any IPAMMode)?) {
    clearPods()
    changeNodes(under: mode)
    placePods()
    if let arrival = transition.cluster.arrival(of: arriving) { transition.happen(arrival) }
  }

  /// Takes away the pods that are gone, and those that are to be entered anew.
  private mutating func clearPods() {
    let cluster = transition.cluster
    var named: Set<NamespacedName> = []
    var leavingPods: [PodID] = []
    for name in seen.gonePods where named.insert(name).inserted {
      if let id = cluster.pods[name] { leavingPods.append(id) }
    }
    let uprooted = (leaving + rebuilt.map(\.id)).flatMap { cluster.nodes.pods(of: $0) }
    let isUprooted = Set(uprooted)
    for pod in seen.pods where named.insert(pod.name).inserted {
      guard let id = cluster.pods[pod.name] else {
        arriving.append(pod)
        continue
      }
      if !isUprooted.contains(id) {
        if cluster.isSettled(id, as: pod) { continue }
        if cluster.pods.status(of: id).isPending {
          placed.append((id, pod))
          continue
        }
        leavingPods.append(id)
      }
      arriving.append(pod)
    }
    for id in uprooted {
      leavingPods.append(id)
      guard let pod = cluster.recordedPod(id), named.insert(pod.name).inserted else { continue }
      arriving.append(pod)
    }
    if !leavingPods.isEmpty { transition.happen(.podsDeleted(leavingPods)) }
  }

  private mutating func changeNodes(under told: (any IPAMMode)?) {
    var changed = retold.compactMap { id, entry in
      transition.cluster.nodes[id].flatMap { old in
        let new = old.retold(entry)
        return new == old ? nil : new
      }
    }
    let before = errors
    guard told != nil || !fresh.isEmpty || !rebuilt.isEmpty || !leaving.isEmpty else {
      change(changed, before)
      return
    }
    if !leaving.isEmpty { transition.happen(.nodesLeft(leaving)) }
    // Most modes can only take over all nodes at once.
    var mode = told ?? (try? transition.cluster.mode.afresh()) ?? transition.cluster.mode
    var nodes: [Node] = []
    var places: [NodeID: Int] = [:]
    let entries = Dictionary(uniqueKeysWithValues: rebuilt.map { ($0.id, $0.entry) })
    transition.cluster.nodes.forEach { node in
      var node = node
      if let entry = entries[node.id] {
        node = node.retold(entry)
        node.ranges = []
        node.isReady = false
        node.agentError = nil
        node.blocks = entry.order.blocks
      }
      places[node.id] = nodes.count
      nodes.append(node)
    }
    let first = transition.cluster.nodes.nextID.index
    for entry in fresh {
      var node = Node(
        id: NodeID(first + nodes.count - places.count), name: entry.order.name,
        zone: entry.order.zone, instanceType: entry.order.instanceType,
        maxPods: entry.order.maxPods ?? mode.maxPods)
      node = node.retold(entry)
      node.blocks = entry.order.blocks
      nodes.append(node)
    }
    mode.adopt(&nodes)
    transition.happen(.modeRemembers(mode))
    for (id, entry) in rebuilt {
      guard let place = places[id] else { continue }
      nodes[place].take(entry)
      changed.append(nodes[place])
    }
    var joined = Array(nodes[places.count...])
    for (index, entry) in fresh.enumerated() {
      joined[index].take(entry)
    }
    if !joined.isEmpty { transition.happen(.nodesJoined(joined)) }
    change(changed, before)
    for node in joined { tellError(of: node) }
  }

  /// The errors of the nodes that are there and may get another one.
  private var errors: [NodeID: String] {
    var errors: [NodeID: String] = [:]
    for (id, _) in rebuilt + retold { errors[id] = transition.cluster.nodes[id]?.error }
    return errors
  }

  private mutating func change(_ nodes: [Node], _ errors: [NodeID: String]) {
    guard !nodes.isEmpty else { return }
    transition.happen(.nodesChanged(nodes))
    for node in nodes where node.error != errors[node.id] { tellError(of: node) }
  }

  private mutating func tellError(of node: Node) {
    guard let text = node.error ?? node.agentError else { return }
    transition.happen(.noted(Note(subject: node.name, text: text, isRefusal: true)))
  }

  /// Writes down where pods that waited have come to be.
  private mutating func placePods() {
    var outcomes: [PodOutcome] = []
    var strangers: [PodID] = []
    var scratch = transition.cluster.nodes
    for (id, pod) in placed {
      let node = pod.node.flatMap { scratch[$0]?.id }
      let grant = Cluster.grant(pod, on: node, in: &scratch)
      guard grant.status != .foreignAddress else {
        strangers.append(id)
        arriving.append(pod)
        continue
      }
      outcomes.append(
        PodOutcome(
          pod: id, node: node, v4: grant.v4, v6: grant.v6, status: grant.status, error: nil))
    }
    if !strangers.isEmpty { transition.happen(.podsDeleted(strangers)) }
    if !outcomes.isEmpty { transition.happen(.podsPlaced(outcomes)) }
  }
}

extension Cluster {
  /// Whether a pod is where somebody saw it, with the addresses that he saw.
  fileprivate func isSettled(_ id: PodID, as seen: RecordedPod) -> Bool {
    // An address that no node held may be its node's by now.
    guard pods.status(of: id) != .foreignAddress, var old = recordedPod(id) else { return false }
    // The host's own address is not kept.
    if seen.isHostNetwork { old.addresses = seen.addresses }
    return old == seen
  }

  /// A pod as somebody would have seen it.
  fileprivate func recordedPod(_ id: PodID) -> RecordedPod? {
    guard let pod = pods[id] else { return nil }
    return RecordedPod(
      name: pod.name, node: pod.node.flatMap { nodes.name(of: $0) },
      addresses: [pod.v4, pod.v6].compactMap(\.self), isHostNetwork: pod.status == .hostNetwork)
  }
}

extension Node {
  /// The node with what was seen of it besides its blocks and its own addresses.
  fileprivate func retold(_ entry: RecordedNode) -> Node {
    var node = self
    node.zone = entry.order.zone
    node.instanceType = entry.order.instanceType
    node.maxPods = entry.order.maxPods ?? maxPods
    node.isCordoned = entry.isCordoned
    node.error = entry.error
    return node
  }

  /// Whether the agent holds these addresses for itself and no others, as far as its blocks go.
  fileprivate func hasInfrastructure(_ held: [InfrastructureRole: [IPAddress]]) -> Bool {
    InfrastructureRole.allCases.allSatisfy { role in
      let seen = (held[role] ?? []).filter { position(of: $0) != nil }
      let known = ranges.compactMap { $0.address(of: role) }
      return Set(seen) == Set(known)
    }
  }
}
