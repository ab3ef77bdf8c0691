public import Addressing

/// A subnet of a cloud's network: single addresses and aligned blocks handed to interfaces.
///
/// AWS and Azure keep five addresses of every subnet for themselves, the first four and the last;
/// Alibaba Cloud the first and the last three. A block, EC2's /28 "prefix", must be aligned and
/// wholly free, so one address in each /28 is enough to leave none:
///
///     10.0.0.0/26   RRRR....  ..#.....  ........  .......R     R the cloud's own, # taken
///     /28s              no        no       free       no
public struct CloudSubnet: Hashable, Sendable {
  /// The addresses.
  public let prefix: IPPrefix
  /// Addresses at the start that the cloud keeps.
  public let keptFirst: Int
  /// Addresses at the end that the cloud keeps.
  public let keptLast: Int
  /// Which addresses are not free, the cloud's own among them; offset 0 is the subnet's first.
  public private(set) var taken: AddressBitmap

  /// A subnet with nothing handed out.
  ///
  /// A prefix longer than 60 host bits is counted to its first 2^60 addresses.
  public init(_ prefix: IPPrefix, keptFirst: Int = 4, keptLast: Int = 1) {
    precondition(keptFirst >= 0 && keptLast >= 0, "a cloud keeps no less than nothing")
    self.prefix = prefix
    let count = 1 << min(prefix.hostBits, 60)
    self.keptFirst = min(keptFirst, count)
    self.keptLast = min(keptLast, count - self.keptFirst)
    taken = AddressBitmap(count: count)
    taken.insert(0..<self.keptFirst)
    taken.insert(count - self.keptLast..<count)
  }

  /// Free addresses, as the cloud counts them (EC2: `AvailableIpAddressCount`).
  public var available: Int { taken.clearCount }

  /// Addresses handed out.
  public var given: Int { taken.population - keptFirst - keptLast }

  /// The cloud's own addresses.
  public var withheld: [IPPrefix] {
    var own = PrefixSet()
    if keptFirst > 0 { own.insert(IPRange(address(at: 0), address(at: keptFirst - 1))) }
    if keptLast > 0 {
      own.insert(IPRange(address(at: taken.count - keptLast), address(at: taken.count - 1)))
    }
    return own.prefixes
  }

  /// The subnet's addresses as a set: those handed out and the cloud's own are taken.
  ///
  /// None where there are too many to be counted one by one.
  var addressSet: CIDRSet? {
    guard prefix.hostBits <= 60 else { return nil }
    return CIDRSet(cluster: prefix, nodeMask: prefix.family.bitWidth, used: taken)
  }

  /// Aligned blocks of `length` that are wholly free.
  public func freeBlocks(_ length: Int) -> Int {
    let order = prefix.family.bitWidth - length
    guard order >= 0, length >= prefix.length else { return 0 }
    return taken.clearBlockCounts.enumerated().reduce(0) { sum, spectrum in
      spectrum.offset < order ? sum : sum + spectrum.element << (spectrum.offset - order)
    }
  }

  /// Takes a free address: the first at or above the one `draw` falls on, the lowest without one.
  public mutating func takeAddress(draw: UInt64? = nil) -> IPAddress? {
    let start = draw.map { Int(SeededGenerator.bounded($0, by: UInt64(taken.count))) } ?? 0
    guard let offset = taken.firstClear(wrappingFrom: start) else { return nil }
    taken.insert(offset)
    return address(at: offset)
  }

  /// Takes an aligned free block: the first at or above where `draw` falls, the lowest without one.
  public mutating func takeBlock(_ length: Int, draw: UInt64? = nil) -> IPPrefix? {
    let order = prefix.family.bitWidth - length
    guard order >= 0, order < 62, length >= prefix.length else { return nil }
    let start = draw.map { Int(SeededGenerator.bounded($0, by: UInt64(taken.count))) } ?? 0
    guard
      let block = taken.firstClearBlock(ofOrder: order, from: start)
        ?? taken.firstClearBlock(ofOrder: order)
    else { return nil }
    taken.insert(block)
    return IPPrefix(address(at: block.lowerBound), length: length)
  }

  /// Takes just these addresses, all or, when any is not free here, none.
  public mutating func take(_ block: IPPrefix) -> Bool {
    guard let span = span(of: block), taken.population(in: span) == 0 else { return false }
    taken.insert(span)
    return true
  }

  /// Frees what was handed out; the cloud's own addresses stay.
  public mutating func release(_ block: IPPrefix) {
    guard let span = span(of: block) else { return }
    let given = span.clamped(to: keptFirst..<max(keptFirst, taken.count - keptLast))
    if !given.isEmpty { taken.remove(given) }
  }

  /// The address at an offset from the subnet's first.
  public func address(at offset: Int) -> IPAddress {
    IPAddress(prefix.family, bits: prefix.base.bits + UInt128(offset))
  }

  /// The offsets of a block that lies in the subnet.
  private func span(of block: IPPrefix) -> Range<Int>? {
    guard prefix.contains(block) else { return nil }
    let first = block.base.bits - prefix.base.bits
    guard first < UInt128(taken.count), block.size <= UInt128(taken.count) - first else {
      return nil
    }
    return Int(first)..<Int(first) + Int(block.size)
  }
}
