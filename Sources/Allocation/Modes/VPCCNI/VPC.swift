public import Addressing

/// The subnets of a VPC as EC2 gives addresses and prefixes out of them.
///
/// Which free address EC2 takes is not published: the model takes the next free one from a seeded
/// random start, or the lowest. That a prefix is an aligned /28 without a single taken address is
/// published (EC2 User Guide, "Prefixes for network interfaces").
public struct VPC: Hashable, Sendable {
  /// One subnet, in one availability zone.
  public struct Subnet: Hashable, Sendable {
    /// Its addresses, those taken set; of an IPv6 subnet its /80 prefixes.
    public var units: CIDRSet
    /// The availability zone it lies in, counted from 0.
    public let zone: Int
    /// Whether it was deleted; the others keep their positions.
    public internal(set) var isDeleted = false
    /// Ranges kept for prefixes (a subnet CIDR reservation of type `prefix`).
    public var reservations: [IPPrefix] = []

    /// The subnet's CIDR.
    public var cidr: IPPrefix { units.cluster }
    /// Units nobody has.
    public var free: Int { units.maxCIDRs - units.count }
  }

  /// The prefix length of what an interface of IPv6 is delegated.
  public static let v6PrefixLength = 80
  /// The prefix length of what an interface of IPv4 is delegated.
  public static let v4PrefixLength = 28

  /// The subnets, in order.
  public private(set) var subnets: [Subnet] = []
  /// Whether addresses are taken from a random start, and not the lowest first.
  public var placesAtRandom = true
  /// Calls to EC2 so far, failed ones too.
  public private(set) var calls = 0
  /// Times that room was made: as long as there is no more, what was refused is refused again.
  public private(set) var openings = 0
  /// The source of all randomness.
  var seed: UInt64
  private var draws: UInt64 = 0

  /// A VPC without subnets.
  public init(seed: UInt64 = 0) {
    self.seed = seed
  }

  /// Adds a subnet: EC2 keeps its first four addresses and its last one.
  public mutating func add(_ cidr: IPPrefix, zone: Int) throws(VPCError) {
    let allowed = cidr.family == .v4 ? 16...28 : 64...64
    guard allowed.contains(cidr.length) else { throw .subnetSize(cidr) }
    let length = cidr.family == .v4 ? 32 : Self.v6PrefixLength
    guard var units = try? CIDRSet(cluster: cidr, nodeMask: length) else {
      throw .subnetSize(cidr)
    }
    for own in CloudSubnet(cidr).withheld { try? units.occupy(own) }
    subnets.append(Subnet(units: units, zone: zone))
    openings += 1
  }

  /// Deletes a subnet that nobody has an address of.
  mutating func delete(at index: Int) { subnets[index].isDeleted = true }

  /// Drops all reservations.
  mutating func dropReservations() {
    for index in subnets.indices { subnets[index].reservations = [] }
  }

  /// Keeps part of a subnet for prefixes.
  public mutating func reserve(_ range: IPPrefix) throws(VPCError) {
    guard let index = subnet(of: range) else {
      throw .reservationOutside(range)
    }
    subnets[index].reservations.append(range)
  }

  /// Marks addresses as taken by something that is no node: a load balancer, an instance.
  public mutating func occupy(_ prefix: IPPrefix) {
    for index in subnets.indices where subnets[index].cidr.overlaps(prefix) {
      try? subnets[index].units.occupy(prefix)
    }
  }

  /// Frees what something else had taken.
  mutating func vacate(_ prefix: IPPrefix) {
    guard let index = subnet(of: prefix) else { return }
    openings += 1
    try? subnets[index].units.release(prefix)
  }

  /// The subnet that holds `prefix`.
  public func subnet(of prefix: IPPrefix) -> Int? {
    subnets.firstIndex { !$0.isDeleted && $0.cidr.contains(prefix) }
  }

  /// `AssignPrivateIpAddresses`: all of `count`, or none.
  public mutating func assign(
    _ count: Int, prefixes: Bool, in subnet: Int
  ) throws(VPCError) -> [IPPrefix] {
    calls += 1
    return try take(count, prefixes: prefixes, in: subnet)
  }

  /// `CreateNetworkInterface` and `AttachNetworkInterface`: a primary address and `count` more, or
  /// nothing.
  public mutating func createInterface(
    with count: Int, prefixes: Bool, in subnet: Int
  ) throws(VPCError) -> (primary: IPPrefix, cidrs: [IPPrefix]) {
    calls += 2
    let before = subnets[subnet].units
    do {
      let primary = try take(1, prefixes: false, in: subnet)[0]
      return (primary, try take(count, prefixes: prefixes, in: subnet))
    } catch {
      subnets[subnet].units = before
      throw error
    }
  }

  /// Returns addresses and prefixes to their subnet.
  public mutating func release(_ cidrs: [IPPrefix], in subnet: Int) {
    guard !cidrs.isEmpty else { return }
    calls += 1
    openings += 1
    for cidr in cidrs { try? subnets[subnet].units.release(cidr) }
  }

  private mutating func take(
    _ count: Int, prefixes: Bool, in subnet: Int
  ) throws(VPCError) -> [IPPrefix] {
    var taken: [IPPrefix] = []
    let before = subnets[subnet].units
    while taken.count < count {
      let unit = prefixes ? freePrefix(in: subnets[subnet]) : freeAddress(in: subnets[subnet])
      draws += 1
      guard let unit else {
        subnets[subnet].units = before
        throw prefixes ? .insufficientCidrBlocks : .insufficientFreeAddresses
      }
      try? subnets[subnet].units.occupy(unit)
      taken.append(unit)
    }
    return taken
  }

  /// Where a search among `count` places begins.
  private func start(_ count: Int) -> Int {
    guard placesAtRandom, count > 0 else { return 0 }
    return Int(SeededGenerator.bounded(SeededGenerator.mix(seed, draws), by: UInt64(count)))
  }

  private func freeAddress(in subnet: Subnet) -> IPPrefix? {
    let all = subnet.units.maxCIDRs
    let begin = start(all)
    guard let index = firstFree(in: subnet, begin..<all) ?? firstFree(in: subnet, 0..<begin)
    else { return nil }
    let unit = subnet.units.block(at: index)
    if unit.family == .v4 { return unit }
    // An interface's own IPv6 address is drawn from the whole subnet; the /80 around it is broken.
    let low = UInt128(SeededGenerator.mix(seed, draws) | 1) & (1 << 48 - 1)
    return IPPrefix(IPAddress(.v6, bits: unit.base.bits | low))
  }

  /// The first free place in `range` that no reservation keeps for prefixes.
  private func firstFree(in subnet: Subnet, _ range: Range<Int>) -> Int? {
    let set = subnet.units
    var from = range.lowerBound
    while let index = set.used.firstClear(from: from), index < range.upperBound {
      let unit = set.block(at: index)
      guard let keeper = subnet.reservations.first(where: { $0.overlaps(unit) }) else {
        return index
      }
      from = max(index + 1, (try? set.span(of: keeper).upperBound) ?? index + 1)
      if from >= range.upperBound { return nil }
    }
    return nil
  }

  private func freePrefix(in subnet: Subnet) -> IPPrefix? {
    for range in subnet.reservations {
      guard let span = try? subnet.units.span(of: range) else { continue }
      if let found = freeBlock(in: subnet, span) { return found }
    }
    return freeBlock(in: subnet, 0..<subnet.units.maxCIDRs)
  }

  private func freeBlock(in subnet: Subnet, _ span: Range<Int>) -> IPPrefix? {
    let set = subnet.units
    if subnet.cidr.family == .v6 {
      return set.used.firstClear(wrappingFrom: start(set.maxCIDRs)).map { set.block(at: $0) }
    }
    let begin = span.lowerBound + start(span.count) / 16 * 16
    for from in [begin, span.lowerBound] {
      if let block = set.used.firstClearBlock(ofOrder: 4, from: from),
        block.upperBound <= span.upperBound
      {
        return IPPrefix(set.block(at: block.lowerBound).base, length: Self.v4PrefixLength)
      }
    }
    return nil
  }
}
