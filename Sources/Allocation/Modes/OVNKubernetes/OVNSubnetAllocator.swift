public import Addressing

/// The cluster manager's store of node subnets: ranges of each family, tried in order.
///
/// OVN-Kubernetes at commit 6c366bb, `go-controller/pkg/clustermanager/node/subnet_allocator.go`
/// and, for what a node keeps or gets, `node_allocator.go`.
public struct OVNSubnetAllocator: Hashable, Sendable {
  /// The IPv4 cluster networks.
  public private(set) var v4: [OVNSubnetRange] = []
  /// The IPv6 cluster networks.
  public private(set) var v6: [OVNSubnetRange] = []

  /// An allocator without ranges.
  public init() {}

  /// The ranges of one family.
  public subscript(family: IPFamily) -> [OVNSubnetRange] {
    get { family == .v4 ? v4 : v6 }
    set { if family == .v4 { v4 = newValue } else { v6 = newValue } }
  }

  /// Adds a range at the end of its family's list.
  public mutating func add(_ network: IPPrefix, hostPrefix: Int) throws(OVNSubnetError) {
    self[network.family].append(try OVNSubnetRange(network, hostPrefix: hostPrefix))
  }

  /// Subnets with an owner.
  public func usage(_ family: IPFamily) -> Int { self[family].reduce(0) { $0 + $1.usage } }

  /// Subnets in all, by the metric's arithmetic, which wraps around at 2^64.
  public func count(_ family: IPFamily) -> UInt64 { self[family].reduce(0) { $0 &+ $1.count } }

  /// A subnet of one family: the first range that has one; nil if the family has no range.
  public mutating func allocate(
    _ family: IPFamily, for owner: String
  ) throws(OVNSubnetError) -> IPPrefix? {
    guard !self[family].isEmpty else { return nil }
    for index in self[family].indices {
      if let subnet = self[family][index].allocate(for: owner) { return subnet }
    }
    throw .full
  }

  /// A subnet of every family that has ranges; IPv4 is given back if IPv6 has none left.
  public mutating func allocate(for owner: String) throws(OVNSubnetError) -> [IPPrefix] {
    var given: [IPPrefix] = []
    if let subnet = try allocate(.v4, for: owner) { given.append(subnet) }
    do {
      if let subnet = try allocate(.v6, for: owner) { given.append(subnet) }
    } catch {
      release(given, of: owner)
      throw error
    }
    return given
  }

  /// What `owner` has, IPv4 first.
  public func subnets(of owner: String) -> [IPPrefix] {
    (v4 + v6).flatMap { $0.subnets(of: owner) }
  }

  /// Notes what `owner` has; if one subnet cannot be noted none is.
  public mutating func mark(
    _ subnets: [IPPrefix], for owner: String
  ) throws(OVNSubnetError) {
    var marked: [IPPrefix] = []
    for subnet in subnets {
      do throws(OVNSubnetError) {
        guard try markOne(subnet, for: owner) else { throw OVNSubnetError.unknownRange(subnet) }
        marked.append(subnet)
      } catch {
        release(marked, of: owner)
        throw error
      }
    }
  }

  private mutating func markOne(
    _ subnet: IPPrefix, for owner: String
  ) throws(OVNSubnetError) -> Bool {
    for family in IPFamily.allCases {
      for index in self[family].indices {
        if try self[family][index].mark(subnet, for: owner) { return true }
      }
    }
    return false
  }

  /// Frees what `owner` has of `subnets`; answers why others could not be freed.
  @discardableResult
  public mutating func release(_ subnets: [IPPrefix], of owner: String) -> [OVNSubnetError] {
    var failures: [OVNSubnetError] = []
    for subnet in subnets {
      var isHandled = false
      for index in self[subnet.family].indices where !isHandled {
        do {
          isHandled = try self[subnet.family][index].release(subnet, of: owner)
        } catch {
          failures.append(error)
          isHandled = true
        }
      }
      if !isHandled { failures.append(.unknownRange(subnet)) }
    }
    return failures
  }

  /// Frees everything `owner` has.
  public mutating func releaseAll(of owner: String) {
    for family in IPFamily.allCases {
      for index in self[family].indices { self[family][index].releaseAll(of: owner) }
    }
  }

  /// Sees to it that a node has one subnet of each family that is on.
  ///
  /// Of what its annotation lists, the first of each family that nobody else has is kept; what is
  /// missing is allocated; if that fails, what was new is freed again.
  public mutating func ensure(
    _ node: String, existing: [IPPrefix], families: [IPFamily]
  ) throws(OVNSubnetError) -> [IPPrefix] {
    var kept: [IPPrefix] = []
    for subnet in existing {
      let isNeeded =
        families.contains(subnet.family) && !kept.contains { $0.family == subnet.family }
      if isNeeded, (try? mark([subnet], for: node)) != nil {
        kept.append(subnet)
      } else {
        release([subnet], of: node)
      }
    }
    guard kept.count < families.count else { return kept }
    var given: [IPPrefix] = []
    for family in families where !kept.contains(where: { $0.family == family }) {
      do {
        if let subnet = try allocate(family, for: node) { given.append(subnet) }
      } catch {
        release(given, of: node)
        throw .nodeRefused(node, error)
      }
    }
    guard kept.count + given.count == families.count else {
      release(given, of: node)
      throw .missingFamily(node, expected: families.count, allocated: given.count)
    }
    return kept + given
  }
}
