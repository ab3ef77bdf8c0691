public import Addressing
public import Allocation

/// A cluster as files recorded it: where a session on a real cluster begins.
public struct RecordedBase: Hashable, Sendable {
  /// The name of the plan the recording becomes.
  public var planName: String
  /// The mode the files name or show.
  public var mode: String
  /// The pools, as the files say or as inferred from the blocks.
  public var pools: [IPPrefix]
  /// Those of the pools that no file names.
  public var inferredPools: [IPPrefix] = []
  /// Options of the mode that the files say.
  public var options: [ModeOption]
  /// The nodes.
  public var nodes: [RecordedNode]
  /// The pods.
  public var pods: [RecordedPod]
  /// Address space of others that the files show.
  public var claims: [Claim]

  /// A recording of nothing but its mode and pools.
  public init(
    planName: String, mode: String, pools: [IPPrefix], options: [ModeOption] = [],
    nodes: [RecordedNode] = [], pods: [RecordedPod] = [], claims: [Claim] = []
  ) {
    self.planName = planName
    self.mode = mode
    self.pools = pools
    self.options = options
    self.nodes = nodes
    self.pods = pods
    self.claims = claims
  }

  /// The mode that carries the recording on: its own with what the files say, else the recording
  /// alone.
  public func makeMode() -> any IPAMMode {
    do { return try ownMode() } catch {
      return AsRecorded(name: mode, pools: pools, mask: length("mask"), mask6: length("mask6"))
    }
  }

  /// The recording's own mode, or why it cannot be had.
  ///
  /// Pools that no file shows are not made up: only cluster-pool has a list when nobody gives it one.
  public func ownMode() throws(Refusal) -> any IPAMMode {
    guard !pools.isEmpty || mode == "cluster-pool" else {
      throw .system("no file shows the pools of mode \(mode)")
    }
    // How long blocks are is nothing to choose where nodes have single addresses.
    let own = AllModes.descriptions.first { $0.name == mode }?.options.map(\.key) ?? []
    let lengths = ["mask", "mask6"].filter { !own.contains($0) }
    return try AllModes.make(
      mode, pools: pools, options: options.filter { !lengths.contains($0.key) })
  }

  private func length(_ key: String) -> Int? {
    options.first { $0.key == key }.flatMap { Int($0.value) }
  }

  func cluster(seed: UInt64) -> Cluster {
    Cluster(mode: makeMode(), seed: seed, nodes: nodes, pods: pods)
  }

  /// The same nodes and pods as if they had come to `cluster` one after the other.
  func join(_ cluster: inout Cluster) throws(Refusal) -> [Event] {
    let orders = nodes.map { recorded in
      var order = recorded.order
      order.blocks = []
      return order
    }
    var events = try cluster.perform(.addNodes(orders))
    for order in Self.orders(of: pods, in: cluster) {
      events += try cluster.perform(.addPods(order))
    }
    return events
  }

  /// Pods as orders, one for each namespace and node, in the order of their first pods.
  static func orders(of pods: [RecordedPod], in cluster: Cluster) -> [PodOrder] {
    var queues: [NamespacedName: [String]] = [:]
    var order: [NamespacedName] = []
    for pod in pods where !pod.isHostNetwork {
      let key = NamespacedName(namespace: pod.name.namespace, name: pod.node ?? "")
      if queues[key] == nil { order.append(key) }
      queues[key, default: []].append(pod.name.name)
    }
    return order.map { key in
      let names = queues[key] ?? []
      return PodOrder(
        namespace: key.namespace, naming: .listed(names), count: names.count,
        node: key.name.isEmpty ? nil : cluster.nodes[key.name]?.id)
    }
  }
}
