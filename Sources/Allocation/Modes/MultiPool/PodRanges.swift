public import Addressing

/// Where a node's addresses are kept: one range for each CIDR of each pool.
///
/// Two pools may bring a node the same CIDR; they are two ranges that know nothing of each other.
public protocol PodRanges {
  /// Addresses taken of a CIDR.
  func used(_ cidr: IPPrefix, of pool: String) -> Int
  /// Addresses left of a CIDR.
  func free(_ cidr: IPPrefix, of pool: String) -> Int
  /// Starts a range with all addresses free.
  mutating func open(_ cidr: IPPrefix, of pool: String)
  /// Drops a range.
  mutating func close(_ cidr: IPPrefix, of pool: String)
  /// Takes the next address by the agent's scan.
  mutating func takeNext(
    in cidr: IPPrefix, of pool: String
  ) throws(HostScopeError) -> IPAddress
  /// Takes one address.
  mutating func take(
    _ address: IPAddress, in cidr: IPPrefix, of pool: String
  ) throws(HostScopeError)
  /// Gives one address back.
  mutating func release(_ address: IPAddress, in cidr: IPPrefix, of pool: String)
}

/// Ranges of an agent that stands alone, with a seed of its own.
public struct LocalPodRanges: PodRanges, Sendable {
  private struct Entry {
    let pool: String
    var range: BlockAddresses
  }

  private var entries: [Entry] = []
  private var generator: SeededGenerator
  private let smallBlocksUsable: Bool

  /// No range yet.
  public init(seed: UInt64 = 1, smallBlocksUsable: Bool = true) {
    generator = SeededGenerator(seed: seed)
    self.smallBlocksUsable = smallBlocksUsable
  }

  private func index(_ cidr: IPPrefix, _ pool: String) -> Int? {
    entries.firstIndex { $0.range.prefix == cidr && $0.pool == pool }
  }

  /// Addresses taken of a CIDR.
  public func used(_ cidr: IPPrefix, of pool: String) -> Int {
    index(cidr, pool).map { entries[$0].range.usable - entries[$0].range.free } ?? 0
  }

  /// Addresses left of a CIDR.
  public func free(_ cidr: IPPrefix, of pool: String) -> Int {
    index(cidr, pool).map { entries[$0].range.free } ?? 0
  }

  /// Starts a range with all addresses free.
  public mutating func open(_ cidr: IPPrefix, of pool: String) {
    entries.append(
      Entry(pool: pool, range: BlockAddresses(cidr, smallBlocksUsable: smallBlocksUsable)))
  }

  /// Drops a range.
  public mutating func close(_ cidr: IPPrefix, of pool: String) {
    entries.removeAll { $0.range.prefix == cidr && $0.pool == pool }
  }

  /// Takes the next address from a random start.
  public mutating func takeNext(
    in cidr: IPPrefix, of pool: String
  ) throws(HostScopeError) -> IPAddress {
    guard let index = index(cidr, pool), entries[index].range.usable > 0 else { throw .full }
    let start = generator.int(in: 0..<entries[index].range.usable)
    let offset = try entries[index].range.allocateNext(from: start)
    return entries[index].range.address(at: offset)
  }

  /// Takes one address.
  public mutating func take(
    _ address: IPAddress, in cidr: IPPrefix, of pool: String
  ) throws(HostScopeError) {
    guard let index = index(cidr, pool) else { throw .notInRange(cidr) }
    try entries[index].range.allocate(address)
  }

  /// Gives one address back.
  public mutating func release(_ address: IPAddress, in cidr: IPPrefix, of pool: String) {
    guard let index = index(cidr, pool) else { return }
    entries[index].range.release(address)
  }
}
