public import Addressing

/// What Cilium wants of its flags before it leaves addresses to another plugin.
///
/// Cilium 1.19, `pkg/option/config.go`, `checkIPAMDelegatedPlugin`: the agent can give itself no
/// address, so whatever needs one must be off or be told its address.
public struct CiliumRequirements: Hashable, Sendable {
  /// `local-router-ipv4`, the address of `cilium_host`.
  public var localRouterIPv4: IPAddress?
  /// `local-router-ipv6`.
  public var localRouterIPv6: IPAddress?
  /// `enable-endpoint-health-checking`.
  public var checksEndpointHealth = false
  /// `enable-envoy-config`.
  public var configuresEnvoy = false

  /// The flags as Cilium's guides to this mode set them: 169.254.23.0, no health endpoint, no Envoy.
  public init() {
    localRouterIPv4 = IPAddress(.v4, bits: 0xa9fe_1700)
    localRouterIPv6 = IPAddress(.v6, bits: (0xfe80 << 112) | 1)
  }

  /// What the options mean, in the order of `values`.
  static let meanings: [(key: String, meaning: String, standard: String)] = [
    (
      "local-router-ipv4",
      "the router's address, which must be given when IPv4 is on; none leaves it out",
      "169.254.23.0"
    ),
    (
      "local-router-ipv6",
      "the router's address, which must be given when IPv6 is on; none leaves it out", "fe80::1"
    ),
    ("enable-endpoint-health-checking", "must be off: on, off", "off"),
    ("enable-envoy-config", "must be off: on, off", "off"),
  ]

  /// The options as text.
  public var values: [ModeOption] {
    [
      ModeOption("local-router-ipv4", localRouterIPv4?.description ?? "none"),
      ModeOption("local-router-ipv6", localRouterIPv6?.description ?? "none"),
      ModeOption("enable-endpoint-health-checking", checksEndpointHealth ? "on" : "off"),
      ModeOption("enable-envoy-config", configuresEnvoy ? "on" : "off"),
    ]
  }

  /// Takes over one option; false if it is none of these.
  mutating func set(_ option: ModeOption) throws(OptionError) -> Bool {
    switch option.key {
    case "local-router-ipv4": localRouterIPv4 = try Self.address(option, .v4)
    case "local-router-ipv6": localRouterIPv6 = try Self.address(option, .v6)
    case "enable-endpoint-health-checking": checksEndpointHealth = try OptionText.flag(option)
    case "enable-envoy-config": configuresEnvoy = try OptionText.flag(option)
    default: return false
    }
    return true
  }

  private static func address(
    _ option: ModeOption, _ family: IPFamily
  ) throws(OptionError) -> IPAddress? {
    guard option.value != "none" else { return nil }
    guard let address = IPAddress(option.value), address.family == family else {
      throw OptionError(
        key: option.key, reason: "\"\(option.value)\" is not an \(family) address, nor none")
    }
    return address
  }

  /// What Cilium's agent says when it does not start for these flags; nil if it does.
  public func refusal(hasIPv4: Bool, hasIPv6: Bool) -> String? {
    let mode = "with --ipam=delegated-plugin"
    if hasIPv4, localRouterIPv4 == nil {
      return "--local-router-ipv4 must be provided when IPv4 is enabled \(mode)"
    }
    if hasIPv6, localRouterIPv6 == nil {
      return "--local-router-ipv6 must be provided when IPv6 is enabled \(mode)"
    }
    if checksEndpointHealth { return "--enable-endpoint-health-checking must be disabled \(mode)" }
    if configuresEnvoy { return "--enable-envoy-config must be disabled \(mode)" }
    return nil
  }
}
