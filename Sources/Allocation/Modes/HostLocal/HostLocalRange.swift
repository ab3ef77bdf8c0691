public import Addressing

/// A piece of a subnet that the CNI plugin host-local hands out of, with the gateway it keeps back.
///
/// CNI plugins 1.9.1, `plugins/ipam/host-local/backend/allocator/range.go`: start and gateway are
/// the network's first address unless said otherwise, the end is the last one, of IPv4 the one
/// before the broadcast address.
public struct HostLocalRange: Hashable, Sendable {
  /// The subnet, whose mask the pod's interface gets.
  public let subnet: IPPrefix
  /// The first address that may be given.
  public let start: IPAddress
  /// The last address that may be given.
  public let end: IPAddress
  /// The address that is skipped; it may lie anywhere, which host-local does not check.
  public let gateway: IPAddress

  /// A range of `subnet`, what is not said filled in as the plugin does.
  public init(
    _ subnet: IPPrefix, start: IPAddress? = nil, end: IPAddress? = nil, gateway: IPAddress? = nil
  ) throws(HostLocalError) {
    guard subnet.hostBits >= 2 else { throw .tooSmall(subnet) }
    self.subnet = subnet
    let second = IPAddress(subnet.family, bits: subnet.base.bits + 1)
    self.gateway = gateway ?? second
    // A start after the end is reported at the start, an end before the standard start at the end.
    if let start {
      guard subnet.contains(start), end.map({ start <= $0 }) ?? true else {
        throw .startOutside(start, subnet)
      }
    }
    self.start = start ?? second
    if let end {
      guard subnet.contains(end), self.start <= end else { throw .endOutside(end, subnet) }
    }
    let last = subnet.family == .v6 ? subnet.last : IPAddress(.v4, bits: subnet.last.bits - 1)
    self.end = end ?? last
    // The plugin lets a start at the broadcast address pass and then runs out of the subnet.
    guard self.start <= self.end else { throw .startOutside(self.start, subnet) }
  }

  /// Reads the subnet of a network configuration, which must be written without host bits.
  public init(
    parsing text: String, start: IPAddress? = nil, end: IPAddress? = nil,
    gateway: IPAddress? = nil
  ) throws(HostLocalError) {
    let prefix: IPPrefix
    do {
      prefix = try IPPrefix(maskingHostBits: text)
    } catch {
      throw .notASubnet(text)
    }
    // Size first, host bits second: the order of the plugin's own checks.
    guard prefix.hostBits >= 2 else { throw .tooSmallAsWritten(text) }
    guard (try? IPPrefix(parsing: text)) != nil else { throw .hostBits(prefix) }
    try self.init(prefix, start: start, end: end, gateway: gateway)
  }

  /// Whether `address` lies between start and end, the gateway included.
  public func contains(_ address: IPAddress) -> Bool {
    address.family == subnet.family && start <= address && address <= end
  }

  /// Whether the two share an address between start and end.
  public func overlaps(_ other: HostLocalRange) -> Bool {
    contains(other.start) || contains(other.end) || other.contains(start) || other.contains(end)
  }

  /// Addresses a pod can get; that of `::/0` is one more than the `UInt128.max` it answers.
  public var available: UInt128 {
    let span = end.bits - start.bits
    if contains(gateway) { return span }
    return span == .max ? .max : span + 1
  }
}

extension HostLocalRange: CustomStringConvertible {
  /// Start and end, as the plugin's errors name a range.
  public var description: String { "\(start)-\(end)" }
}
