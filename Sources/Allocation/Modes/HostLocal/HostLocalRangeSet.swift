public import Addressing

/// Ranges of one family that host-local hands out of as if they were joined end to end.
///
/// The order is round robin: the search begins after the address reserved last, so that a container
/// that crashes in a loop does not see the same address again before the whole set was given once
/// (CNI plugins 1.9.1, `backend/allocator/{range_set,allocator}.go`).
public struct HostLocalRangeSet: Hashable, Sendable {
  /// The ranges, in the order of the configuration.
  public let ranges: [HostLocalRange]

  /// A set of ranges, which must be of one family and share no address.
  public init(_ ranges: [HostLocalRange]) throws(HostLocalError) {
    guard let first = ranges.first else { throw .emptySet }
    guard ranges.allSatisfy({ $0.subnet.family == first.subnet.family }) else {
      throw .mixedFamilies
    }
    for (index, range) in ranges.enumerated() {
      for other in ranges[(index + 1)...] where range.overlaps(other) {
        throw .overlap(range, other)
      }
    }
    self.ranges = ranges
  }

  /// The whole of one subnet, with the plugin's defaults.
  public init(_ subnet: IPPrefix) throws(HostLocalError) {
    try self.init([HostLocalRange(subnet)])
  }

  /// The family of its addresses.
  public var family: IPFamily { ranges[0].subnet.family }

  /// Addresses that pods can get, or `UInt128.max` if they are more than that.
  public var available: UInt128 {
    ranges.reduce(0) { sum, range in
      let (total, overflow) = sum.addingReportingOverflow(range.available)
      return overflow ? .max : total
    }
  }

  /// Whether any range contains `address`.
  public func contains(_ address: IPAddress) -> Bool {
    ranges.contains { $0.contains(address) }
  }

  /// The range that contains `address`.
  public func range(for address: IPAddress) throws(HostLocalError) -> HostLocalRange {
    guard let range = ranges.first(where: { $0.contains(address) }) else {
      throw .notInSet(address, self)
    }
    return range
  }

  /// Whether any range shares an address with one of `other`.
  public func overlaps(_ other: HostLocalRangeSet) -> Bool {
    ranges.contains { range in other.ranges.contains(where: range.overlaps) }
  }

  /// The addresses in the order in which they are tried after `last` was reserved; `last` itself is
  /// tried last, and one that is not in the set counts as none.
  public func candidates(after last: IPAddress?) -> Candidates { Candidates(self, after: last) }

  /// The address given next: the first candidate that is not taken.
  public func next(after last: IPAddress?, isTaken: (IPAddress) -> Bool) -> IPAddress? {
    var candidates = candidates(after: last)
    while let address = candidates.next() {
      if !isTaken(address) { return address }
    }
    return nil
  }

  /// A walk over the set's addresses that ends where it began.
  public struct Candidates: Sequence, IteratorProtocol {
    private let ranges: [HostLocalRange]
    private var index: Int
    private var current: IPAddress?
    private var first: IPAddress?

    init(_ set: HostLocalRangeSet, after last: IPAddress?) {
      ranges = set.ranges
      let holder = last.flatMap { last in set.ranges.firstIndex { $0.contains(last) } }
      index = holder ?? 0
      current = holder == nil ? nil : last
    }

    /// The next address, gateways passed over.
    public mutating func next() -> IPAddress? {
      repeat {
        guard let address = advanced() else { return nil }
        current = address
        if first == nil {
          first = address
        } else if address == first {
          return nil
        }
      } while current == ranges[index].gateway
      return current
    }

    private mutating func advanced() -> IPAddress? {
      guard let current else { return ranges[index].start }
      guard current == ranges[index].end else { return current.advanced(by: 1) }
      index = (index + 1) % ranges.count
      return ranges[index].start
    }
  }
}

extension HostLocalRangeSet: CustomStringConvertible {
  /// The ranges, as the plugin's errors list them.
  public var description: String {
    ranges.map(\.description).joined(separator: ",")
  }
}
