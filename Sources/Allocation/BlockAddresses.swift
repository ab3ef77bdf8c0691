public import Addressing
import HashTreeCollections

/// The addresses that can be given out of one block of a node, and which of them are taken.
///
///     block   ········································
///     usable   ######################################     the rest of the block is reserved
///     taken    R·H·p··p·kk··························      R, H: the agent's own; k: kept; p: pods
///
/// Which addresses of a block are usable is the agent's rule. Without a rule of its own it is that of
/// Cilium 1.19's host-scope allocator (`pkg/ipam/service/ipallocator/allocator.go`,
/// `pkg/ipam/service/allocator/bitmap.go`): the network and the last address are never given, of IPv6
/// blocks either, and an IPv6 block gives at most 65,534.
public struct BlockAddresses: Hashable, Sendable {
  /// The block.
  public let prefix: IPPrefix
  /// The lowest address that can be given.
  public let firstUsable: IPAddress
  /// Which usable addresses are taken; offset 0 is `firstUsable`.
  public private(set) var taken: AddressBitmap
  /// Offsets of the agent's own addresses, -1 for none.
  private(set) var infrastructure: (router: Int32, ingress: Int32, health: Int32, tunnel: Int32) =
    (-1, -1, -1, -1)
  /// What only few blocks have: offsets kept from pods, and lent ones.
  private(set) var extras: Extras?

  final class Extras: Hashable, Sendable {
    let kept: AddressBitmap
    let lent: TreeDictionary<Int, NodeID>

    init(kept: AddressBitmap, lent: TreeDictionary<Int, NodeID>) {
      self.kept = kept
      self.lent = lent
    }

    static func == (left: Extras, right: Extras) -> Bool {
      left.kept == right.kept && left.lent == right.lent
    }

    func hash(into hasher: inout Hasher) { hasher.combine(kept) }
  }

  /// The span the allocator keeps a bit for: 2^host bits, 65,536 for large IPv6 blocks.
  ///
  /// Zero for an IPv4 block of 31 host bits or more and an IPv6 block of 127 or more
  /// (`RangeSize` in allocator.go).
  public static func rangeSize(of prefix: IPPrefix) -> Int {
    let hostBits = prefix.hostBits
    switch prefix.family {
    case .v4: return hostBits >= 31 ? 0 : 1 << hostBits
    case .v6: return hostBits >= 127 ? 0 : 1 << min(hostBits, 16)
    }
  }

  /// How many addresses of `prefix` the agent can give.
  ///
  /// Blocks of one or two addresses are usable since Cilium 1.17 (commit 266b3f0156); before, they
  /// had none.
  public static func usableCount(of prefix: IPPrefix, smallBlocksUsable: Bool = true) -> Int {
    let size = rangeSize(of: prefix)
    if size > 2 { return size - 2 }
    return smallBlocksUsable ? size : 0
  }

  /// All addresses of `prefix` that Cilium's agent can give, free.
  public init(_ prefix: IPPrefix, smallBlocksUsable: Bool = true) {
    let first =
      Self.rangeSize(of: prefix) > 2
      ? IPAddress(prefix.family, bits: prefix.base.bits + 1) : prefix.base
    self.init(
      prefix, firstUsable: first,
      usable: Self.usableCount(of: prefix, smallBlocksUsable: smallBlocksUsable))
  }

  /// The `usable` addresses of `prefix` from `firstUsable` on, free; all of them lie in the block.
  public init(_ prefix: IPPrefix, firstUsable: IPAddress, usable: Int) {
    precondition(usable >= 0 && (usable == 0 || prefix.contains(firstUsable)))
    precondition(
      usable == 0 || UInt128(usable) - 1 <= prefix.last.bits - firstUsable.bits,
      "usable addresses lie in the block")
    self.prefix = prefix
    self.firstUsable = firstUsable
    taken = AddressBitmap(count: usable)
  }

  /// Every address of `prefix`, free; at most 2^32 of them are managed.
  public init(all prefix: IPPrefix) {
    self.init(
      prefix, firstUsable: prefix.base, usable: Int(clamping: min(prefix.size, 1 << 32)))
  }

  /// Addresses the agent can give in all.
  public var usable: Int { taken.count }
  /// Addresses not taken: Cilium's `Free()`.
  public var free: Int { taken.count - taken.population }
  /// Addresses that are taken and serve no pod: the agent's own and those kept from pods.
  public var infrastructureCount: Int {
    (infrastructure.router >= 0 ? 1 : 0) + (infrastructure.ingress >= 0 ? 1 : 0)
      + (infrastructure.health >= 0 ? 1 : 0) + (infrastructure.tunnel >= 0 ? 1 : 0)
      + (extras?.kept.population ?? 0)
  }

  /// The address at `offset` of the usable ones.
  public func address(at offset: Int) -> IPAddress {
    IPAddress(prefix.family, bits: firstUsable.bits + UInt128(offset))
  }

  /// The offset of `address` among the usable ones, if it is one.
  public func offset(of address: IPAddress) -> Int? {
    guard address.family == prefix.family, address >= firstUsable else { return nil }
    let distance = address.bits - firstUsable.bits
    return distance < UInt128(usable) ? Int(distance) : nil
  }

  /// Takes the first free address at or after `start`, wrapping: the random scan with its draw given.
  public mutating func allocateNext(from start: Int) throws(HostScopeError) -> Int {
    guard usable > 0,
      let offset = taken.insertFirstClear(wrappingFrom: start, in: 0..<usable)
    else { throw .full }
    return offset
  }

  /// Takes `address`.
  public mutating func allocate(_ address: IPAddress) throws(HostScopeError) {
    guard let offset = offset(of: address) else { throw .notInRange(prefix) }
    guard taken.insert(offset) else { throw .alreadyAllocated }
  }

  /// Gives `address` back; one that was never given, or is foreign, is let pass silently.
  public mutating func release(_ address: IPAddress) {
    guard let offset = offset(of: address) else { return }
    taken.remove(offset)
  }

  /// Takes the address at `offset`, which a recorded decision names.
  mutating func take(_ offset: Int) {
    taken.insert(offset)
  }

  /// The agent's own address of one kind, if it has one.
  public func address(of role: InfrastructureRole) -> IPAddress? {
    let offset = self[role]
    return offset < 0 ? nil : address(at: Int(offset))
  }

  /// The use the agent itself makes of `address`, if any.
  public func role(of address: IPAddress) -> InfrastructureRole? {
    guard let offset = offset(of: address) else { return nil }
    return InfrastructureRole.allCases.first { self[$0] == Int32(offset) }
  }

  /// Notes that the agent holds the address at `offset`, taken already, for itself.
  mutating func assign(_ offset: Int, to role: InfrastructureRole) {
    switch role {
    case .router: infrastructure.router = Int32(offset)
    case .ingress: infrastructure.ingress = Int32(offset)
    case .health: infrastructure.health = Int32(offset)
    case .tunnel: infrastructure.tunnel = Int32(offset)
    }
  }

  /// Keeps a free address from pods for good, as a reservation does; false if it is taken.
  @discardableResult
  mutating func keep(_ offset: Int) -> Bool {
    guard taken.insert(offset) else { return false }
    var kept = extras?.kept ?? AddressBitmap(count: usable)
    kept.insert(offset)
    extras = Extras(kept: kept, lent: extras?.lent ?? [:])
    return true
  }

  /// Lends a free address to a pod of another node; false if it is taken.
  @discardableResult
  mutating func lend(_ offset: Int, to borrower: NodeID) -> Bool {
    guard taken.insert(offset) else { return false }
    var lent = extras?.lent ?? [:]
    lent[offset] = borrower
    extras = Extras(kept: extras?.kept ?? AddressBitmap(count: usable), lent: lent)
    return true
  }

  /// Takes a lent address back.
  mutating func endLoan(_ offset: Int) {
    guard var lent = extras?.lent, lent.removeValue(forKey: offset) != nil else { return }
    taken.remove(offset)
    let kept = extras?.kept ?? AddressBitmap(count: usable)
    extras = lent.isEmpty && kept.population == 0 ? nil : Extras(kept: kept, lent: lent)
  }

  /// Addresses kept from pods, by offset.
  public var keptOffsets: [Int] {
    var offsets: [Int] = []
    extras?.kept.forEachSet { offsets.append($0) }
    return offsets
  }

  /// Whether the address at `offset` is kept from pods.
  public func isKept(_ offset: Int) -> Bool { extras?.kept[offset] == true }

  /// Whether any address of the block is lent.
  public var hasLoans: Bool { extras?.lent.isEmpty == false }

  /// Addresses lent to pods of other nodes, the lowest first.
  public var loans: [(offset: Int, borrower: NodeID)] {
    guard let lent = extras?.lent else { return [] }
    return lent.map { (offset: $0.key, borrower: $0.value) }.sorted { $0.offset < $1.offset }
  }

  /// The node whose pod has the address at `offset` on loan.
  public func borrower(of offset: Int) -> NodeID? { extras?.lent[offset] }

  /// Whether the address at `offset` is kept from pods or is the agent's own.
  func isOwn(_ offset: Int) -> Bool {
    isKept(offset)
      || InfrastructureRole.allCases.contains { self[$0] == Int32(truncatingIfNeeded: offset) }
  }

  private subscript(role: InfrastructureRole) -> Int32 {
    switch role {
    case .router: infrastructure.router
    case .ingress: infrastructure.ingress
    case .health: infrastructure.health
    case .tunnel: infrastructure.tunnel
    }
  }

  /// Ranges are equal when they hold the same addresses for the same uses.
  public static func == (left: BlockAddresses, right: BlockAddresses) -> Bool {
    left.prefix == right.prefix && left.firstUsable == right.firstUsable
      && left.infrastructure == right.infrastructure && left.taken == right.taken
      && left.extras == right.extras
  }

  /// Hashes the block and the addresses taken.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(prefix)
    hasher.combine(taken)
  }
}

/// What an agent takes addresses of its own block for, in the order it takes them
/// (Cilium 1.19, `daemon/infraendpoints/infra_ip_allocation.go`).
public enum InfrastructureRole: String, CaseIterable, Hashable, Sendable {
  /// The address of `cilium_host`.
  case router
  /// The address of the shared Envoy ingress.
  case ingress
  /// The address of the health endpoint.
  case health
  /// The address of Calico's IP-in-IP, VXLAN or WireGuard device; Cilium has none.
  case tunnel
}

/// Why an agent refuses an address; the texts are Cilium's own (`ipallocator/allocator.go`).
public enum HostScopeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No address is left in the block.
  case full
  /// Another owner has the address.
  case alreadyAllocated
  /// The address is not one the block can give.
  case notInRange(IPPrefix)

  /// The real system's text.
  public var description: String {
    switch self {
    case .full: "range is full"
    case .alreadyAllocated: "provided IP is already allocated"
    case .notInRange(let prefix):
      "provided IP is not in the valid range. The range of valid IPs is \(prefix)"
    }
  }
}
