public import Addressing

extension PodCIDROperator {
  /// The flags the operator is started with, as they are written in `cilium-config`.
  public struct Configuration: Hashable, Sendable {
    /// Whether IPv4 is on (`enable-ipv4`).
    public var enablesIPv4 = true
    /// Whether IPv6 is on (`enable-ipv6`).
    public var enablesIPv6 = false
    /// The IPv4 list (`cluster-pool-ipv4-cidr`).
    public var v4: [String] = []
    /// The IPv4 mask (`cluster-pool-ipv4-mask-size`).
    public var v4Mask = 24
    /// The IPv6 list (`cluster-pool-ipv6-cidr`).
    public var v6: [String] = []
    /// The IPv6 mask (`cluster-pool-ipv6-mask-size`; the flag's own default, Helm writes 120).
    public var v6Mask = 112

    /// The defaults of the flags, which do not start: IPv4 is on and has no list.
    public init() {}
  }

  /// An operator started with flags, checked as `AllocatorOperator.Init` does (`clusterpool.go`).
  public init(_ flags: Configuration) throws(OperatorError) {
    let v4 = try Self.list(flags.v4, of: .v4, isOn: flags.enablesIPv4)
    let v6 = try Self.list(flags.v6, of: .v6, isOn: flags.enablesIPv6)
    try self.init(v4: v4, v4Mask: flags.v4Mask, v6: v6, v6Mask: flags.v6Mask)
  }

  private static func list(
    _ texts: [String], of family: IPFamily, isOn: Bool
  ) throws(OperatorError) -> [IPPrefix] {
    guard isOn else {
      if !texts.isEmpty { throw .listSuperfluous(family) }
      return []
    }
    guard !texts.isEmpty else { throw .listMissing(family) }
    var list: [IPPrefix] = []
    for text in texts {
      guard let element = try? IPPrefix(maskingHostBits: text) else {
        throw .invalidElement(text, family)
      }
      list.append(element)
    }
    return list
  }

  /// Reads the pod CIDRs of a spec as `parsePodCIDRs` does: host bits dropped, IPv4 first.
  public static func parse(_ podCIDRs: [String]) throws(OperatorError) -> [IPPrefix] {
    var parsed: [IPPrefix] = []
    for text in podCIDRs {
      guard let cidr = try? IPPrefix(maskingHostBits: text) else { throw .invalidCIDR(text) }
      parsed.append(cidr)
    }
    return parsed.filter { $0.family == .v4 } + parsed.filter { $0.family == .v6 }
  }
}
