public import Addressing

/// The cluster and service networks as OpenShift's network operator and then OVN-Kubernetes read
/// them.
///
/// cluster-network-operator at commit 2a6a57f (`pkg/network/cluster_config.go`, `render.go`,
/// `pkg/util/ip/addr.go`); OVN-Kubernetes at commit 6c366bb (`go-controller/pkg/config/utils.go`).
public struct OVNNetworkConfiguration: Hashable, Sendable {
  /// One entry of `spec.clusterNetwork`.
  public struct Entry: Hashable, Sendable {
    /// The network.
    public let cidr: String
    /// The prefix length of a node's subnet.
    public let hostPrefix: Int

    /// The network `cidr` in subnets of `hostPrefix`.
    public init(_ cidr: String, hostPrefix: Int) {
      self.cidr = cidr
      self.hostPrefix = hostPrefix
    }
  }

  /// A network with the length of its node subnets.
  public struct ClusterNetwork: Hashable, Sendable {
    /// The network.
    public let prefix: IPPrefix
    /// The prefix length of a node's subnet.
    public let hostPrefix: Int

    /// The network `prefix` in subnets of `hostPrefix`.
    public init(_ prefix: IPPrefix, hostPrefix: Int) {
      self.prefix = prefix
      self.hostPrefix = hostPrefix
    }
  }

  /// The cluster networks, in order.
  public let cluster: [ClusterNetwork]
  /// The service networks, in order.
  public let service: [IPPrefix]

  /// Reads and checks a configuration as the network operator does before it rolls it out.
  public init(cluster: [Entry], service: [String]) throws(OVNConfigurationError) {
    var seen: [IPPrefix] = []
    var services: [IPPrefix] = []
    for text in service {
      guard let prefix = try? IPPrefix(maskingHostBits: text) else {
        throw .badServiceNetwork(text)
      }
      services.append(prefix)
      try Self.add(prefix, to: &seen)
    }
    guard !services.isEmpty else { throw .noServiceNetwork }
    let serviceFamilies = Set(services.map(\.family))
    guard services.count < 3, services.count == serviceFamilies.count else {
      throw .serviceNetworks
    }
    var networks: [ClusterNetwork] = []
    for entry in cluster {
      guard let prefix = try? IPPrefix(maskingHostBits: entry.cidr) else {
        throw .badClusterNetwork(entry.cidr)
      }
      guard entry.hostPrefix >= prefix.length else {
        throw .hostPrefixTooLarge(entry.hostPrefix, entry.cidr)
      }
      let limit = prefix.family.bitWidth - 2
      guard entry.hostPrefix <= limit else { throw .hostPrefixTooSmall(entry.hostPrefix, limit) }
      try Self.add(prefix, to: &seen)
      networks.append(ClusterNetwork(prefix, hostPrefix: entry.hostPrefix))
    }
    guard !networks.isEmpty else { throw .noClusterNetwork }
    guard Set(networks.map(\.prefix.family)) == serviceFamilies else { throw .familiesDiffer }
    self.cluster = networks
    self.service = services
  }

  private static func add(
    _ prefix: IPPrefix, to seen: inout [IPPrefix]
  ) throws(OVNConfigurationError) {
    if let other = seen.first(where: prefix.overlaps) { throw .overlap(other, prefix) }
    seen.append(prefix)
  }

  /// Networks OVN-Kubernetes uses itself, under the names its errors have for them.
  public static let ownNetworks: [(name: String, prefix: IPPrefix)] = [
    ("built-in join subnet", IPPrefix(IPAddress(.v4, bits: 0x6440_0000), length: 16)),
    ("built-in join subnet", IPPrefix(IPAddress(.v6, bits: 0xfd98 << 112), length: 64)),
    ("masquerade subnet", IPPrefix(IPAddress(.v4, bits: 0xa9fe_0000), length: 17)),
    ("masquerade subnet", IPPrefix(IPAddress(.v6, bits: 0xfd69 << 112), length: 112)),
    ("transit switch subnet", IPPrefix(IPAddress(.v4, bits: 0x6458_0000), length: 16)),
    ("transit switch subnet", IPPrefix(IPAddress(.v6, bits: 0xfd97 << 112), length: 64)),
  ]

  /// The network of the machines themselves that OpenShift's installer writes.
  public static let standardMachineNetwork =
    IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 16)

  /// The checks of OVN-Kubernetes itself, which come after the operator's and are stricter.
  public func checkAtStart() throws(OVNConfigurationError) {
    for network in cluster {
      if network.prefix.family == .v6, network.hostPrefix != 64 { throw .onlySlash64 }
      guard network.hostPrefix > network.prefix.length else {
        throw .noSubnetBits(network.hostPrefix, network.prefix.length)
      }
      for own in Self.ownNetworks where own.prefix.overlaps(network.prefix) {
        throw .overlapsOwn(network.prefix, own.name, own.prefix)
      }
    }
  }

  /// Checks that a running cluster may go over to `next`: entries can grow, and nothing else.
  public func checkChange(to next: OVNNetworkConfiguration) throws(OVNConfigurationError) {
    guard cluster.count == next.cluster.count else { throw .entriesChanged }
    // The operator compares entry by entry after sorting both lists by their text.
    let olds = cluster.sorted { $0.prefix.description < $1.prefix.description }
    let news = next.cluster.sorted { $0.prefix.description < $1.prefix.description }
    for (old, new) in zip(olds, news) {
      guard old.hostPrefix == new.hostPrefix else { throw .hostPrefixChanged }
      guard old.prefix.base == new.prefix.base else { throw .baseChanged }
      guard old.prefix.length >= new.prefix.length else { throw .networkShrunk }
    }
  }
}
