import Addressing
import HashTreeCollections

extension CloudOperator {
  /// Addresses of a node in use: by pods and by its agent (`len(status.ipam.used)`).
  public func used(_ node: Node) -> Int {
    node.ranges.reduce(0) { $0 + $1.taken.population }
  }

  /// The same with every prefix in use counted whole (`GetUsedIPWithPrefixes`).
  private func usedWithPrefixes(_ node: Node) -> Int {
    node.ranges.reduce(0) { $1.taken.population == 0 ? $0 : $0 + $1.usable }
  }

  /// The watermarks of an instance, unless its type is unknown.
  public func watermarks(_ instance: CloudInstance) -> Watermarks? {
    guard let limits = instance.limits else { return nil }
    let rules = instance.own(rules)
    return rules.watermarks(limits, isDelegated: instance.isDelegated(rules))
  }

  /// Addresses a node lacks.
  public func need(_ node: Node) -> Int {
    guard let instance = instances[node.id], let watermarks = watermarks(instance) else { return 0 }
    return watermarks.needed(available: instance.available(instance.own(rules)), used: used(node))
  }

  /// Addresses a node has too many.
  public func excess(_ node: Node) -> Int {
    instances[node.id].map { excess(node, $0) } ?? 0
  }

  func excess(_ node: Node, _ instance: CloudInstance) -> Int {
    guard let watermarks = watermarks(instance) else { return 0 }
    let rules = instance.own(rules)
    let used = instance.isDelegated(rules) ? usedWithPrefixes(node) : used(node)
    return watermarks.excess(available: instance.available(rules), used: used)
  }

  /// Gets a node what it lacks, action by action, as far as its limits and the subnets go.
  mutating func resolve(_ node: inout Node, seed: UInt64, _ work: inout Work) {
    guard var instance = instances[node.id] else { return }
    guard let limits = instance.limits else {
      node.error = CloudError.limitsUnknown.description
      return
    }
    let rules = instance.own(rules)
    let pending = max(node.pods.count - node.running - node.rejected, 0)
    var calls = 0
    instance.isStuck = false
    while true {
      if rules.releasesExcess, excess(node, instance) > 0 { break }
      let marks = rules.watermarks(limits, isDelegated: instance.isDelegated(rules))
      let needed = marks.needed(available: instance.available(rules), used: used(node))
      if needed == 0 {
        node.error = nil
        break
      }
      // What is needed is no longer too much: releases under way are called off.
      instance.marks = []
      let wanted = marks.wanted(needed: needed, pendingPods: pending)
      do {
        if try grow(&instance, &node, by: wanted, limits, seed: seed, &calls) { continue }
        node.error = nil
      } catch {
        node.error = error.description
      }
      instance.isStuck = true
      break
    }
    if calls > 0 { work.controlPlane += calls + 1 }
    instances[node.id] = instance
  }

  /// One action: addresses on the first interface that has room, else a new interface; false if
  /// neither is possible.
  private mutating func grow(
    _ instance: inout CloudInstance, _ node: inout Node, by wanted: Int, _ limits: InstanceLimits,
    seed: UInt64, _ calls: inout Int
  ) throws(CloudError) -> Bool {
    let rules = instance.own(rules)
    for place in instance.podInterfaces(rules).indices {
      let interface = instance.interfaces[place]
      let room =
        instance.limit(of: interface, rules)
        - interface.count(withPrimary: rules.usesPrimaryAddress)
      guard room > 0, let position = position(of: interface.subnet),
        subnets[position].available > 0
      else { continue }
      let count = min(subnets[position].available, room, wanted)
      let delegated = instance.isDelegated(rules)
      calls += 1
      let slots = limits.ipv4 - 1 - interface.slotsTaken
      if let units = assign(count, in: position, slots: slots, delegated, seed: seed) {
        add(units, to: &instance.interfaces[place], of: &node)
        return true
      }
      // "Unable to assign additional IPs to interface, will create new interface"
      break
    }
    guard rules.createsInterfaces, instance.interfaces.count < limits.adapters else { return false }
    return try create(&instance, &node, by: wanted, limits, seed: seed, &calls)
  }

  /// What the cloud assigns to an interface: prefixes, or single addresses where the subnet has no
  /// prefix left; all or nothing.
  private mutating func assign(
    _ count: Int, in position: Int, slots: Int, _ delegated: Bool, seed: UInt64
  ) -> [IPPrefix]? {
    if delegated {
      let prefixes = (count + CloudRules.prefixSize - 1) / CloudRules.prefixSize
      guard prefixes <= slots else { return nil }
      if let units = take(prefixes, length: 28, in: position, seed: seed) { return units }
    }
    guard count <= slots else { return nil }
    return take(count, length: 32, in: position, seed: seed)
  }

  private mutating func take(
    _ count: Int, length: Int, in position: Int, seed: UInt64
  ) -> [IPPrefix]? {
    var subnet = subnets[position]
    var units: [IPPrefix] = []
    for _ in 0..<count {
      let draw = draw(seed)
      let unit =
        length == 32
        ? subnet.takeAddress(draw: draw).map { IPPrefix($0) }
        : subnet.takeBlock(length, draw: draw)
      guard let unit else { return nil }
      units.append(unit)
    }
    subnets[position] = subnet
    return units
  }

  private func add(
    _ units: [IPPrefix], to interface: inout CloudInterface, of node: inout Node
  ) {
    for unit in units {
      if unit.length == 32 {
        interface.addresses.append(unit.base)
      } else {
        interface.prefixes.append(unit)
      }
      hold(unit, isUsable: true, on: &node)
    }
  }

  /// A new interface, with the addresses it is created with (`CreateInterface`).
  private mutating func create(
    _ instance: inout CloudInstance, _ node: inout Node, by wanted: Int, _ limits: InstanceLimits,
    seed: UInt64, _ calls: inout Int
  ) throws(CloudError) -> Bool {
    let rules = instance.own(rules)
    let count = rules.addressesAtCreation(wanted, limits)
    guard count > 0 else { return false }
    let position = try subnet(for: node, instance, limits, count)
    var index = rules.firstInterfaceIndex
    while instance.interfaces.contains(where: { $0.index == index }) { index += 1 }
    calls += 1
    guard subnets[position].available > 0 else { throw .subnetFull }
    let before = subnets[position]
    let draw = draw(seed)
    guard let primary = subnets[position].takeAddress(draw: draw) else { throw .subnetFull }
    // Alibaba counts the primary address among those it creates an interface with.
    let secondaries = rules.provider == .alibaba ? count - 1 : count
    let delegated = instance.isDelegated(rules)
    guard
      let units = assign(
        secondaries, in: position, slots: limits.ipv4 - 1, delegated, seed: seed)
    else {
      subnets[position] = before
      throw .subnetFull
    }
    calls += 1
    guard index < limits.adapters else {
      // The interface that cannot be attached is deleted again.
      subnets[position] = before
      throw .noAttachment(index: index, type: instance.type, adapters: limits.adapters)
    }
    var interface = CloudInterface(
      index: index, subnet: subnets[position].prefix, primary: primary)
    hold(IPPrefix(primary), isUsable: rules.usesPrimaryAddress, on: &node)
    add(units, to: &interface, of: &node)
    instance.interfaces.append(interface)
    return true
  }

  /// Where a new interface is created: among the subnets chosen; else in AWS that of the instance
  /// itself, if it has a whole interface's addresses free; else the roomiest of the zone.
  private func subnet(
    for node: Node, _ instance: CloudInstance, _ limits: InstanceLimits, _ count: Int
  ) throws(CloudError) -> Int {
    if rules.provider == .aws, chosenSubnets.isEmpty,
      let own = position(of: instance.interfaces[0].subnet),
      subnets[own].available >= limits.ipv4
    {
      return own
    }
    let best = roomiest(in: node.zone, among: chosenSubnets)
    // Alibaba's search passes over what is too small (`FindOneVSwitch`).
    if let best, rules.provider != .alibaba || subnets[best].available >= count { return best }
    throw .noSubnet(rules.provider, zone: node.zone ?? "", subnets: chosenSubnets)
  }
}

extension CloudRules {
  /// Addresses a new interface is created with: in AWS its slots at most, whether they are for
  /// addresses or prefixes; in Alibaba Cloud 10 at most, the primary one among them.
  public func addressesAtCreation(_ wanted: Int, _ limits: InstanceLimits) -> Int {
    provider == .alibaba ? min(10, wanted, limits.ipv4) : min(wanted, max(limits.ipv4 - 1, 0))
  }
}
