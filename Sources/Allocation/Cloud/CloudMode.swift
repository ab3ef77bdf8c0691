public import Addressing
import HashTreeCollections

/// A mode in which Cilium's operator takes addresses of a cloud's subnets for the nodes' interfaces.
///
/// What such modes do is here, once; a mode itself says what it is, what can be chosen and what its
/// cloud is like.
public protocol CloudMode: IPAMMode {
  /// What was chosen.
  var settings: CloudSettings { get set }
  /// The operator, with what it knows of subnets and instances.
  var cloud: CloudOperator { get set }
}

extension CloudMode {
  /// The options as they stand.
  public var options: [ModeOption] { settings.options }
  /// The subnets.
  public var pools: [IPPrefix] { settings.pools }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.maxPods }

  /// Single addresses, or the /28s of prefix delegation; clouds have IPv4 here.
  public func unitLength(_ family: IPFamily) -> Int? {
    family == .v6 ? nil : settings.rules.delegatesPrefixes ? 28 : 32
  }

  /// Single addresses in a subnet too small for a /28.
  public func unitLength(of pool: IPPrefix) -> Int? {
    pool.length > 28 ? 32 : unitLength(pool.family)
  }

  /// The cloud's own addresses at the ends of each subnet.
  public var withheld: [IPPrefix] { cloud.subnets.flatMap(\.withheld) }

  /// The capacity that Cilium documents for the standard instance type.
  public var usablePerNode: [IPFamily: Int] {
    let limits = settings.rules.limits(of: settings.rules.instanceType)
    return [.v4: limits.map(settings.rules.capacity) ?? 0]
  }

  /// The addresses of each subnet.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    family == .v4 ? cloud.subnets.compactMap(\.addressSet) : []
  }

  /// The instance is launched, the operator gets it addresses, and its agent starts on them.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    let wanted = node.blocks
    node.blocks = []
    if let first = wanted.first {
      guard wanted.count == 1,
        cloud.subnets.contains(where: {
          $0.prefix == first || ($0.prefix.contains(first) && first.length == 32)
        })
      else {
        let list = pools.map(\.description).joined(separator: ", ")
        throw .unsupported(
          mode: about.name,
          what: "give node \(node.name) \(wanted.map(\.description).joined(separator: ", "))",
          instead: "cidr= names the subnet of its own interface (\(list)) or an address of one")
      }
    }
    scene.work.controlPlane += 1
    cloud.enter(&node, wanted: wanted.first, seed: scene.seed, &scene.work)
    cloud.schedule(after: scene.now)
  }

  /// Takes what recorded nodes hold.
  public mutating func adopt(_ nodes: inout [Node]) {
    var fresh = CloudOperator(settings)
    for index in nodes.indices { fresh.adopt(&nodes[index]) }
    cloud = fresh
  }

  /// The instance is terminated.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    scene.work.controlPlane += 1
    cloud.terminate(node.id)
    cloud.schedule(after: scene.now)
  }

  /// The CiliumNode comes before the operator again; a running agent keeps its addresses.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    cloud.enter(&node, seed: scene.seed, &scene.work)
    cloud.schedule(after: scene.now)
  }

  /// The operator starts anew and looks after every node.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    cloud.restart(&scene)
  }

  /// New options or subnets.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var changed = settings
    switch change {
    case .set(let options): try changed.set(options)
    case .addPool(let pool, _, _): try changed.add(pool)
    case .removePool(let pool):
      guard let subnet = cloud.subnets.first(where: { $0.prefix == pool }) else {
        let list = pools.map(\.description).joined(separator: ", ")
        throw .system("\(pool) is not in the list of pools, which is \(list)")
      }
      guard subnet.given == 0 else {
        throw .system(settings.rules.provider.textOfUse(pool))
      }
      guard pools.count > 1 else {
        throw .system("\(pool) is the only subnet: without one there is no address for any node")
      }
      if let index = pools.firstIndex(of: pool), index < changed.zones.count {
        changed.zones.remove(at: index)
      }
      changed.pools.removeAll { $0 == pool }
      changed.chosenSubnets.removeAll { $0 == pool }
    case .serviceRange: return
    }
    settings = changed
    cloud.take(changed)
  }

  /// The agent's answer to a pod.
  public func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    CloudAgent(settings.rules).give(
      demand, on: &node, cloud.instances[node.id], seed: scene.seed)
  }

  /// The operator brings nodes between their watermarks.
  public mutating func maintain(_ ids: [NodeID], _ scene: inout Scene) {
    cloud.maintain(ids, &scene)
  }

  /// The next of the operator's rounds that has something to do.
  public var nextDue: Duration? { cloud.nextTick }

  /// A round of the operator.
  public mutating func timePasses(_ scene: inout Scene) { cloud.tick(&scene) }

  /// What the kubelet reports of a pod when the pool is empty.
  public func exhaustedText(_ family: IPFamily) -> String {
    "unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure "
      + CloudAgent.noneLeft
  }

  /// What the agent logs while its pool is too small (`newNodeStore` in `pkg/ipam/crd.go`).
  public func waitingText(of node: Node) -> String {
    "Waiting for IPs to become available in CRD-backed allocation pool"
  }

  /// Limits, interfaces, watermarks and releases.
  public func details(of node: Node) -> [(key: String, text: String)] { cloud.details(of: node) }
}

extension CloudOperator {
  /// An operator told by settings.
  init(_ settings: CloudSettings) {
    self.init(settings.rules, subnets: settings.pools, zones: settings.zones)
    chosenSubnets = settings.chosenSubnets
  }

  /// New settings; subnets keep what is taken of them.
  mutating func take(_ settings: CloudSettings) {
    rules = settings.rules
    zones = settings.zones
    chosenSubnets = settings.chosenSubnets
    subnets = settings.pools.map { pool in
      subnets.first { $0.prefix == pool }
        ?? CloudSubnet(pool, keptFirst: rules.kept.first, keptLast: rules.kept.last)
    }
  }

  /// What there is to say of a node beyond its addresses.
  func details(of node: Node) -> [(key: String, text: String)] {
    guard let instance = instances[node.id] else { return [] }
    var lines: [(key: String, text: String)] = []
    if let limits = instance.limits {
      lines.append(
        (
          "instance",
          "\(instance.type): \(limits.adapters) interfaces of \(limits.ipv4) addresses, "
            + "capacity \(instance.capacity(instance.own(rules)))"
        ))
    } else {
      lines.append(("instance", "\(instance.type): \(CloudError.limitsUnknown)"))
    }
    for interface in instance.interfaces {
      var text = "\(interface.primary) in \(interface.subnet)"
      if !interface.addresses.isEmpty {
        text += ", secondary addresses: \(interface.addresses.count)"
      }
      if !interface.prefixes.isEmpty {
        text += ", prefixes: " + interface.prefixes.map(\.description).joined(separator: " ")
      }
      lines.append(("interface \(interface.index)", text))
    }
    if let watermarks = watermarks(instance) {
      let available = instance.available(instance.own(rules))
      lines.append(
        (
          "watermarks",
          "available \(available) of \(watermarks.maxAllocate), used \(used(node)), "
            + "needed \(need(node)), excess \(excess(node))"
        ))
    }
    for mark in instance.marks {
      let text = mark.status?.rawValue ?? "excess since \(mark.since)"
      lines.append(("release \(mark.unit)", text))
    }
    return lines
  }
}
