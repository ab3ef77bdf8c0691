import Addressing

extension OVNKubernetes {
  /// What can be chosen; the defaults are OpenShift's.
  struct Settings: Hashable, Sendable {
    /// The cluster networks, in order, each with the length of its node subnets.
    var networks: [OVNNetworkConfiguration.ClusterNetwork] = []
    /// `hostPrefix` of IPv4 networks without one of their own.
    var mask = 23
    /// `hostPrefix` of IPv6 networks.
    var mask6 = 64
    /// The kubelet's limit of pods.
    var maxPods = 250
    /// Whether nodes keep a third address for the hybrid overlay.
    var hybridOverlay = false
    /// Whether OpenShift's network operator watches over changes.
    var hasOperator = true
    /// The service networks; nil for OpenShift's.
    var services: [IPPrefix]?

    static let meanings: [(key: String, meaning: String, standard: String)] = [
      ("mask", "hostPrefix: prefix length of a node's IPv4 subnet", "23"),
      ("mask6", "hostPrefix of IPv6, which must be 64", "64"),
      ("max-pods", "pods a kubelet takes", "250"),
      (
        "hybrid-overlay",
        "new nodes keep a third address for the overlay to Windows nodes: on, off", "off"
      ),
      (
        "network-operator",
        "OpenShift's operator refuses unsafe changes of cluster networks: on, off", "on"
      ),
      (
        "service-network",
        "default (172.30.0.0/16, fd02::/112), or a CIDR of each family with a comma between; it is "
          + "checked for overlaps", "default"
      ),
    ]

    var values: [ModeOption] {
      let services = services.map { $0.map(\.description).joined(separator: ",") }
      return [
        ModeOption("mask", String(mask)), ModeOption("mask6", String(mask6)),
        ModeOption("max-pods", String(maxPods)),
        ModeOption("hybrid-overlay", hybridOverlay ? "on" : "off"),
        ModeOption("network-operator", hasOperator ? "on" : "off"),
        ModeOption("service-network", services ?? "default"),
      ]
    }

    /// OpenShift's cluster network.
    static let standardNetwork = IPPrefix(IPAddress(.v4, bits: 0x0a80_0000), length: 14)

    init(pools: [IPPrefix], options: [ModeOption]) throws(OptionError) {
      try set(options)
      let pools = pools.isEmpty ? [Self.standardNetwork] : pools
      networks = pools.map { network($0, mask: nil) }
    }

    /// A network, with the length of its family unless it has its own.
    func network(_ prefix: IPPrefix, mask: Int?) -> OVNNetworkConfiguration.ClusterNetwork {
      .init(prefix, hostPrefix: mask ?? (prefix.family == .v4 ? self.mask : mask6))
    }

    /// Takes over options; networks with the old length of their family get the new one.
    mutating func set(_ options: [ModeOption]) throws(OptionError) {
      var changed = self
      for option in options { try changed.set(option) }
      let (v4, v6) = (mask, mask6)
      changed.networks = networks.map { network in
        let isPlain = network.hostPrefix == (network.prefix.family == .v4 ? v4 : v6)
        return changed.network(network.prefix, mask: isPlain ? nil : network.hostPrefix)
      }
      self = changed
    }

    private mutating func set(_ option: ModeOption) throws(OptionError) {
      switch option.key {
      case "mask": mask = try OptionText.number(option, in: 0...32)
      case "mask6": mask6 = try OptionText.number(option, in: 0...128)
      case "max-pods": maxPods = try OptionText.number(option, in: 1...65_535)
      case "hybrid-overlay": hybridOverlay = try OptionText.flag(option)
      case "network-operator": hasOperator = try OptionText.flag(option)
      case "service-network":
        guard option.value != "default" else {
          services = nil
          return
        }
        var networks: [IPPrefix] = []
        for part in option.value.split(separator: ",", omittingEmptySubsequences: false) {
          do {
            networks.append(try IPPrefix(parsing: String(part)))
          } catch {
            throw OptionError(key: option.key, reason: error.description)
          }
        }
        services = networks
      default: throw OptionText.unknown(option, of: OVNKubernetes.description)
      }
    }

    /// The configuration as the operator and then OVN-Kubernetes accept it.
    func configuration() throws(Refusal) -> OVNNetworkConfiguration {
      let families = IPFamily.allCases.filter { family in
        networks.contains { $0.prefix.family == family }
      }
      let standard = families.map { $0 == .v4 ? "172.30.0.0/16" : "fd02::/112" }
      for network in networks {
        let bits = network.hostPrefix - network.prefix.length
        guard bits <= (network.prefix.family == .v4 ? 24 : 16) else {
          throw .system(
            "\(network.prefix) in /\(network.hostPrefix)s is more subnets than are managed here: at "
              + "most 2^24 of IPv4, 2^16 of IPv6")
        }
      }
      do {
        let configuration = try OVNNetworkConfiguration(
          cluster: networks.map { .init($0.prefix.description, hostPrefix: $0.hostPrefix) },
          service: services.map { $0.map(\.description) } ?? standard)
        try configuration.checkAtStart()
        return configuration
      } catch {
        throw .system(error.description)
      }
    }
  }
}
