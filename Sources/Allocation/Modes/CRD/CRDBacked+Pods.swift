public import Addressing

extension CRDBacked {
  /// Gives a pod an address of every family: IPv6 first, given back if IPv4 has none.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    if let wanted = demand.wanted, unitLength(wanted.family) == nil {
      return AddressGrant(refusedWith: "\(wanted.family) allocation disabled")
    }
    let before = (self, node)
    var grant = AddressGrant()
    for family in [IPFamily.v6, .v4] where unitLength(family) != nil {
      do {
        grant.add(try address(family, for: demand, on: &node, seed: scene.seed))
      } catch {
        (self, node) = before
        if error == .noneLeft {
          var refusal = AddressGrant()
          refusal.status = family == .v4 ? .refusedV4 : .refusedV6
          return refusal
        }
        return AddressGrant(refusedWith: error.description)
      }
    }
    return grant
  }

  private mutating func address(
    _ family: IPFamily, for demand: PodDemand, on node: inout Node, seed: UInt64
  ) throws(CRDError) -> IPAddress {
    if let wanted = demand.wanted, wanted.family == family {
      return try pinned(wanted, for: demand.name.description, on: &node)
    }
    if hasPins {
      let owner = demand.name.description
      if let own = pin(of: owner, family) { return try pinned(own, for: owner, on: &node) }
    }
    guard let place = draw(family, on: node, seed: seed) else { throw .noneLeft }
    let address = node.ranges[place.range].address(at: place.offset)
    try? node.ranges[place.range].allocate(address)
    node.draws += 1
    return address
  }

  /// The address that the outside controller keeps for a pod, which it writes to the pod's node.
  private mutating func pinned(
    _ address: IPAddress, for owner: String, on node: inout Node
  ) throws(CRDError) -> IPAddress {
    if let place = node.position(of: address) {
      if let keeper = keeper(of: address), keeper != owner { throw .inUse }
      do { try node.ranges[place].allocate(address) } catch { throw .inUse }
      return address
    }
    guard lend(address, to: &node, owner: owner), let place = node.position(of: address) else {
      throw .notAvailable(address)
    }
    try? node.ranges[place].allocate(address)
    return address
  }

  /// An address that was on the node for this pod only goes back to the controller.
  public mutating func takeBack(
    _ released: ReleasedPod, on node: inout Node, _ scene: inout Scene
  ) {
    for address in released.addresses { endLoan(address, of: &node) }
  }

  /// What the agent says when the node's object has no address left; before 1.19 it said less.
  public func exhaustedText(_ family: IPFamily) -> String {
    isCurrent ? CRDError.noneLeft.description : "No more IPs available"
  }

  /// What the agent logs while it waits for addresses.
  public func waitingText(of node: Node) -> String {
    "Waiting for IPs to become available in CRD-backed allocation pool (required=\(required), "
      + "available=\(node.blocks.count))"
  }
}
