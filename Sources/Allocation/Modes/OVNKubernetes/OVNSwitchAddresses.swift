public import Addressing

/// The addresses of one node's logical switch, handed out round robin.
///
/// OVN-Kubernetes at commit 6c366bb, `go-controller/pkg/allocator/{ip,bitmap,ip/subnet}` and
/// `pkg/ovn/logical_switch_manager`: the network address and, of IPv4, the last address are never
/// given; the first is the gateway, the second the management port, the third the hybrid overlay's
/// port where that is on. An IPv6 subnet gives at most 65,535.
public struct OVNSwitchAddresses: Hashable, Sendable {
  /// The node's subnet.
  public let subnet: IPPrefix
  /// Addresses at the beginning that the node keeps for its own ports.
  public let reserved: Int
  /// Which addresses are taken; offset 0 is the gateway.
  public private(set) var taken: AddressBitmap
  /// The offset at which the next search begins.
  public private(set) var next = 0

  /// Addresses between the network address and the end of what is given, the node's own included.
  public static func managed(_ subnet: IPPrefix) -> Int {
    switch subnet.family {
    case .v4: max(0, (subnet.hostBits >= 32 ? 1 << 32 : 1 << subnet.hostBits) - 2)
    case .v6: max(0, (1 << min(subnet.hostBits, 16)) - 1)
    }
  }

  /// Addresses that pods can get.
  public static func usable(_ subnet: IPPrefix, hybridOverlay: Bool = false) -> Int {
    max(0, managed(subnet) - (hybridOverlay ? 3 : 2))
  }

  /// Pods a node can have by OpenShift's documentation, which leaves the node's own ports out:
  /// 2^(32 - host prefix) - 2, so 510 of a /23 where 508 can be given.
  public static func documentedPods(hostPrefix: Int) -> Int {
    precondition((0...32).contains(hostPrefix), "a host prefix of IPv4 has 0 to 32 bits")
    return max(0, (1 << (32 - hostPrefix)) - 2)
  }

  /// A switch whose addresses are free but for the node's own.
  public init(_ subnet: IPPrefix, hybridOverlay: Bool = false) {
    self.subnet = subnet
    let count = Self.managed(subnet)
    reserved = min(hybridOverlay ? 3 : 2, count)
    taken = AddressBitmap(count: count)
    taken.insert(0..<reserved)
  }

  /// Addresses left.
  public var free: Int { taken.clearCount }

  /// The address at `offset`.
  public func address(at offset: Int) -> IPAddress {
    IPAddress(subnet.family, bits: subnet.base.bits + 1 + UInt128(offset))
  }

  /// The offset of `address`, if it is one the switch manages.
  public func offset(of address: IPAddress) -> Int? {
    guard subnet.contains(address), address != subnet.base else { return nil }
    let offset = address.bits - subnet.base.bits - 1
    return offset < UInt128(taken.count) ? Int(offset) : nil
  }

  /// The next free address after the one given last.
  public mutating func allocateNext() throws(HostScopeError) -> IPAddress {
    guard taken.count > 0,
      let offset = taken.insertFirstClear(wrappingFrom: next, in: 0..<taken.count)
    else { throw .full }
    next = (offset + 1) % taken.count
    return address(at: offset)
  }

  /// Takes `address`, which does not move the search.
  public mutating func allocate(_ address: IPAddress) throws(HostScopeError) {
    guard let offset = offset(of: address) else { throw .notInRange(subnet) }
    guard taken.insert(offset) else { throw .alreadyAllocated }
  }

  /// Gives `address` back; the node's own ports keep theirs.
  public mutating func release(_ address: IPAddress) {
    guard let offset = offset(of: address), offset >= reserved else { return }
    taken.remove(offset)
  }
}
