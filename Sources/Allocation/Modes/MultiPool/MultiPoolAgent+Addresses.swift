public import Addressing

extension MultiPoolAgent {
  /// Gives `owner` an address of a pool; what cannot be given is waited for.
  ///
  /// `hasPoolObject` says whether the CiliumPodIPPool is there.
  public mutating func allocateNext<Ranges: PodRanges>(
    _ family: IPFamily, owner: String, pool: String, hasPoolObject: Bool = true, now: Duration,
    ranges: inout Ranges
  ) throws(MultiPoolAgentError) -> IPAddress {
    do throws(MultiPoolAgentError) {
      guard let list = list(pool, family) else { throw MultiPoolAgentError.notYet(pool, family) }
      if rules.needsPoolObject, !hasPoolObject { throw MultiPoolAgentError.unknownPool(pool) }
      guard let cidr = list.first(of: pool, ranges) else { throw MultiPoolAgentError.exhausted }
      let address = try MultiPoolAgentError.wrapping { () throws(HostScopeError) in
        try ranges.takeNext(in: cidr, of: pool)
      }
      fulfilled(pool, owner, family)
      return address
    } catch {
      waitFor(pool, owner, family, now: now)
      throw error
    }
  }

  /// Gives `owner` the address it names; what cannot be given is waited for.
  public mutating func allocate<Ranges: PodRanges>(
    _ address: IPAddress, owner: String, pool: String, now: Duration, ranges: inout Ranges
  ) throws(MultiPoolAgentError) {
    let family = address.family
    do throws(MultiPoolAgentError) {
      guard let list = list(pool, family) else {
        throw MultiPoolAgentError.notYetReserved(address, pool)
      }
      guard let cidr = list.cidrs.first(where: { $0.contains(address) }) else {
        throw MultiPoolAgentError.outsideEveryCIDR(address)
      }
      try MultiPoolAgentError.wrapping { () throws(HostScopeError) in
        try ranges.take(address, in: cidr, of: pool)
      }
      fulfilled(pool, owner, family)
    } catch {
      waitFor(pool, owner, family, now: now)
      throw error
    }
  }

  /// Takes an address back; one that was never given is let pass.
  public func release<Ranges: PodRanges>(
    _ address: IPAddress, pool: String, ranges: inout Ranges
  ) throws(MultiPoolAgentError) {
    guard let list = list(pool, address.family) else { throw .releaseOfUnknown(address, pool) }
    guard let cidr = list.cidrs.first(where: { $0.contains(address) }) else { return }
    ranges.release(address, in: cidr, of: pool)
  }

  /// What `cilium-dbg status` prints for a family that is on: pools are counted, addresses are not.
  public var statusText: String { "\(poolNames.count) IPAM pool(s) available" }
}

/// Why a multi-pool agent refuses an address; the texts are Cilium's own
/// (1.19, `pkg/ipam/{multipool,multipool_manager,pool}.go`).
public enum MultiPoolAgentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The node has no CIDR of the pool.
  case notYet(String, IPFamily)
  /// The node has no CIDR of the pool an address is wanted of.
  case notYetReserved(IPAddress, String)
  /// The CiliumPodIPPool is not there.
  case unknownPool(String)
  /// No CIDR of the pool has an address left.
  case exhausted
  /// The address is in no CIDR of the pool on this node.
  case outsideEveryCIDR(IPAddress)
  /// An address is given back to a pool the node has no CIDR of.
  case releaseOfUnknown(IPAddress, String)
  /// The CIDR refuses.
  case range(HostScopeError)

  /// The real system's text.
  public var description: String {
    switch self {
    case .notYet(let pool, let family):
      "unable to allocate from pool \"\(pool)\" (family \(family.flagName)): "
        + "pool not (yet) available"
    case .notYetReserved(let address, let pool):
      "unable to reserve IP \(address) from pool \"\(pool)\" (family "
        + "\(address.family.flagName)): pool not (yet) available"
    case .unknownPool(let pool): "IP pool '\(pool)' not found in stateDB table"
    case .exhausted: "all pod CIDR ranges are exhausted"
    case .outsideEveryCIDR(let address): "IP \(address) not in range of any pod CIDR"
    case .releaseOfUnknown(let address, let pool):
      "unable to release IP \(address) of unknown pool \"\(pool)\" (family "
        + "\(address.family.flagName))"
    case .range(let error): error.description
    }
  }

  /// Runs `body` and answers its refusal as the agent's.
  static func wrapping<Value>(
    _ body: () throws(HostScopeError) -> Value
  ) throws(MultiPoolAgentError) -> Value {
    do { return try body() } catch { throw .range(error) }
  }
}
