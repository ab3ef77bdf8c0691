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
      HostScopeRange.usableCount(of: block, smallBlocksUsable: smallBlocksUsable) - roles.count)
  }

  /// Starts the agent of a node that has blocks of every family that is on.
  func start(_ node: inout Node, seed: UInt64) -> Work {
    var work = Work()
    node.isReady = false
    node.agentError = nil
    guard let ranges = ranges(for: node) else { return work }
    node.v4 = ranges.v4
    node.v6 = ranges.v6
    for role in roles {
      // IPv6 first, as in every call for both families.
      for family in [IPFamily.v6, .v4] {
        guard var range = node[family] else { continue }
        node[family] = nil
        do {
          let start = start(node, family, usable: range.usable, seed: seed)
          let offset = try range.allocateNext(from: start)
          range.assign(offset, to: role)
          node.draws += 1
          work.node += 1
        } catch {
          node.agentError =
            "unable to allocate \(role) \(family): \(error), "
            + "see https://cilium.link/ipam-range-full"
        }
        node[family] = range
        if node.agentError != nil { return work }
      }
    }
    node.isReady = true
    return work
  }

  /// Takes over a node as recorded: its ranges are opened, and no address is drawn for the agent.
  func adopt(_ node: inout Node) {
    node.agentError = nil
    guard let ranges = ranges(for: node) else {
      node.isReady = false
      return
    }
    node.v4 = ranges.v4
    node.v6 = ranges.v6
    node.isReady = true
  }

  /// The first block of each family, if every family that is on has one.
  private func ranges(for node: Node) -> (v4: HostScopeRange?, v6: HostScopeRange?)? {
    let block4 = node.blocks.first { $0.family == .v4 }
    let block6 = node.blocks.first { $0.family == .v6 }
    if hasV4, block4 == nil { return nil }
    if hasV6, block6 == nil { return nil }
    func range(_ block: IPPrefix?) -> HostScopeRange? {
      block.map { HostScopeRange($0, smallBlocksUsable: smallBlocksUsable) }
    }
    return (hasV4 ? range(block4) : nil, hasV6 ? range(block6) : nil)
  }

  /// Where the scan begins: a function of the seed, the node's name and its count of draws, so that
  /// no node's draws shift another's.
  private func start(_ node: Node, _ family: IPFamily, usable: Int, seed: UInt64) -> Int {
    guard scansAtRandom, usable > 0 else { return 0 }
    return AddressScan.start(
      seed: seed, stream: node.stream, draw: node.draws, family: family, usable: usable)
  }

  /// An address of every family that is on: IPv6 first, given back if IPv4 has none.
  func giveAddresses(on node: inout Node, wanted: IPAddress?, seed: UInt64) -> AddressGrant {
    var grant = AddressGrant()
    let drawsBefore = node.draws
    if hasV6 {
      do {
        grant.v6 = try give(.v6, on: &node, wanted: wanted, seed: seed).bits
      } catch {
        return refused(.v6, error, wanted: wanted)
      }
    }
    if hasV4 {
      do {
        let address = try give(.v4, on: &node, wanted: wanted, seed: seed)
        grant.v4 = UInt32(truncatingIfNeeded: address.bits)
      } catch {
        if grant.v6 != 0 { node.v6?.release(IPAddress(.v6, bits: grant.v6)) }
        node.draws = drawsBefore
        return refused(.v4, error, wanted: wanted)
      }
    }
    return grant
  }

  private func give(
    _ family: IPFamily, on node: inout Node, wanted: IPAddress?, seed: UInt64
  ) throws(HostScopeError) -> IPAddress {
    switch family {
    case .v4:
      guard node.v4 != nil else { throw .full }
      if let wanted, wanted.family == family {
        try node.v4!.allocate(wanted)
        node.draws += 1
        return wanted
      }
      let start = start(node, family, usable: node.v4!.usable, seed: seed)
      let offset = try node.v4!.allocateNext(from: start)
      node.draws += 1
      return node.v4!.address(at: offset)
    case .v6:
      guard node.v6 != nil else { throw .full }
      if let wanted, wanted.family == family {
        try node.v6!.allocate(wanted)
        node.draws += 1
        return wanted
      }
      let start = start(node, family, usable: node.v6!.usable, seed: seed)
      let offset = try node.v6!.allocateNext(from: start)
      node.draws += 1
      return node.v6!.address(at: offset)
    }
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
