import Addressing

/// Cilium's agent on one node: which of the block's addresses it keeps and how it gives the others.
///
/// Cilium 1.19: `pkg/ipam/hostscope.go`, `pkg/ipam/allocator.go` and
/// `daemon/infraendpoints/infra_ip_allocation.go`. The agent reads the pod CIDRs once, when it
/// starts, and uses the first of each family only.
struct HostScopeAgent: Hashable, Sendable {
  /// Whether IPv4 is on.
  var hasV4: Bool
  /// Whether IPv6 is on.
  var hasV6: Bool
  /// Infrastructure addresses taken at the start, in this order.
  var roles: [InfrastructureRole]
  /// Whether blocks of one or two addresses can be used (Cilium 1.17 and later).
  var smallBlocksUsable: Bool
  /// Whether the scan for a free address starts at random or at the lowest address.
  var scansAtRandom: Bool

  /// Addresses for pods in a block: what is usable without the agent's own.
  func usable(in block: IPPrefix) -> Int {
    max(
      0,
      BlockAddresses.usableCount(of: block, smallBlocksUsable: smallBlocksUsable) - roles.count)
  }

  /// Starts the agent of a node that has blocks of every family that is on.
  ///
  /// What the agent held before is restored: addresses it has already are not drawn again.
  func start(_ node: inout Node, _ scene: inout Scene) {
    let families = [IPFamily.v4, .v6].filter { isOn($0) && !(node.isReady && node[$0] != nil) }
    guard open(families, on: &node) else { return }
    node.isReady = false
    node.agentError = nil
    for role in roles {
      for family in families where node[family]?.address(of: role) == nil {
        do {
          try take(role, family, on: &node, seed: scene.seed)
          scene.work.node += 1
        } catch {
          node.agentError = refusal(of: role, family, error)
          return
        }
      }
    }
    node.isReady = true
  }

  /// Draws an address of one family for the agent itself.
  private func take(
    _ role: InfrastructureRole, _ family: IPFamily, on node: inout Node, seed: UInt64
  ) throws(HostScopeError) {
    guard let index = node.position(family) else { throw .full }
    let start = start(node, family, usable: node.ranges[index].usable, seed: seed)
    let offset = try node.ranges[index].allocateNext(from: start)
    node.ranges[index].assign(offset, to: role)
    node.draws += 1
  }

  /// The texts differ from role to role (`infra_ip_allocation.go`).
  private func refusal(
    of role: InfrastructureRole, _ family: IPFamily, _ error: HostScopeError
  ) -> String {
    let advice = "see https://cilium.link/ipam-range-full"
    switch role {
    case .router:
      return "unable to allocate router IP for family \(family == .v4 ? "ipv4" : "ipv6"): \(error)"
    case .ingress: return "unable to allocate ingress IPs: \(error), \(advice)"
    case .health: return "unable to allocate health \(family): \(error), \(advice)"
    case .tunnel: return "unable to allocate tunnel \(family): \(error)"
    }
  }

  /// Takes over a node as recorded: its ranges are opened, and no address is drawn for the agent.
  ///
  /// A node that lacks a family runs its pods in the other one all the same.
  func adopt(_ node: inout Node) {
    node.agentError = nil
    node.isReady = true
    for family in [IPFamily.v4, .v6] where isOn(family) {
      if !open([family], on: &node) { node.isReady = false }
    }
  }

  private func isOn(_ family: IPFamily) -> Bool { family == .v4 ? hasV4 : hasV6 }

  /// Whether a restart would give a running agent addresses of a family it has none of yet.
  func isBehind(_ node: Node) -> Bool {
    [IPFamily.v4, .v6].contains { family in
      isOn(family) && node[family] == nil && node.blocks.contains { $0.family == family }
    }
  }

  /// Opens the first block of each of `families`; false, and nothing opened, if one has no block.
  private func open(_ families: [IPFamily], on node: inout Node) -> Bool {
    let blocks = families.compactMap { family in node.blocks.first { $0.family == family } }
    guard blocks.count == families.count else { return false }
    for block in blocks where node[block.family]?.prefix != block {
      node.open(BlockAddresses(block, smallBlocksUsable: smallBlocksUsable))
    }
    return true
  }

  /// Where the scan begins: a function of the seed, the node's name and its count of draws, so that
  /// no node's draws shift another's.
  func start(_ node: Node, _ family: IPFamily, usable: Int, seed: UInt64) -> Int {
    guard scansAtRandom, usable > 0 else { return 0 }
    return AddressScan.start(
      seed: seed, stream: node.stream, draw: node.draws, family: family, usable: usable)
  }

  /// An address of every family the agent runs with: IPv6 first, given back if IPv4 has none.
  ///
  /// Those are the families that were on when the agent started, whatever was changed since.
  func giveAddresses(on node: inout Node, wanted: IPAddress?, seed: UInt64) -> AddressGrant {
    var grant = AddressGrant()
    let v4 = node.position(.v4)
    let v6 = node.position(.v6)
    if let wanted, (wanted.family == .v4 ? v4 : v6) == nil {
      grant.status = .refusedAddress
      grant.error = "\(wanted.family) allocation disabled"
      return grant
    }
    let drawsBefore = node.draws
    if let v6 {
      do {
        grant.v6 = try give(v6, of: .v6, on: &node, wanted: wanted, seed: seed).bits
      } catch {
        return refused(.v6, error, wanted: wanted)
      }
    }
    if let v4 {
      do {
        let address = try give(v4, of: .v4, on: &node, wanted: wanted, seed: seed)
        grant.v4 = UInt32(truncatingIfNeeded: address.bits)
      } catch {
        if let v6, grant.v6 != 0 { node.ranges[v6].release(IPAddress(.v6, bits: grant.v6)) }
        node.draws = drawsBefore
        return refused(.v4, error, wanted: wanted)
      }
    }
    return grant
  }

  private func give(
    _ index: Int, of family: IPFamily, on node: inout Node, wanted: IPAddress?, seed: UInt64
  ) throws(HostScopeError) -> IPAddress {
    if let wanted, wanted.family == family {
      try node.ranges[index].allocate(wanted)
      node.draws += 1
      return wanted
    }
    let start = start(node, family, usable: node.ranges[index].usable, seed: seed)
    let offset = try node.ranges[index].allocateNext(from: start)
    node.draws += 1
    return node.ranges[index].address(at: offset)
  }

  private func refused(
    _ family: IPFamily, _ error: HostScopeError, wanted: IPAddress?
  ) -> AddressGrant {
    var grant = AddressGrant()
    if wanted?.family == family {
      grant.status = .refusedAddress
      grant.error = error.description
    } else {
      grant.status = family == .v4 ? .refusedV4 : .refusedV6
    }
    return grant
  }
}

/// The draws of an agent's random scan.
enum AddressScan {
  /// The offset at which one scan begins, uniform in `0..<usable`.
  ///
  /// A multiplication maps 64 random bits to the range; its bias is below 2^-40 for any block.
  static func start(
    seed: UInt64, stream: UInt64, draw: UInt64, family: IPFamily, usable: Int
  ) -> Int {
    let draws = SeededGenerator.mix(seed, stream &+ UInt64(family.rawValue))
    let bits = SeededGenerator.mix(draws, draw)
    return Int(bits.multipliedFullWidth(by: UInt64(usable)).high)
  }

  /// A hash of a name that is the same on every run and machine (FNV-1a, 64 bits).
  static func hash(of name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
