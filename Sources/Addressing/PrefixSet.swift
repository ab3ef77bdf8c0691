/// A set of addresses, held as sorted ranges with gaps between; equal sets compare equal.
///
/// Both families may be in one set; IPv4 comes first.
public struct PrefixSet: Hashable, Sendable {
  /// The ranges in order, none touching the next.
  public private(set) var ranges: [IPRange] = []

  /// Makes the empty set.
  public init() {}

  /// Makes the union of `prefixes`, in any order.
  public init(_ prefixes: some Sequence<IPPrefix>) {
    self.init(prefixes.map { IPRange($0) })
  }

  /// Makes the union of `ranges`, in any order.
  public init(_ ranges: some Sequence<IPRange>) {
    self.ranges = Self.normalised(ranges.sorted())
  }

  /// Whether it has no address.
  public var isEmpty: Bool {
    ranges.isEmpty
  }

  /// The fewest prefixes that cover the set, in order.
  public var prefixes: [IPPrefix] {
    ranges.flatMap(\.prefixes)
  }

  /// Number of addresses, or `UInt128.max` where all of IPv6 and more would overflow it.
  public var count: UInt128 {
    ranges.reduce(0) { sum, range in
      let (total, overflow) = sum.addingReportingOverflow(range.count)
      return overflow ? .max : total
    }
  }

  /// Whether `address` is in the set.
  public func contains(_ address: IPAddress) -> Bool {
    range(from: address)?.contains(address) ?? false
  }

  /// Whether every address of `prefix` is in the set.
  public func contains(_ prefix: IPPrefix) -> Bool {
    guard let range = range(from: prefix.base) else { return false }
    return range.contains(prefix.base) && range.contains(prefix.last)
  }

  /// Whether an address of `prefix` is in the set.
  public func overlaps(_ prefix: IPPrefix) -> Bool {
    overlaps(IPRange(prefix))
  }

  /// Whether an address of `other` is in the set.
  public func overlaps(_ other: IPRange) -> Bool {
    range(from: other.lower)?.overlaps(other) ?? false
  }

  /// Adds the addresses of `prefix`.
  public mutating func insert(_ prefix: IPPrefix) {
    insert(IPRange(prefix))
  }

  /// Adds the addresses of `range`.
  public mutating func insert(_ range: IPRange) {
    // Those that overlap or touch it melt into one.
    let first = index(from: range.lower.bits == 0 ? range.lower : range.lower.before)
    var end = first
    var merged = range
    while end < ranges.count, merged.overlaps(ranges[end]) || merged.touches(ranges[end]) {
      merged = IPRange(
        Swift.min(merged.lower, ranges[end].lower), Swift.max(merged.upper, ranges[end].upper))
      end += 1
    }
    ranges.replaceSubrange(first..<end, with: CollectionOfOne(merged))
  }

  /// Takes the addresses of `prefix` out.
  public mutating func remove(_ prefix: IPPrefix) {
    remove(IPRange(prefix))
  }

  /// Takes the addresses of `range` out.
  public mutating func remove(_ range: IPRange) {
    let first = index(from: range.lower)
    var end = first
    var rest: [IPRange] = []
    while end < ranges.count, ranges[end].overlaps(range) {
      rest += ranges[end].subtracting(range)
      end += 1
    }
    ranges.replaceSubrange(first..<end, with: rest)
  }

  /// The addresses in either set.
  public func union(_ other: PrefixSet) -> PrefixSet {
    PrefixSet(ranges + other.ranges)
  }

  /// The addresses in both sets.
  public func intersection(_ other: PrefixSet) -> PrefixSet {
    var result = PrefixSet()
    var (i, j) = (0, 0)
    while i < ranges.count, j < other.ranges.count {
      let (a, b) = (ranges[i], other.ranges[j])
      if a.overlaps(b) {
        result.ranges.append(
          IPRange(Swift.max(a.lower, b.lower), Swift.min(a.upper, b.upper)))
      }
      if a.upper < b.upper { i += 1 } else { j += 1 }
    }
    return result
  }

  /// The addresses in this set that are not in `other`.
  public func subtracting(_ other: PrefixSet) -> PrefixSet {
    var result = PrefixSet()
    var j = 0
    for range in ranges {
      var rest = range
      var isEaten = false
      while j < other.ranges.count, other.ranges[j].upper < range.lower { j += 1 }
      var k = j
      while k < other.ranges.count, other.ranges[k].overlaps(rest), !isEaten {
        let pieces = rest.subtracting(other.ranges[k])
        if pieces.count == 2 { result.ranges.append(pieces[0]) }
        if let last = pieces.last { rest = last } else { isEaten = true }
        k += 1
      }
      if !isEaten { result.ranges.append(rest) }
    }
    return result
  }

  /// The first range that ends at `address` or above, or nil.
  private func range(from address: IPAddress) -> IPRange? {
    let index = index(from: address)
    return index < ranges.count ? ranges[index] : nil
  }

  /// Index of the first range that ends at `address` or above.
  private func index(from address: IPAddress) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upper < address { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Melts sorted ranges that overlap or touch.
  private static func normalised(_ sorted: [IPRange]) -> [IPRange] {
    var result: [IPRange] = []
    for range in sorted {
      if let last = result.last, last.overlaps(range) || last.touches(range) {
        result[result.count - 1] = IPRange(last.lower, Swift.max(last.upper, range.upper))
      } else {
        result.append(range)
      }
    }
    return result
  }
}

extension PrefixSet: CustomStringConvertible {
  /// Its prefixes, separated by commas.
  public var description: String {
    prefixes.map(\.description).joined(separator: ", ")
  }
}

extension IPAddress {
  /// The address before this one, which must not be the family's first.
  fileprivate var before: IPAddress {
    IPAddress(family, bits: bits - 1)
  }
}

extension IPRange {
  /// Whether one begins where the other ends.
  fileprivate func touches(_ other: IPRange) -> Bool {
    upper.advanced(by: 1) == other.lower || other.upper.advanced(by: 1) == lower
  }

  /// What is left of it without `other`: nothing, one piece or two.
  fileprivate func subtracting(_ other: IPRange) -> [IPRange] {
    guard overlaps(other) else { return [self] }
    var pieces: [IPRange] = []
    if lower < other.lower { pieces.append(IPRange(lower, other.lower.before)) }
    if let next = other.upper.advanced(by: 1), other.upper < upper {
      pieces.append(IPRange(next, upper))
    }
    return pieces
  }
}
