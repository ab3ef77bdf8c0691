import Addressing
import HashTreeCollections

extension VPCCNI {
  /// ipamd answers the plugin: an address that is attached, free and rested.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    if let wanted = demand.wanted {
      return AddressGrant(
        refusedWith: "the VPC CNI gives no pod the address it asks for; without address=\(wanted) "
          + "it takes any that is attached to the node")
    }
    begin(scene)
    defer { count(&scene) }
    if settings.growsAtOnce, managers[node.id]?.store.hasFree(at: scene.now) == false {
      let pick = pick(for: &node, scene)
      let steps = managers[node.id]?.growAtOnce(at: scene.now, in: &vpc, pick: pick) ?? []
      enter(steps, on: &node)
      refresh(&node)
    }
    while let address = assign(on: &node, scene) {
      // An address that the node was recorded with a pod on is none to give.
      guard let position = node.position(of: address),
        (try? node.ranges[position].allocate(address)) != nil
      else { continue }
      var grant = AddressGrant()
      grant.add(address)
      return grant
    }
    starving[node.id] = true
    var grant = AddressGrant()
    grant.status = isV6 ? .refusedV6 : .refusedV4
    return grant
  }

  private mutating func assign(on node: inout Node, _ scene: Scene) -> IPAddress? {
    let pick = pick(for: &node, scene)
    guard let address = managers[node.id]?.store.assign(at: scene.now, pick: pick) else {
      // A refused attempt leaves no trace in the draws.
      node.draws -= 1
      return nil
    }
    return address
  }

  /// The address rests before another pod may have it.
  public mutating func takeBack(
    _ released: ReleasedPod, on node: inout Node, _ scene: inout Scene
  ) {
    for address in released.addresses { managers[node.id]?.release(address, at: scene.now) }
  }

  /// What each node's daemon, its interfaces and its addresses come to.
  public func details(of node: Node) -> [(key: String, text: String)] {
    guard let manager = managers[node.id] else { return [] }
    let type = node.instanceType ?? settings.instanceType
    var lines: [(key: String, text: String)] = []
    if let capacity = PodCapacity(ofEC2: type) {
      lines.append(
        (
          key: "instance",
          text: Self.text(type, capacity, isV6 || settings.targets.delegatesPrefixes)
        ))
    }
    for interface in manager.store.interfaces {
      lines.append((key: "interface \(interface.device)", text: text(of: interface)))
    }
    if let pending = manager.attaching {
      lines.append(
        (key: "interface \(pending.interface.device)", text: "attaching, there at \(pending.due)"))
    }
    if !isV6 { lines.append((key: "pool", text: poolText(manager))) }
    if let refusal = manager.refusal { lines.append((key: "EC2", text: refusal.description)) }
    return lines
  }

  private static func text(
    _ type: String, _ capacity: PodCapacity, _ prefixes: Bool
  ) -> String {
    let (interfaces, addresses) = (capacity.interfaces, capacity.addressesPerInterface)
    let perSlot = prefixes && capacity.takesPrefixes ? " x 16" : ""
    let pods = capacity.maxPods(prefixes: prefixes)
    return
      "\(type): \(interfaces) interfaces x (\(addresses) - 1) addresses\(perSlot) + 2 = \(pods) "
      + "pods, two of them on the host's network"
  }

  private func text(of interface: ENIDatastore.Interface) -> String {
    let subnet = vpc.subnets[interface.subnet].cidr
    let prefixes = interface.cidrs.count(where: \.isPrefix)
    let singles = interface.cidrs.count - prefixes
    var held: [String] = []
    if singles > 0 { held.append(singles == 1 ? "1 address" : "\(singles) addresses") }
    if prefixes > 0 { held.append(prefixes == 1 ? "1 prefix" : "\(prefixes) prefixes") }
    let all = held.isEmpty ? "nothing" : held.joined(separator: " and ")
    let pods = interface.assigned == 1 ? "1 pod has one" : "\(interface.assigned) pods have one"
    return "\(interface.primaryAddress) in \(subnet), with \(all) for pods; \(pods)"
  }

  private func poolText(_ manager: PoolManager) -> String {
    let pool = manager.pool(at: manager.nextLook)
    return
      "\(pool.addresses) addresses attached, \(pool.assigned) with pods, \(pool.available) in hand"
  }
}
