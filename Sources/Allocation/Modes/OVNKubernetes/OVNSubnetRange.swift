public import Addressing
import HashTreeCollections

/// One cluster network of OVN-Kubernetes, cut into node subnets in an order made for reading.
///
/// Next-fit over numbers, as in Kubernetes, but where a subnet shares an octet with host bits the
/// number's bits are rotated, so that all subnets that end in `.0` come first (commit 6c366bb,
/// `go-controller/pkg/clustermanager/node/subnet_allocator.go`):
///
///     10.128.0.0/14 in /23s    number 0 1 2 3 4 5 ...
///                              10.128.0.0 10.129.0.0 10.130.0.0 10.131.0.0 10.128.2.0 10.129.2.0
public struct OVNSubnetRange: Hashable, Sendable {
  /// The cluster network.
  public let network: IPPrefix
  /// The prefix length of a node's subnet.
  public let hostPrefix: Int
  /// The number at which the next search begins; it may be one past the last.
  public private(set) var next = 0
  /// Which numbers are given; the bits of numbers that are never given stay clear.
  private(set) var taken: AddressBitmap
  /// The same in the order of addresses, with what is never given and what was marked; nil where
  /// there are more subnets than such a set can have.
  private(set) var blocks: CIDRSet?
  /// Marked subnets that are none of the numbering.
  private(set) var odd: [IPPrefix] = []
  private var owners: TreeDictionary<IPPrefix, String> = [:]
  private var holdings: TreeDictionary<String, [IPPrefix]> = [:]

  /// Numbers in use at most: "16M subnets ought to be enough for anybody", says the source.
  public static let numberingLimit = 1 << 24

  /// A network whose subnets are all free.
  public init(_ network: IPPrefix, hostPrefix: Int) throws(OVNSubnetError) {
    guard hostPrefix < network.family.bitWidth else { throw .zeroHostCapacity }
    guard hostPrefix >= network.length else { throw .subnetTooLarge }
    self.network = network
    self.hostPrefix = hostPrefix
    let bits = hostPrefix - network.length
    taken = AddressBitmap(count: bits > 24 ? Self.numberingLimit : 1 << bits)
    blocks = bits > 24 ? nil : try? CIDRSet(cluster: network, nodeMask: hostPrefix)
    occupySkipped()
  }

  /// Subnets that are passed over and that nobody has by other means.
  var withheld: [IPPrefix] {
    guard subnetBits >= 16, network.family == .v6 else { return [] }
    return stride(from: 0, to: numbers, by: 1 << 16).map(subnet).filter { subnet in
      owners[subnet] == nil && !odd.contains(where: subnet.overlaps)
    }
  }

  private mutating func occupySkipped() {
    guard subnetBits >= 16, network.family == .v6 else { return }
    for number in stride(from: 0, to: numbers, by: 1 << 16) {
      let skipped = subnet(number)
      try? blocks?.occupy(skipped)
    }
  }

  /// Bits of an address that number a subnet.
  public var subnetBits: Int { hostPrefix - network.length }
  /// Bits of an address inside a subnet.
  public var hostBits: Int { network.family.bitWidth - hostPrefix }
  /// Subnets that have an owner, those marked from outside the numbering included.
  public var usage: Int { owners.count }
  /// Subnets of the network as the metric counts them: 0 from 2^64 on, where Go's shift drops out.
  public var count: UInt64 { subnetBits > 63 ? 0 : 1 << UInt64(subnetBits) }
  /// Numbers that are searched for a free subnet.
  public var numbers: Int { taken.count }

  /// How far numbers are rotated, 0 if they are not.
  var rotation: Int {
    guard network.family == .v4, hostBits % 8 != 0,
      (hostBits - 1) / 8 != (hostBits + subnetBits - 1) / 8
    else { return 0 }
    return 8 - hostBits % 8
  }

  /// Whether `number` is passed over: IPv6 subnets whose last written group is zero, which the text
  /// form would swallow.
  public func isSkipped(_ number: Int) -> Bool {
    network.family == .v6 && subnetBits >= 16 && number & 0xFFFF == 0
  }

  /// The subnet with a number.
  public func subnet(_ number: Int) -> IPPrefix {
    var position = UInt128(number)
    if rotation > 0 {
      let low = position & ((1 << UInt128(subnetBits - rotation)) - 1)
      position = low << UInt128(rotation) | position >> UInt128(subnetBits - rotation)
    }
    let bits = network.base.bits | position << UInt128(hostBits)
    return IPPrefix(IPAddress(network.family, bits: bits), length: hostPrefix)
  }

  /// The number of a subnet, if it has one.
  public func number(of subnet: IPPrefix) -> Int? {
    guard subnet.length == hostPrefix, network.contains(subnet) else { return nil }
    var position = (subnet.base.bits ^ network.base.bits) >> UInt128(hostBits)
    if rotation > 0 {
      let high = position & ((1 << UInt128(rotation)) - 1)
      position = high << UInt128(subnetBits - rotation) | position >> UInt128(rotation)
    }
    return position < UInt128(numbers) ? Int(position) : nil
  }

  /// Who has `subnet`.
  public func owner(of subnet: IPPrefix) -> String? { owners[subnet] }

  /// What `owner` has in this network, the lowest first.
  public func subnets(of owner: String) -> [IPPrefix] { holdings[owner] ?? [] }

  /// The subnet `owner` has already, or the next free one; nil when there is none.
  ///
  /// The owner's subnet is looked up in a Go map; of several the lowest is taken here.
  public mutating func allocate(for owner: String) -> IPPrefix? {
    if let held = subnets(of: owner).first { return held }
    var start = next % numbers
    var wrapped = false
    while let number = taken.firstClear(from: start) ?? (wrapped ? nil : wrap(&wrapped)) {
      if wrapped, number >= next { break }
      if isSkipped(number) {
        start = number + 1
        continue
      }
      next = number + 1
      let subnet = subnet(number)
      take(subnet, for: owner)
      return subnet
    }
    next = 0
    return nil
  }

  private func wrap(_ wrapped: inout Bool) -> Int? {
    wrapped = true
    return taken.firstClear(from: 0)
  }

  /// Notes that `owner` has `subnet`; false if it begins outside the network.
  ///
  /// A subnet of another size is noted as well, and keeps nobody from the addresses inside it.
  public mutating func mark(_ subnet: IPPrefix, for owner: String) throws(OVNSubnetError) -> Bool {
    guard network.contains(subnet.base) else { return false }
    if let other = owners[subnet] {
      guard other == owner else { throw .alreadyOwned(subnet, owner: other) }
      return true
    }
    take(subnet, for: owner)
    return true
  }

  /// Frees `subnet`; false if nobody has it here.
  public mutating func release(
    _ subnet: IPPrefix, of owner: String
  ) throws(OVNSubnetError) -> Bool {
    guard network.contains(subnet.base), let holder = owners[subnet] else { return false }
    guard holder == owner else { throw .alreadyOwned(subnet, owner: holder) }
    drop(subnet)
    holdings[owner]?.removeAll { $0 == subnet }
    if holdings[owner]?.isEmpty == true { holdings[owner] = nil }
    return true
  }

  /// Frees everything `owner` has here.
  public mutating func releaseAll(of owner: String) {
    for subnet in holdings.removeValue(forKey: owner) ?? [] { drop(subnet) }
  }

  private mutating func take(_ subnet: IPPrefix, for owner: String) {
    owners[subnet] = owner
    holdings[owner, default: []].append(subnet)
    holdings[owner]?.sort()
    try? blocks?.occupy(subnet)
    if let number = number(of: subnet) { taken.insert(number) } else { odd.append(subnet) }
  }

  private mutating func drop(_ subnet: IPPrefix) {
    owners[subnet] = nil
    try? blocks?.release(subnet)
    if let number = number(of: subnet) {
      taken.remove(number)
    } else {
      odd.removeAll { $0 == subnet }
    }
    // Subnets of another size may lie over those that stay.
    guard !odd.isEmpty || number(of: subnet) == nil || number(of: subnet).map(isSkipped) == true
    else { return }
    for other in odd { try? blocks?.occupy(other) }
    for kept in owners.keys { try? blocks?.occupy(kept) }
    occupySkipped()
  }
}

extension OVNSubnetRange {
  /// Moves the cursor, as the tests of the real allocator do to reach the end of a network.
  public mutating func moveCursor(to number: Int) {
    precondition(number >= 0, "numbers begin at 0")
    next = number
  }
}
