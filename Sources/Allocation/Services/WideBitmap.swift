import Addressing

/// A set of offsets of which there may be more than one bitmap can hold: a /64 has 2^64 of them.
struct WideBitmap: Hashable, Sendable {
  private static let shift: UInt64 = 60
  private var parts: [AddressBitmap]

  /// A set of `count` offsets, all clear.
  init(count: UInt64) {
    let part = UInt64(1) << Self.shift
    parts = []
    var rest = count
    while rest > 0 {
      parts.append(AddressBitmap(count: Int(min(rest, part))))
      rest -= min(rest, part)
    }
  }

  subscript(offset: UInt64) -> Bool { parts[Self.part(offset)][Self.place(offset)] }

  /// Sets `offset`; answers whether it was clear.
  @discardableResult
  mutating func insert(_ offset: UInt64) -> Bool {
    parts[Self.part(offset)].insert(Self.place(offset))
  }

  /// Clears `offset`; answers whether it was set.
  @discardableResult
  mutating func remove(_ offset: UInt64) -> Bool {
    parts[Self.part(offset)].remove(Self.place(offset))
  }

  /// Number of set offsets.
  var population: UInt64 { parts.reduce(0) { $0 + UInt64($1.population) } }

  /// The first clear offset of `range`, searched from `start` to its end and then from its start.
  func firstClear(wrappingFrom start: UInt64, in range: Range<UInt64>) -> UInt64? {
    firstClear(in: start..<range.upperBound) ?? firstClear(in: range.lowerBound..<start)
  }

  private func firstClear(in range: Range<UInt64>) -> UInt64? {
    guard !range.isEmpty else { return nil }
    for part in Self.part(range.lowerBound)...Self.part(range.upperBound - 1) {
      let base = UInt64(part) << Self.shift
      let lower = Int(max(range.lowerBound, base) - base)
      let upper = Int(min(range.upperBound - base, UInt64(parts[part].count)))
      if let place = parts[part].firstClear(wrappingFrom: lower, in: lower..<upper) {
        return base + UInt64(place)
      }
    }
    return nil
  }

  private static func part(_ offset: UInt64) -> Int { Int(offset >> shift) }

  private static func place(_ offset: UInt64) -> Int { Int(offset & (1 << shift - 1)) }
}
