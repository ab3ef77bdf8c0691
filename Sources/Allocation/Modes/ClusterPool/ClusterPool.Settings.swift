public import Addressing

extension ClusterPool {
  /// What a person can choose about `cluster-pool`; the defaults are those of Cilium's Helm chart
  /// 1.19 (`install/kubernetes/cilium/values.yaml`).
  public struct Settings: Hashable, Sendable {
    /// The IPv4 list, in order (`clusterPoolIPv4PodCIDRList`).
    public var v4: [IPPrefix] = []
    /// The IPv6 list, in order (`clusterPoolIPv6PodCIDRList`).
    public var v6: [IPPrefix] = []
    /// The prefix length of a node's IPv4 block (`clusterPoolIPv4MaskSize`).
    public var mask = 24
    /// The prefix length of a node's IPv6 block (`clusterPoolIPv6MaskSize`; the flag alone: 112).
    public var mask6 = 120
    /// The kubelet's limit of pods.
    public var maxPods = 110
    /// Whether the agent takes an address for `cilium_host` (not with `local-router-ipv4`).
    public var reservesRouter = true
    /// Whether the agent takes an address for its health endpoint.
    public var reservesHealth = true
    /// Whether the agent takes an address for Envoy's ingress (`enable-envoy-config`).
    public var reservesIngress = false
    /// Whether the agent scans from a random address.
    public var scansAtRandom = true
    /// The minor version of Cilium 1 that is modelled.
    public var minorVersion = 19

    /// The Helm chart's defaults, with its IPv4 list of 10.0.0.0/8 when `pools` is empty.
    public init(pools: [IPPrefix] = [], options: [ModeOption] = []) throws(OptionError) {
      v4 = pools.filter { $0.family == .v4 }
      v6 = pools.filter { $0.family == .v6 }
      if pools.isEmpty {
        v4 = [IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 8)]
      }
      try set(options)
    }

    /// Takes over options given as text.
    public mutating func set(_ options: [ModeOption]) throws(OptionError) {
      var changed = self
      for option in options { try changed.set(option) }
      self = changed
    }

    private mutating func set(_ option: ModeOption) throws(OptionError) {
      switch option.key {
      // The mask is taken as it stands: Cilium accepts one shorter than the pool, with no block in
      // it, and refuses the others when the operator starts.
      case "mask": mask = try Self.number(option, in: 0...128)
      case "mask6": mask6 = try Self.number(option, in: 0...200)
      case "max-pods": maxPods = try Self.number(option, in: 1...65_535)
      case "reserve-router": reservesRouter = try Self.flag(option)
      case "reserve-health": reservesHealth = try Self.flag(option)
      case "reserve-ingress": reservesIngress = try Self.flag(option)
      case "scan": scansAtRandom = try Self.choice(option, of: ["random", "contiguous"]) == 0
      case "version":
        let versions = (13...19).map { "1.\($0)" }
        minorVersion = 13 + (try Self.choice(option, of: versions))
      default:
        let known = ClusterPool.description.options.map(\.key).joined(separator: ", ")
        throw OptionError(
          key: option.key, reason: "mode cluster-pool has no such option; it has \(known)")
      }
    }

    private static func number(
      _ option: ModeOption, in range: ClosedRange<Int>
    ) throws(OptionError) -> Int {
      guard let number = Int(option.value), range.contains(number) else {
        throw OptionError(
          key: option.key,
          reason: "\"\(option.value)\" is not a whole number from \(range.lowerBound) to "
            + "\(range.upperBound)")
      }
      return number
    }

    private static func flag(_ option: ModeOption) throws(OptionError) -> Bool {
      try choice(option, of: ["on", "off"]) == 0
    }

    private static func choice(
      _ option: ModeOption, of values: [String]
    ) throws(OptionError) -> Int {
      guard let position = values.firstIndex(of: option.value) else {
        throw OptionError(
          key: option.key,
          reason: "\"\(option.value)\" is not one of \(values.joined(separator: ", "))")
      }
      return position
    }

    /// All options as text, in the order of the mode's description.
    public var options: [ModeOption] {
      [
        ModeOption("mask", String(mask)),
        ModeOption("mask6", String(mask6)),
        ModeOption("max-pods", String(maxPods)),
        ModeOption("reserve-router", reservesRouter ? "on" : "off"),
        ModeOption("reserve-health", reservesHealth ? "on" : "off"),
        ModeOption("reserve-ingress", reservesIngress ? "on" : "off"),
        ModeOption("scan", scansAtRandom ? "random" : "contiguous"),
        ModeOption("version", "1.\(minorVersion)"),
      ]
    }

    /// The agent these settings make.
    var agent: HostScopeAgent {
      var roles: [InfrastructureRole] = []
      if reservesRouter { roles.append(.router) }
      if reservesIngress { roles.append(.ingress) }
      if reservesHealth { roles.append(.health) }
      return HostScopeAgent(
        hasV4: !v4.isEmpty, hasV6: !v6.isEmpty, roles: roles,
        smallBlocksUsable: minorVersion >= 17, scansAtRandom: scansAtRandom)
    }
  }
}
