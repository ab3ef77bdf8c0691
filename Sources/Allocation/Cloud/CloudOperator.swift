public import Addressing
import HashTreeCollections

/// Cilium's operator in a cloud: it keeps every node between its watermarks with addresses of the
/// cloud's subnets.
///
/// Source: Cilium 1.19 `pkg/ipam/node.go` and `node_manager.go`, with `pkg/aws/eni/node.go`,
/// `pkg/azure/ipam/node.go` and `pkg/alibabacloud/eni/node.go` for what differs by cloud.
///
///     subnet ──► interface 0: primary, secondaries or /28s ─┐
///       └──────► interface 1: …                            ─┴─► the node's pool ──► pods
public struct CloudOperator: Sendable {
  /// What it was told.
  public var rules: CloudRules
  /// The subnets, in order.
  public internal(set) var subnets: [CloudSubnet]
  /// The zone of each subnet, where one is said.
  public var zones: [String]
  /// The subnets to create interfaces in; empty for those that suit.
  public var chosenSubnets: [IPPrefix] = []
  /// The instances, by node.
  var instances: TreeDictionary<NodeID, CloudInstance> = [:]
  /// When it looks after its nodes next, while there is anything to look after.
  public internal(set) var nextTick: Duration?
  /// Nodes with addresses too many.
  var watched: TreeSet<NodeID> = []
  /// Nodes whose last call failed.
  var stuck: TreeSet<NodeID> = []
  /// How often addresses have gone back to subnets, and at which count the stuck were tried last.
  var freed = 0
  var freedAtRetry = 0
  /// Picks of the cloud's so far: each is a function of the seed and this count.
  private var picks: UInt64 = 0

  /// How often it looks after its nodes by itself (`NodeManager.Start`: a minute).
  public static let interval: Duration = .seconds(60)

  /// An operator of subnets with no instance in them.
  public init(_ rules: CloudRules, subnets: [IPPrefix], zones: [String] = []) {
    self.rules = rules
    self.subnets = subnets.map {
      CloudSubnet($0, keptFirst: rules.kept.first, keptLast: rules.kept.last)
    }
    self.zones = zones
  }

  /// The instance of a node, if it could be launched.
  public func instance(of id: NodeID) -> CloudInstance? { instances[id] }

  /// How many instances there are.
  public var instanceCount: Int { instances.count }

  /// Where a pick from a subnet begins: nowhere when the lowest is taken.
  mutating func draw(_ seed: UInt64) -> UInt64? {
    guard rules.picksAtRandom else { return nil }
    picks += 1
    return SeededGenerator.mix(SeededGenerator.mix(seed, 0x636c_6f75), picks)
  }

  /// Whether a subnet may serve an instance in `zone`: a subnet or node without a zone is anywhere's.
  func isIn(_ zone: String?, _ position: Int) -> Bool {
    guard let zone, position < zones.count, !zones[position].isEmpty else { return true }
    return zones[position] == zone
  }

  /// The position of a subnet, if it is there still.
  func position(of subnet: IPPrefix) -> Int? { subnets.firstIndex { $0.prefix == subnet } }

  /// The subnet in a zone with the most free addresses, the first on ties.
  func roomiest(in zone: String?, among chosen: [IPPrefix] = []) -> Int? {
    var best: Int?
    for position in subnets.indices where isIn(zone, position) {
      if !chosen.isEmpty, !chosen.contains(subnets[position].prefix) { continue }
      if let best, subnets[best].available >= subnets[position].available { continue }
      best = position
    }
    return best
  }

  /// Launches a node's instance, if it has none, and looks after it.
  ///
  /// `wanted` names the subnet of its own interface or the address.
  mutating func enter(
    _ node: inout Node, wanted: IPPrefix? = nil, seed: UInt64, _ work: inout Work
  ) {
    if instances[node.id] == nil {
      do {
        try launch(&node, wanted: wanted, seed: seed)
        node.error = nil
        work.controlPlane += 1
      } catch {
        node.error = error.description
        stuck.insert(node.id)
        return
      }
    }
    settle(&node, seed: seed, &work)
  }

  /// The cloud gives the instance's own interface an address of one subnet.
  private mutating func launch(
    _ node: inout Node, wanted: IPPrefix?, seed: UInt64
  ) throws(CloudError) {
    let position: Int?
    if let wanted {
      position = subnets.firstIndex { $0.prefix.contains(wanted) }
    } else {
      position = roomiest(in: node.zone)
    }
    guard let position else { throw .noLaunch(zone: node.zone) }
    var address: IPAddress?
    if let wanted, wanted != subnets[position].prefix {
      address = subnets[position].take(wanted) ? wanted.base : nil
    } else {
      let draw = draw(seed)
      address = subnets[position].takeAddress(draw: draw)
    }
    guard let address else { throw .noLaunch(zone: node.zone) }
    let interface = CloudInterface(
      index: 0, subnet: subnets[position].prefix, primary: address)
    let type = node.instanceType ?? rules.instanceType
    instances[node.id] = CloudInstance(
      type: type, limits: rules.limits(of: type), interface: interface, rules)
    let isUsable = rules.usesPrimaryAddress && rules.firstInterfaceIndex == 0
    hold(IPPrefix(address), isUsable: isUsable, on: &node)
  }

  /// Takes over a node as it was recorded: what it holds is taken, and on one interface.
  mutating func adopt(_ node: inout Node) {
    node.ranges = node.blocks.map { BlockAddresses(all: $0) }
    node.isReady = true
    let units = node.blocks.filter { $0.family == .v4 }
    guard let first = units.first else { return }
    var home: IPPrefix?
    for unit in units {
      guard let position = subnets.firstIndex(where: { $0.prefix.contains(unit) }) else { continue }
      _ = subnets[position].take(unit)
      home = home ?? subnets[position].prefix
    }
    var interface = CloudInterface(index: 0, subnet: home ?? first, primary: first.base)
    interface.addresses = units.filter { $0.length == 32 }.map(\.base)
    interface.prefixes = units.filter { $0.length == 28 }
    let type = node.instanceType ?? rules.instanceType
    instances[node.id] = CloudInstance(
      type: type, limits: rules.limits(of: type), interface: interface, rules)
  }

  /// Terminates an instance: its interfaces go with it, and their addresses back to the subnets.
  mutating func terminate(_ id: NodeID) {
    guard let instance = instances.removeValue(forKey: id) else { return }
    for interface in instance.interfaces {
      guard let position = position(of: interface.subnet) else { continue }
      subnets[position].release(IPPrefix(interface.primary))
      for unit in interface.units { subnets[position].release(unit) }
    }
    watched.remove(id)
    stuck.remove(id)
    freed += 1
  }

  /// Enters an address or prefix in a node's books; `ranges` stay parallel to `blocks`.
  func hold(_ unit: IPPrefix, isUsable: Bool, on node: inout Node) {
    node.blocks.append(unit)
    let usable = isUsable ? Int(unit.size) : 0
    node.ranges.append(BlockAddresses(unit, firstUsable: unit.base, usable: usable))
  }

  /// Looks after nodes until they have what they need: those that lack most come first.
  mutating func maintain(_ ids: [NodeID], _ scene: inout Scene) {
    let byNeed = ids.map { (id: $0, need: scene.node($0).map(need) ?? 0) }
    for entry in byNeed.sorted(by: { ($1.need, $0.id) < ($0.need, $1.id) }) {
      _ = scene.with(entry.id) { node, rest in
        settle(&node, seed: rest.seed, &rest.work)
      }
    }
    schedule(after: scene.now)
  }

  /// Brings one node between its watermarks and starts its agent when it can.
  mutating func settle(_ node: inout Node, seed: UInt64, _ work: inout Work) {
    let agent = CloudAgent(rules)
    resolve(&node, seed: seed, &work)
    if agent.start(&node, instances[node.id], seed: seed) {
      work.node += rules.roles.count
      resolve(&node, seed: seed, &work)
    }
    watch(node)
  }

  /// Keeps an eye on a node that has too much or could not get enough.
  private mutating func watch(_ node: Node) {
    guard let instance = instances[node.id] else { return }
    stuck.remove(node.id)
    let isWatched =
      rules.releasesExcess
      && (!releasable(node, instance).units.isEmpty || !instance.marks.isEmpty)
    if isWatched { watched.insert(node.id) } else { watched.remove(node.id) }
    if instance.isStuck { stuck.insert(node.id) }
  }

  /// Sets the next tick: whole minutes, and none while there is nothing to do.
  mutating func schedule(after now: Duration) {
    guard !watched.isEmpty || (!stuck.isEmpty && freed > freedAtRetry) else {
      nextTick = nil
      return
    }
    if let nextTick, nextTick > now { return }
    let period = Self.interval.components.seconds
    nextTick = .seconds((now.components.seconds / period + 1) * period)
  }

  /// The minute's round: releases that are due, then those that failed once more.
  mutating func tick(_ scene: inout Scene) {
    guard let due = nextTick, due <= scene.now else { return }
    freedAtRetry = freed
    for id in watched.union(stuck).sorted() {
      _ = scene.with(id) { node, rest in
        release(&node, now: rest.now, &rest.work)
        enter(&node, seed: rest.seed, &rest.work)
      }
    }
    nextTick = nil
    schedule(after: scene.now)
  }

  /// A new operator knows nothing of releases under way.
  mutating func restart(_ scene: inout Scene) {
    for id in scene.nodeIDs {
      instances[id]?.marks = []
      _ = scene.with(id) { node, rest in enter(&node, seed: rest.seed, &rest.work) }
    }
    freed += 1
    schedule(after: scene.now)
  }
}
