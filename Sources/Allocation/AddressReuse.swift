public import Addressing
import HashTreeCollections

/// When pods gave IPv4 addresses back, and how soon each was some pod's again.
///
/// Two words an address, in pages of 256 that are made where an address has come back: a cluster of
/// millions of pods of which none has gone keeps nothing and pays nothing. IPv6 is left out, since
/// one agent alone may spread its pods over 65,534 addresses of a block and fill no page.
public struct AddressReuse: Hashable, Sendable {
  /// For each address of a page, how many had been given when it came back (one more than that, so
  /// that 0 is never), and in which second.
  private struct Page: Hashable, Sendable {
    var given = [UInt32](repeating: 0, count: 256)
    var seconds = [UInt32](repeating: 0, count: 256)
    /// For each address, how often pods have given it back; what has grown too large stays.
    var returns = [UInt16](repeating: 0, count: 256)
    /// The sum of that, as exact as sums can be.
    var total = 0
  }

  /// IPv4 addresses given to pods so far.
  public private(set) var given = 0
  /// The fewest addresses given between an address's return and its next use.
  public private(set) var leastDistance: Int?
  /// The fewest whole seconds between them.
  public private(set) var leastSeconds: Int?
  private var pages: TreeDictionary<UInt32, Page> = [:]
  /// How often pods have given addresses of an IPv6 block back.
  private var blockReturns: TreeDictionary<IPPrefix, Int> = [:]

  /// Nothing given yet.
  public init() {}

  /// Whether no address has come back that could be used again.
  var isIdle: Bool { pages.isEmpty }

  mutating func release(_ addresses: [UInt32], at now: Duration) {
    let ordinal = UInt32(clamping: given + 1)
    let second = UInt32(clamping: now.components.seconds)
    change(addresses) { page, place, _ in
      page.given[place] = ordinal
      page.seconds[place] = second
      if page.returns[place] < UInt16.max { page.returns[place] += 1 }
      page.total += 1
    }
  }

  mutating func countReturn(in block: IPPrefix) {
    blockReturns[block, default: 0] += 1
  }

  /// How often pods have given each address of a /24 back, in the order of addresses; nil for never.
  public func returns(inPageOf address: IPAddress) -> [UInt16]? {
    guard address.family == .v4 else { return nil }
    return pages[UInt32(truncatingIfNeeded: address.bits >> 8)]?.returns
  }

  /// Calls `body` with stretches of addresses and how often pods have given any of them back: single
  /// IPv4 addresses, and IPv6 blocks of nodes.
  func forEachReturned(_ body: (IPPrefix, Int) -> Void) {
    for (number, page) in pages where page.total > 0 {
      for place in 0..<256 where page.returns[place] > 0 {
        let address = IPAddress(.v4, bits: UInt128(number) << 8 | UInt128(place))
        body(IPPrefix(address), Int(page.returns[place]))
      }
    }
    for (block, count) in blockReturns { body(block, count) }
  }

  /// Addresses are given to pods; `ranks` are their places among all that this batch gives.
  mutating func give(_ addresses: [UInt32], ranks: [Int], at now: Duration) {
    let second = Int(clamping: now.components.seconds)
    let before = given
    var distance = leastDistance ?? Int.max
    var seconds = leastSeconds ?? Int.max
    change(addresses) { page, place, index in
      guard page.given[place] > 0 else { return }
      distance = min(distance, before + ranks[index] + 1 - Int(page.given[place]))
      seconds = min(seconds, second - Int(page.seconds[place]))
      page.given[place] = 0
    }
    if distance < Int.max { (leastDistance, leastSeconds) = (distance, seconds) }
  }

  mutating func count(_ more: Int) { given += more }

  /// Changes the records of addresses, a page at a time where neighbours follow one another.
  private mutating func change(
    _ addresses: [UInt32], _ body: (inout Page, _ place: Int, _ index: Int) -> Void
  ) {
    var number: UInt32?
    var page = Page()
    for (index, address) in addresses.enumerated() where address != 0 {
      if number != address >> 8 {
        if let number { pages[number] = page }
        number = address >> 8
        page = pages.removeValue(forKey: address >> 8) ?? Page()
      }
      body(&page, Int(address & 255), index)
    }
    if let number { pages[number] = page }
  }
}
