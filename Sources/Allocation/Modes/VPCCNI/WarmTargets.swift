/// What a node keeps in hand: the environment variables of `aws-node` and what follows from them.
///
/// The arithmetic is that of amazon-vpc-cni-k8s 1.23, `pkg/ipamd/ipamd.go`: `datastoreTargetState`,
/// `isDatastorePoolTooLow`, `isDatastorePoolTooHigh`, `getPrefixesNeeded`, `shouldRemoveExtraENIs`.
public struct WarmTargets: Hashable, Sendable {
  /// Whole interfaces to keep free (`WARM_ENI_TARGET`).
  public var interfaces = 1
  /// Addresses to keep free (`WARM_IP_TARGET`); 0 is not set.
  public var addresses = 0
  /// Addresses to hold at least (`MINIMUM_IP_TARGET`); 0 is not set.
  public var minimum = 0
  /// Whole prefixes to keep free (`WARM_PREFIX_TARGET`; the manifest sets 1).
  public var prefixes = 1
  /// Whether interfaces take /28 prefixes instead of single addresses (`ENABLE_PREFIX_DELEGATION`).
  public var delegatesPrefixes = false

  /// The targets of the project's manifest.
  public init() {}

  /// The targets given, the others as in the project's manifest.
  public init(
    interfaces: Int = 1, addresses: Int = 0, minimum: Int = 0, prefixes: Int = 1,
    delegatesPrefixes: Bool = false
  ) {
    self.interfaces = interfaces
    self.addresses = addresses
    self.minimum = minimum
    self.prefixes = prefixes
    self.delegatesPrefixes = delegatesPrefixes
  }

  /// Whether targets in addresses are set: they replace those in interfaces and prefixes.
  public var countsAddresses: Bool { addresses != 0 || minimum != 0 }

  /// How far a pool is from its targets in addresses, in its own unit: addresses, or prefixes.
  public func state(of pool: WarmPool) -> (short: Int, over: Int) {
    guard countsAddresses else { return (0, 0) }
    let free = pool.available
    let short = max(max(addresses - free, 0), minimum - pool.addresses)
    let over = max(min(max(free - addresses, 0), pool.addresses - minimum), 0)
    guard delegatesPrefixes else { return (short, over) }
    let size = PodCapacity.addressesPerPrefix
    let neededWarm = (pool.assigned + addresses + size - 1) / size
    let neededMinimum = (minimum + size - 1) / size
    var spare = max(min(pool.freePrefixes, pool.prefixes - neededWarm), 0)
    spare = max(min(spare, pool.prefixes - neededMinimum), 0)
    return ((short + size - 1) / size, spare)
  }

  /// Whether the pool must grow.
  ///
  /// A node that holds as many addresses as it may run pods never grows.
  public func isTooLow(_ pool: WarmPool, slots: Int, maxPods: Int) -> Bool {
    if pool.addresses >= maxPods { return false }
    if countsAddresses { return state(of: pool).short > 0 }
    let target = delegatesPrefixes ? prefixes : interfaces
    let unit = delegatesPrefixes ? PodCapacity.addressesPerPrefix : slots
    return pool.available < unit * target || (target == 0 && pool.available == 0)
  }

  /// Whether the pool should shrink: never so without a target in addresses or prefixes.
  public func isTooHigh(_ pool: WarmPool) -> Bool { excess(of: pool) > 0 }

  /// Addresses, or prefixes, to return to the subnet.
  public func excess(of pool: WarmPool) -> Int {
    if countsAddresses { return state(of: pool).over }
    return delegatesPrefixes ? max(pool.freePrefixes - prefixes, 0) : 0
  }

  /// Addresses, or prefixes, to ask for when the pool is too low, at most `slots` on one interface.
  public func wanted(for pool: WarmPool, slots: Int) -> Int {
    if delegatesPrefixes {
      let short = countsAddresses ? state(of: pool).short : prefixes - pool.freePrefixes
      return max(1, short)
    }
    return countsAddresses ? state(of: pool).short : slots
  }

  /// Whether an interface may be one too many; which one is the datastore's to say.
  public func mayRemoveInterface(_ pool: WarmPool, slots: Int, hasUnusedInterface: Bool) -> Bool {
    if countsAddresses { return true }
    let target = (delegatesPrefixes ? prefixes : interfaces) + 1
    let unit = delegatesPrefixes ? slots * PodCapacity.addressesPerPrefix : slots
    return pool.available >= target * unit || (delegatesPrefixes && hasUnusedInterface)
  }
}

/// What a node's interfaces hold, counted.
public struct WarmPool: Hashable, Sendable {
  /// Addresses attached for pods, free or not; an interface's primary address is not among them.
  public var addresses = 0
  /// Addresses that pods have.
  public var assigned = 0
  /// Addresses free but cooling down.
  public var cooling = 0
  /// Prefixes attached.
  public var prefixes = 0
  /// Prefixes of which no pod has an address.
  public var freePrefixes = 0

  /// A pool of these counts.
  public init(
    addresses: Int = 0, assigned: Int = 0, cooling: Int = 0, prefixes: Int = 0,
    freePrefixes: Int = 0
  ) {
    self.addresses = addresses
    self.assigned = assigned
    self.cooling = cooling
    self.prefixes = prefixes
    self.freePrefixes = freePrefixes
  }

  /// Addresses no pod has: those cooling down count as available.
  public var available: Int { addresses - assigned }
}
