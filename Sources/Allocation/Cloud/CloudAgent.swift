import Addressing

/// A node's agent where its addresses come one by one: Cilium's CRD-backed allocator.
///
/// Source: Cilium 1.19 `pkg/ipam/crd.go`. It gives any free address of its pool, in the order of a Go
/// map, which is random; an address promised to the operator it does not give.
struct CloudAgent {
  /// What it takes addresses for.
  private let rules: CloudRules

  init(_ rules: CloudRules) {
    self.rules = rules
  }

  /// The text of an empty pool.
  static let noneLeft =
    "no IPs currently available on the node, allocation will be retried once Cilium Operator "
    + "allocates more IPs"

  /// Starts the agent if it is down and its pool is large enough; answers whether it did.
  func start(_ node: inout Node, _ instance: CloudInstance?, seed: UInt64) -> Bool {
    guard !node.isReady, let instance, let limits = instance.limits else { return false }
    let rules = instance.own(rules)
    let watermarks = rules.watermarks(limits, isDelegated: instance.isDelegated(rules))
    let enough = watermarks.neededToStart(hasHealth: rules.roles.contains(.health))
    guard instance.available(rules) >= enough else { return false }
    let before = node
    for role in rules.roles where !node.ranges.contains(where: { $0.address(of: role) != nil }) {
      guard let place = pick(&node, instance, seed: seed) else {
        node = before
        node.agentError = "unable to allocate \(role.rawValue) IPv4: \(Self.noneLeft)"
        return false
      }
      node.ranges[place.range].assign(place.offset, to: role)
    }
    node.agentError = nil
    node.isReady = true
    return true
  }

  /// An address for a pod: the one it asks for, or any.
  func give(
    _ demand: PodDemand, on node: inout Node, _ instance: CloudInstance?, seed: UInt64
  ) -> AddressGrant {
    var grant = AddressGrant()
    if let wanted = demand.wanted {
      guard let range = node.position(of: wanted),
        instance?.isPromised(node.ranges[range].prefix) != true
      else { return AddressGrant(refusedWith: "IP \(wanted) is not available") }
      do {
        try node.ranges[range].allocate(wanted)
      } catch {
        return AddressGrant(refusedWith: "IP already in use")
      }
      grant.add(wanted)
    } else if let place = pick(&node, instance, seed: seed) {
      grant.add(node.ranges[place.range].address(at: place.offset))
    } else {
      grant.status = .refusedV4
    }
    return grant
  }

  /// Takes one of the free addresses, each as likely as any other.
  private func pick(
    _ node: inout Node, _ instance: CloudInstance?, seed: UInt64
  ) -> (range: Int, offset: Int)? {
    let hasPromises = instance?.marks.isEmpty == false
    func free(_ index: Int) -> Int {
      let range = node.ranges[index]
      guard range.free > 0 else { return 0 }
      return hasPromises && instance?.isPromised(range.prefix) == true ? 0 : range.free
    }
    let total = node.ranges.indices.reduce(0) { $0 + free($1) }
    guard total > 0 else { return nil }
    var left = AddressScan.start(
      seed: seed, stream: node.stream, draw: node.draws, family: .v4, usable: total)
    node.draws += 1
    for index in node.ranges.indices {
      let count = free(index)
      guard left >= count else {
        var offset = node.ranges[index].taken.firstClear()
        for _ in 0..<left {
          offset = offset.flatMap { node.ranges[index].taken.firstClear(from: $0 + 1) }
        }
        guard let offset else { return nil }
        node.ranges[index].take(offset)
        return (index, offset)
      }
      left -= count
    }
    return nil
  }
}
