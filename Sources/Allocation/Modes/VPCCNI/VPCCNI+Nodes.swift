import Addressing
import HashTreeCollections

extension VPCCNI {
  /// An instance is launched with its primary interface, and its daemon fills the pool once.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    guard node.blocks.isEmpty else {
      throw .unsupported(
        mode: "vpc-cni", what: "give a node \(node.blocks[0])", instead: "EC2 chooses addresses")
    }
    let type = node.instanceType ?? settings.instanceType
    guard let capacity = PodCapacity(ofEC2: type) else { throw .system(Self.unknownType(type)) }
    if isV6, !capacity.takesPrefixes {
      throw .system(
        "Prefix Delegation is not supported on non-nitro instance \(type). IPv6 is only supported in "
          + "Prefix delegation Mode. ")
    }
    if settings.targets.delegatesPrefixes, !capacity.takesPrefixes {
      scene.note(
        node.name,
        "Prefix delegation is not supported on non-nitro instance \(type) hence falling back to "
          + "default (secondary IP) mode")
    }
    let zone = zone(of: node)
    nodesByZone[zone] += 1
    begin(scene)
    managers[node.id] = PoolManager(daemon(capacity, zone: zone, maxPods: node.maxPods))
    launch(&node, scene)
    count(&scene)
  }

  /// What a node's daemon is started with.
  func daemon(
    _ capacity: PodCapacity, zone: Int, maxPods: Int
  ) -> PoolManager.Settings {
    var daemon = PoolManager.Settings(
      slots: capacity.slots,
      interfaceLimit: min(capacity.interfaces, settings.interfaceLimit ?? capacity.interfaces),
      maxPods: maxPods)
    daemon.targets = settings.targets
    if !capacity.takesPrefixes { daemon.targets.delegatesPrefixes = false }
    if isV6 { daemon.targets.delegatesPrefixes = true }
    daemon.coolDown = .seconds(settings.coolDown)
    daemon.customNetworking = settings.customNetworking
    daemon.discoversSubnets = settings.discoversSubnets
    daemon.subnets = subnets(ofZone: zone)
    return daemon
  }

  /// The subnets for interfaces of a zone: that of its nodes, then those added to it later.
  ///
  /// With custom networking pods have the later ones to themselves, if there are any.
  private func subnets(ofZone zone: Int) -> [Int] {
    let all = vpc.subnets.indices.filter {
      vpc.subnets[$0].zone == zone && !vpc.subnets[$0].isDeleted
    }
    return settings.customNetworking && all.count > 1 ? Array(all.dropFirst()) : all
  }

  /// Tries to launch a node's instance; EC2 may have no address for it.
  mutating func launch(_ node: inout Node, _ scene: Scene) {
    let zone = zone(of: node)
    let pick = pick(for: &node, scene)
    guard
      let subnet = vpc.subnets.indices.first(where: {
        vpc.subnets[$0].zone == zone && !vpc.subnets[$0].isDeleted
      })
    else { return }
    do {
      let steps = try managers[node.id]?.launch(at: scene.now, in: &vpc, subnet: subnet, pick: pick)
      openPrimary(on: &node)
      enter(steps ?? [], on: &node)
      if settings.growsAtOnce {
        let more = managers[node.id]?.growAtOnce(at: scene.now, in: &vpc, pick: pick) ?? []
        enter(more, on: &node)
      }
      refresh(&node)
    } catch {
      node.error = error.description
      node.isReady = false
      refused[node.id] = true
    }
  }

  /// The zone a node is in: zones go to labels as they come up, and nodes without one to the zone
  /// that has the fewest.
  mutating func zone(of node: Node) -> Int {
    let count = min(settings.zones, max(1, vpc.subnets.count), nodesByZone.count)
    if let zone = zoneByNode[node.id] { return zone }
    var zone = 0
    if let label = node.zone {
      if !zoneLabels.contains(label) { zoneLabels.append(label) }
      zone = (zoneLabels.firstIndex(of: label) ?? 0) % count
    } else {
      for other in 0..<count where nodesByZone[other] < nodesByZone[zone] { zone = other }
    }
    zoneByNode[node.id] = zone
    return zone
  }

  /// The instance is terminated: its interfaces go, and their addresses are the subnets' again.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    begin(scene)
    if let manager = managers[node.id] {
      let under = manager.attaching.map { [$0.interface] } ?? []
      for interface in manager.store.interfaces + under {
        vpc.release(
          [IPPrefix(interface.primaryAddress)] + interface.cidrs.map(\.prefix),
          in: interface.subnet)
      }
    }
    if let zone = zoneByNode[node.id] { nodesByZone[zone] -= 1 }
    zoneByNode[node.id] = nil
    managers[node.id] = nil
    due[node.id] = nil
    starving[node.id] = nil
    refused[node.id] = nil
    followUp([], &scene)
  }

  /// `aws-node` restarts on a node: it knows the assigned addresses from its file, and forgets which
  /// others were released and how old its interfaces are.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    begin(scene)
    restartDaemon(on: &node, scene)
    count(&scene)
  }

  mutating func restartDaemon(on node: inout Node, _ scene: Scene) {
    guard let manager = managers[node.id] else { return }
    if manager.store.interfaces.isEmpty {
      launch(&node, scene)
      return
    }
    let pick = pick(for: &node, scene)
    let steps = managers[node.id]?.start(at: scene.now, in: &vpc, pick: pick) ?? []
    enter(steps, on: &node)
    if settings.growsAtOnce {
      let more = managers[node.id]?.growAtOnce(at: scene.now, in: &vpc, pick: pick) ?? []
      enter(more, on: &node)
    }
    refresh(&node)
  }

  /// There is no operator; new options reach the nodes as their daemons are replaced one by one.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    begin(scene)
    let rollsOut = isRolloutDue
    isRolloutDue = false
    for id in scene.nodeIDs {
      guard let node = scene.node(id) else { continue }
      let type = node.instanceType ?? settings.instanceType
      if let capacity = PodCapacity(ofEC2: type) {
        let daemon = daemon(capacity, zone: zone(of: node), maxPods: node.maxPods)
        managers[id]?.settings = daemon
      }
      guard rollsOut else { continue }
      var changed = node
      restartDaemon(on: &changed, scene)
      scene.change(id) { $0 = changed }
    }
    followUp(scene.nodeIDs, &scene)
  }
}
