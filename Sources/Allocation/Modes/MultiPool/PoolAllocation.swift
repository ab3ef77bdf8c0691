public import Addressing

/// One pool's CIDRs on a node: an entry of `spec.ipam.pools.allocated`.
public struct PoolAllocation: Hashable, Sendable, CustomStringConvertible {
  /// The pool.
  public let pool: String
  /// The CIDRs as they are written: IPv4 first, each family in the order of its text.
  public private(set) var cidrs: [IPPrefix]

  /// The CIDRs of `pool`, in any order.
  public init(pool: String, cidrs: [IPPrefix] = []) {
    self.pool = pool
    self.cidrs = []
    for cidr in cidrs { insert(cidr) }
  }

  /// Adds a CIDR, in its place; one that is there is let pass.
  mutating func insert(_ cidr: IPPrefix) {
    guard !cidrs.contains(cidr) else { return }
    let position = cidrs.firstIndex { Self.isBefore(cidr, $0) } ?? cidrs.endIndex
    cidrs.insert(cidr, at: position)
  }

  mutating func remove(_ cidr: IPPrefix) {
    cidrs.removeAll { $0 == cidr }
  }

  /// 10.0.10.0/24 before 10.0.9.0/24: Go sorts the texts (`slices.Sort`).
  static func isBefore(_ left: IPPrefix, _ right: IPPrefix) -> Bool {
    if left.family != right.family { return left.family == .v4 }
    return left.description < right.description
  }

  /// The addresses that the operator counts in one family.
  func availableAddresses(_ family: IPFamily) -> UInt128 {
    cidrs.reduce(0) { total, cidr in
      guard cidr.family == family else { return total }
      let (sum, overflow) = total.addingReportingOverflow(cidr.addressesForOperator)
      return overflow ? .max : sum
    }
  }

  /// The pool and its CIDRs.
  public var description: String {
    "\(pool): " + cidrs.map(\.description).joined(separator: " ")
  }
}

/// What a node wants of one pool: an entry of `spec.ipam.pools.requested`.
public struct PoolRequest: Hashable, Sendable {
  /// The pool.
  public let pool: String
  /// IPv4 addresses wanted in all, those in use included.
  public let v4: Int
  /// IPv6 addresses wanted in all.
  public let v6: Int

  /// A wish for addresses of `pool`.
  public init(pool: String, v4: Int = 0, v6: Int = 0) {
    self.pool = pool
    self.v4 = v4
    self.v6 = v6
  }

  /// Addresses of one family wanted in all.
  public func needed(_ family: IPFamily) -> Int { family == .v4 ? v4 : v6 }
}

/// CIDRs by pool, pools in the order of their names.
struct PoolHoldings: Hashable, Sendable {
  private(set) var pools: [PoolAllocation] = []

  var isEmpty: Bool { pools.isEmpty }

  subscript(pool: String) -> PoolAllocation? { pools.first { $0.pool == pool } }

  func contains(_ cidr: IPPrefix, of pool: String) -> Bool {
    self[pool]?.cidrs.contains(cidr) ?? false
  }

  mutating func insert(_ cidr: IPPrefix, of pool: String) {
    if let index = pools.firstIndex(where: { $0.pool == pool }) {
      pools[index].insert(cidr)
    } else {
      let place = pools.firstIndex { $0.pool > pool } ?? pools.endIndex
      pools.insert(PoolAllocation(pool: pool, cidrs: [cidr]), at: place)
    }
  }

  /// Takes a CIDR away, and the pool with its last one.
  mutating func remove(_ cidr: IPPrefix, of pool: String) {
    guard let index = pools.firstIndex(where: { $0.pool == pool }) else { return }
    pools[index].remove(cidr)
    if pools[index].cidrs.isEmpty { pools.remove(at: index) }
  }

  mutating func removeAll(of pool: String) {
    pools.removeAll { $0.pool == pool }
  }
}

extension IPPrefix {
  /// The addresses that Cilium's multi-pool operator counts in a CIDR: all but the first and the
  /// last, or all of one or two; IPv6 is not capped as it is on the node
  /// (`pkg/ipam/allocator/multipool/pool_allocator.go`, `addrsInPrefix`).
  public var addressesForOperator: UInt128 {
    if hostBits >= 128 { return .max - 1 }
    let size = UInt128(1) << UInt128(hostBits)
    return size > 2 ? size - 2 : size
  }
}
