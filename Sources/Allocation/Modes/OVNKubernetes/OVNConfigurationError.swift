public import Addressing

/// Why a configuration of cluster and service networks is refused; the texts are those of OpenShift's
/// network operator (commit 2a6a57f) and of OVN-Kubernetes (commit 6c366bb).
public enum OVNConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A service network is no CIDR.
  case badServiceNetwork(String)
  /// A cluster network is no CIDR.
  case badClusterNetwork(String)
  /// There is no service network.
  case noServiceNetwork
  /// There is no cluster network.
  case noClusterNetwork
  /// There are two service networks of one family, or three.
  case serviceNetworks
  /// Cluster and service networks are not of the same families.
  case familiesDiffer
  /// A node's subnet would be larger than the network.
  case hostPrefixTooLarge(Int, String)
  /// A node's subnet would be smaller than four addresses.
  case hostPrefixTooSmall(Int, Int)
  /// Two networks share addresses.
  case overlap(IPPrefix, IPPrefix)
  /// IPv6 networks are cut into /64s only.
  case onlySlash64
  /// The network would hold a single node.
  case noSubnetBits(Int, Int)
  /// A cluster network shares addresses with one that OVN-Kubernetes uses itself.
  case overlapsOwn(IPPrefix, String, IPPrefix)
  /// Entries came or went.
  case entriesChanged
  /// A host prefix was changed.
  case hostPrefixChanged
  /// The first address of a network was changed.
  case baseChanged
  /// A network was made smaller.
  case networkShrunk

  /// The real system's text.
  public var description: String {
    switch self {
    case .badServiceNetwork(let text):
      "could not parse spec.serviceNetwork \(text): invalid CIDR address: \(text)"
    case .badClusterNetwork(let text): "could not parse spec.clusterNetwork \(text)"
    case .noServiceNetwork: "spec.serviceNetwork must have at least 1 entry"
    case .noClusterNetwork: "spec.clusterNetwork must have at least 1 entry"
    case .serviceNetworks:
      "spec.serviceNetwork must contain at most one IPv4 and one IPv6 network"
    case .familiesDiffer:
      "spec.clusterNetwork and spec.serviceNetwork must either both be IPv4-only, both be "
        + "IPv6-only, or both be dual-stack"
    case .hostPrefixTooLarge(let host, let cidr):
      "hostPrefix \(host) is larger than its cidr \(cidr)"
    case .hostPrefixTooSmall(let host, let limit):
      "hostPrefix \(host) is too small, must be a /\(limit) or larger"
    case .overlap(let first, let second): "CIDRs \(first) and \(second) overlap"
    case .onlySlash64: "IPv6 only supports /64 host subnets"
    case .noSubnetBits(let host, let cluster):
      "cannot use a host subnet length mask shorter than or equal to the cluster subnet mask. "
        + "host subnet length: \(host), cluster subnet length: \(cluster)"
    case .overlapsOwn(let network, let name, let own):
      "illegal network configuration: cluster subnet \"\(network)\" overlaps \(name) \"\(own)\""
    case .entriesChanged: "adding/removing clusterNetwork entries of the same type is not supported"
    case .hostPrefixChanged: "modifying a clusterNetwork's hostPrefix value is unsupported"
    case .baseChanged: "modifying IP network value for clusterNetwork CIDR is unsupported"
    case .networkShrunk:
      "reducing IP range with a larger CIDR mask for clusterNetwork CIDR is unsupported"
    }
  }
}
