import Addressing
import HashTreeCollections

extension Calico {
  /// What Calico's CNI plugin answers: an address of each family that has pools, or of the family
  /// the pod names an address of.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    begin(scene)
    relearn(&scene, hand: node)
    var grant = AddressGrant()
    do {
      for address in try addresses(demand, node, scene) {
        enter(address, ofPodOn: &node, &scene)
        grant.add(address)
      }
    } catch {
      follow(hand: &node, &scene)
      refused.insert(node.id)
      return AddressGrant(refusedWith: error.description)
    }
    return grant
  }

  /// Takes the pod's addresses in the datastore.
  private mutating func addresses(
    _ demand: PodDemand, _ node: Node, _ scene: Scene
  ) throws(Refusal) -> [IPAddress] {
    if let wanted = demand.wanted {
      do {
        try ipam.assign(wanted, host: node.name, at: now)
      } catch {
        throw .system(error.description)
      }
      return [wanted]
    }
    let named = try demand.pool.map { name throws(Refusal) in try pool(named: name) }
    var answers: [CalicoAssignments] = []
    for family in IPFamily.allCases where unitLength(family) != nil {
      var request = CalicoRequest(family, host: node.name)
      if let named, named.family == family { request.pools = [named] }
      answers.append(ipam.autoAssign(request, at: now))
      // An error ends the request, an empty answer only when both families were asked.
      if answers.last?.error != nil { break }
    }
    let given = answers.flatMap(\.addresses)
    let failure = answers.compactMap(\.error).first?.description
    if let text = failure ?? answers.compactMap(\.refusal).first {
      // The plugin gives the other family's address back.
      ipam.release(given, at: now)
      throw .system(text)
    }
    if given.isEmpty { throw .system(CalicoError.noQualifiedPool.description) }
    return given
  }

  /// A pool by name or CIDR, as the plugin resolves annotations (`ResolvePools`).
  private func pool(named text: String) throws(Refusal) -> IPPrefix {
    if let cidr = try? IPPrefix(maskingHostBits: text) { return cidr }
    guard let pool = ipam.pools.first(where: { $0.name == text }) else {
      throw .system("error parsing pool \"\(text)\": invalid CIDR address: \(text)")
    }
    return pool.cidr
  }

  /// Enters an address of a pod: in the node's own books, as a loan, or as a block of one address.
  private mutating func enter(
    _ address: IPAddress, ofPodOn node: inout Node, _ scene: inout Scene
  ) {
    follow(hand: &node, &scene)
    if let index = node.position(of: address), let offset = node.ranges[index].offset(of: address) {
      open(offset, &node.ranges[index])
      node.ranges[index].take(offset)
    } else if let lender = lender(of: address), lender != node.id {
      let borrower = node.id
      scene.change(lender) { other in
        guard let index = other.position(of: address),
          let offset = other.ranges[index].offset(of: address)
        else { return }
        open(offset, &other.ranges[index])
        other.ranges[index].lend(offset, to: borrower)
      }
    } else {
      singles[address] = node.id
      add(single: address, to: &node)
    }
  }

  /// Makes a reserved address one that can be taken, since a pod has asked for it by name.
  private func open(_ offset: Int, _ range: inout BlockAddresses) {
    if range.taken[offset] { range = refit(range, opening: offset) }
  }

  /// The plugin releases a pod's addresses, borrowed ones to their lenders.
  public mutating func takeBack(
    _ released: ReleasedPod, on node: inout Node, _ scene: inout Scene
  ) {
    begin(scene)
    relearn(&scene, hand: node)
    for address in released.addresses {
      if singles[address] == node.id {
        singles[address] = nil
        Self.remove(single: address, from: &node)
      } else if let lender = lender(of: address), lender != node.id {
        scene.change(lender) { other in
          guard let index = other.position(of: address),
            let offset = other.ranges[index].offset(of: address)
          else { return }
          other.ranges[index].endLoan(offset)
          keepReserved(address, &other.ranges[index])
        }
      } else if let index = node.position(of: address) {
        keepReserved(address, &node.ranges[index])
      }
    }
    ipam.release(released.addresses, at: now)
    hasNewRoom = true
    follow(hand: &node, &scene)
  }

  private func keepReserved(_ address: IPAddress, _ range: inout BlockAddresses) {
    guard ipam.reservations.contains(address), let offset = range.offset(of: address) else {
      return
    }
    range.keep(offset)
  }

  /// Enters in the datastore what nodes of a dump hold, once their pods are in their books.
  mutating func relearn(_ scene: inout Scene, hand: Node? = nil) {
    guard isRecorded else { return }
    isRecorded = false
    for id in scene.nodeIDs {
      if let node = scene.node(id) { relearn(node) }
    }
    if let hand { relearn(hand) }
    _ = ipam.drain()
  }

  private mutating func relearn(_ node: Node) {
    for range in node.ranges {
      if let address = range.address(of: .tunnel) { setTunnel(address, of: node.id) }
      let kept = Set(range.keptOffsets)
      range.taken.forEachSet { offset in
        if !kept.contains(offset) {
          try? ipam.assign(range.address(at: offset), host: node.name, at: now)
        }
      }
    }
  }
}
