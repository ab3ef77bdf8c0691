public import Addressing

/// A subnet of an Azure virtual network, with what of it is taken.
///
/// Azure keeps the first four addresses and the last one. Which of the others it gives next is not
/// published; this model gives the lowest.
///
///     10.241.0.0/24    0 1 2 3 | 4 ................ 254 | 255
///                      Azure's                          Azure's
public struct AzureSubnet: Hashable, Sendable {
  /// The subnet's units, the taken ones and Azure's own set.
  public private(set) var units: CIDRSet
  /// The parts that hold Azure's own addresses, in whole units.
  public let reserved: [IPPrefix]

  /// A subnet of which addresses, or blocks of `unitLength`, are given.
  public init(_ prefix: IPPrefix, unitLength: Int = 32) throws(AKSError) {
    guard prefix.family == .v4 else { throw .subnetIsIPv6(prefix) }
    guard prefix.length <= 29, unitLength >= prefix.length else { throw .subnetTooSmall(prefix) }
    do {
      units = try CIDRSet(cluster: prefix, nodeMask: unitLength)
    } catch {
      throw .subnetTooSmall(prefix)
    }
    let first = IPPrefix(prefix.base, length: min(30, unitLength))
    let last = IPPrefix(prefix.last, length: unitLength)
    reserved = first.contains(last) ? [first] : [first, last]
    for part in reserved { try? units.occupy(part) }
  }

  /// The subnet's CIDR.
  public var prefix: IPPrefix { units.cluster }

  /// Units that nodes can have in all.
  public var capacity: Int { units.maxCIDRs - reservedUnits }

  /// Units that nodes have.
  public var used: Int { units.count - reservedUnits }

  /// Units that are left.
  public var free: Int { units.maxCIDRs - units.count }

  private var reservedUnits: Int {
    reserved.reduce(0) { $0 + (1 << (units.nodeMask - $1.length)) }
  }

  /// Takes the lowest free units, all of them or none.
  public mutating func take(_ count: Int) -> [IPPrefix]? {
    guard count > 0, free >= count else { return nil }
    var taken: [IPPrefix] = []
    taken.reserveCapacity(count)
    var index = 0
    while taken.count < count, let next = units.used.firstClear(from: index) {
      let unit = units.block(at: next)
      try? units.occupy(unit)
      taken.append(unit)
      index = next + 1
    }
    return taken
  }

  /// Takes the units under `prefix`, as a node that is there already has them.
  public mutating func occupy(_ prefix: IPPrefix) {
    try? units.occupy(prefix)
  }

  /// Gives the units under `prefix` back; Azure's own stay taken.
  public mutating func release(_ prefix: IPPrefix) {
    try? units.release(prefix)
    for part in reserved where part.overlaps(prefix) { try? units.occupy(part) }
  }
}
