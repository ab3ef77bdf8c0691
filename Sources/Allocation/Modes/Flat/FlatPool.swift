public import Addressing

/// One pool of a flat network, out of which pods are given single addresses wherever they run.
///
/// Whereabouts 0.9.4 (`pkg/allocate/allocate.go`, `pkg/iphelpers/iphelpers.go`), Spiderpool and
/// Kube-OVN at 1533681 (`pkg/ipam/subnet.go`, `ip_range_list.go`) agree on what a pool can give: all but
/// its first and last address and those excluded. They differ in what they give next.
public struct FlatPool: Hashable, Sendable {
  /// The addresses, those taken and those never given set.
  public private(set) var units: CIDRSet
  /// Which free address is given next.
  public let policy: ReusePolicy
  /// Addresses that are never given unless somebody asks for one of them.
  public let excluded: PrefixSet
  /// The first address that can be given.
  public let first: IPAddress
  /// The last address that can be given.
  public let last: IPAddress
  /// The parts of the pool that are never given: what is excluded, and both ends.
  public let never: [IPPrefix]
  // With `freedLast`: taken, never given, or freed since the last free list was used up.
  private(set) var notFresh: AddressBitmap

  /// A pool; a start or end outside the addresses it can give is ignored, as Whereabouts does.
  public init(
    _ prefix: IPPrefix, policy: ReusePolicy, excluding excluded: PrefixSet = PrefixSet(),
    from start: IPAddress? = nil, to end: IPAddress? = nil
  ) throws(FlatError) {
    guard prefix.hostBits >= 2 else { throw .tooSmall(prefix) }
    do {
      units = try CIDRSet(cluster: prefix, nodeMask: prefix.family.bitWidth)
    } catch {
      throw .tooLarge(prefix)
    }
    self.policy = policy
    self.excluded = excluded
    var range = IPRange(
      IPAddress(prefix.family, bits: prefix.base.bits + 1),
      IPAddress(prefix.family, bits: prefix.last.bits - 1))
    if let start, range.contains(start) { range = IPRange(start, range.upper) }
    if let end, range.contains(end) { range = IPRange(range.lower, end) }
    first = range.lower
    last = range.upper
    var inside = PrefixSet([IPRange(prefix)])
    inside.remove(range)
    never = inside.union(excluded.intersection(PrefixSet([prefix]))).prefixes
    notFresh = AddressBitmap(count: 0)
    for part in never { try? units.occupy(part) }
    notFresh = units.used
  }

  /// The pool's CIDR.
  public var prefix: IPPrefix { units.cluster }

  /// Addresses left to give.
  public var free: Int { units.maxCIDRs - units.count }

  /// Takes the next address by the pool's policy; `draw` is where `random` begins.
  public mutating func allocateNext(draw: UInt64 = 0) -> IPAddress? {
    guard !units.isFull else { return nil }
    let start: Int?
    switch policy {
    case .lowestFree: start = units.used.firstClear()
    case .freedLast:
      // Kube-OVN swaps its lists when the first is empty: what was freed is one sorted list again.
      if notFresh.isFull { notFresh = units.used }
      start = notFresh.firstClear()
    case .roundRobin: return try? units.allocateNext().base
    case .random:
      let draw = SeededGenerator.bounded(draw, by: UInt64(units.maxCIDRs))
      start = units.used.firstClear(wrappingFrom: Int(draw))
    }
    guard let start else { return nil }
    let address = units.block(at: start)
    try? units.occupy(address)
    if policy == .freedLast { notFresh.insert(start) }
    return address.base
  }

  /// Takes `address`, which may be an excluded one if `evenExcluded`.
  public mutating func allocate(
    _ address: IPAddress, evenExcluded: Bool = false
  ) throws(FlatError) {
    guard address.family == prefix.family, address >= first, address <= last else {
      throw .outOfRange(policy, address, [prefix])
    }
    guard let offset = try? units.index(of: address) else {
      throw .outOfRange(policy, address, [prefix])
    }
    let isExcluded = excluded.contains(address)
    guard !isExcluded || evenExcluded else { throw .excluded(address) }
    guard isExcluded || !units.used[offset] else { throw .taken(policy, address) }
    take(address)
  }

  /// Takes whatever of the pool is under `prefix`, as somebody has it already.
  public mutating func occupy(_ prefix: IPPrefix) {
    guard let span = try? units.span(of: prefix) else { return }
    try? units.occupy(prefix)
    if policy == .freedLast { notFresh.insert(span) }
  }

  private mutating func take(_ address: IPAddress) { occupy(IPPrefix(address)) }

  /// Gives back whatever of the pool is under `prefix`; what is never given stays so.
  public mutating func release(_ prefix: IPPrefix) {
    try? units.release(prefix)
    for part in never where part.overlaps(prefix) { try? units.occupy(part) }
  }

  /// Forgets the order of releases and the place of the last search, as a restart does.
  public mutating func forgetOrder() {
    notFresh = units.used
  }
}

/// Why a flat pool refuses; the texts are Whereabouts' and Kube-OVN's where they have one.
public enum FlatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No address is left in the pool tried last; exclusions as they were written.
  case full(ReusePolicy, FlatPool?, exclusions: [String])
  /// Another pod has the address.
  case taken(ReusePolicy, IPAddress)
  /// No pool can give the address.
  case outOfRange(ReusePolicy, IPAddress, [IPPrefix])
  /// The address is excluded.
  case excluded(IPAddress)
  /// The pool has neither of two usable addresses.
  case tooSmall(IPPrefix)
  /// The pool has more addresses than are kept track of.
  case tooLarge(IPPrefix)
  /// A text is no address, CIDR or range.
  case badExclusion(String)
  /// Pools overlap.
  case overlap(IPPrefix, IPPrefix)
  /// Pods have addresses of the pool.
  case inUse(IPPrefix, Int)
  /// No pool has the CIDR.
  case noSuchPool(IPPrefix, [IPPrefix])

  /// One sentence.
  public var description: String {
    switch self {
    case .full(.lowestFree, let pool?, let exclusions):
      "Could not allocate IP in range: ip: \(pool.first) / - \(pool.last) / range: \(pool.prefix) "
        + "/ excludeRanges: [\(exclusions.joined(separator: " "))]"
    case .full(.freedLast, _, _): "NoAvailableAddress"
    case .full(_, let pool, _): "no address is free" + (pool.map { " in \($0.prefix)" } ?? "")
    case .taken(.freedLast, _): "AddressConflict"
    case .taken(_, let address): "\(address) has been given to another pod already"
    case .outOfRange(.freedLast, _, _): "AddressOutOfRange"
    case .outOfRange(_, let address, let pools):
      "\(address) is not an address that \(Self.list(pools)) can give"
    case .excluded(let address): "\(address) is excluded"
    case .tooSmall(let prefix):
      "net mask is too short, subnet {\(prefix.base) \(Self.mask(of: prefix))} has no usable IP "
        + "addresses, it is too small"
    case .tooLarge(let prefix):
      "\(prefix) is too large: a flat IPv6 pool here has at most 65,536 addresses, a /112"
    case .badExclusion(let text):
      "could not parse exclude range, err: \"invalid CIDR address: \(text)\""
    case .overlap(let one, let other): "the pools \(one) and \(other) overlap"
    case .inUse(let prefix, let count): "\(prefix) still gives \(count) pods their addresses"
    case .noSuchPool(let prefix, let pools):
      "\(prefix) is not in the list of pools, which is \(Self.list(pools))"
    }
  }

  private static func list(_ prefixes: [IPPrefix]) -> String {
    prefixes.map(\.description).joined(separator: ", ")
  }

  /// The mask as Go prints one: hexadecimal digits.
  private static func mask(of prefix: IPPrefix) -> String {
    let width = prefix.family.bitWidth
    let bits = (UInt128.max << (width - prefix.length)) & (UInt128.max >> (128 - width))
    return String(bits, radix: 16)
  }
}
