public import Addressing

/// The node IPAM flags of kube-controller-manager, checked as it checks them when it starts.
///
/// Kubernetes `cmd/kube-controller-manager/app/core.go` (b94367ca, about 1.33),
/// `cmd/kube-controller-manager/app/options/nodeipamcontroller.go` and
/// `pkg/controller/nodeipam/node_ipam_controller.go`. As in Go, a mask size of 0 is one not given.
public struct ControllerManagerFlags: Hashable, Sendable {
  /// Who hands out pod CIDRs, `--cidr-allocator-type`.
  public enum AllocatorType: String, Hashable, Sendable, CaseIterable {
    /// kube-controller-manager itself, the default.
    case range = "RangeAllocator"
    /// The cloud, by way of kube-controller-manager.
    case cloud = "CloudAllocator"
  }

  /// `--cidr-allocator-type`.
  public var allocatorType = AllocatorType.range
  /// `--cluster-cidr`: one CIDR, or one of each family with a comma between.
  public var clusterCIDR = ""
  /// `--service-cluster-ip-range`: likewise.
  public var serviceClusterIPRange = ""
  /// `--node-cidr-mask-size`, for clusters of one family.
  public var nodeCIDRMaskSize = 0
  /// `--node-cidr-mask-size-ipv4`.
  public var nodeCIDRMaskSizeIPv4 = 0
  /// `--node-cidr-mask-size-ipv6`.
  public var nodeCIDRMaskSizeIPv6 = 0

  /// The defaults, which do not start: there is no cluster CIDR.
  public init() {}

  /// The prefix length of an IPv4 node block when no flag says (`defaultNodeMaskCIDRIPv4`).
  public static let standardMaskIPv4 = 24
  /// The prefix length of an IPv6 node block when no flag says (`defaultNodeMaskCIDRIPv6`).
  public static let standardMaskIPv6 = 64

  /// What the flags come to, or the first thing that is wrong with them.
  public func configuration() throws(ControllerManagerError) -> RangeAllocator.Configuration {
    let services = serviceClusterIPRange.split(separator: ",", omittingEmptySubsequences: false)
    if services.count > 2 { throw .tooManyServiceRanges }
    let clusters = try clusterCIDRs()
    // A service range that cannot be read is logged and left out.
    let serviceCIDRs = services.compactMap { try? IPPrefix(maskingHostBits: $0.trimmed) }
    if serviceCIDRs.count == 2, serviceCIDRs[0].family == serviceCIDRs[1].family {
      throw .servicesNotDualStack
    }
    let masks = try maskSizes(for: clusters)
    if allocatorType == .range, zip(clusters, masks).contains(where: { $0.length > $1 }) {
      throw .maskShorterThanCluster
    }
    return RangeAllocator.Configuration(
      clusterCIDRs: clusters, maskSizes: masks, serviceCIDRs: serviceCIDRs)
  }

  private func clusterCIDRs() throws(ControllerManagerError) -> [IPPrefix] {
    var clusters: [IPPrefix] = []
    for text in clusterCIDR.trimmed.split(separator: ",", omittingEmptySubsequences: false) {
      guard let cluster = try? IPPrefix(maskingHostBits: String(text)) else {
        throw .unreadableCIDR(String(text))
      }
      clusters.append(cluster)
    }
    if clusters.isEmpty { throw .unreadableCIDR("") }
    if clusters.count > 1, Set(clusters.map(\.family)).count < 2 {
      throw .notDualStack(clusters.count)
    }
    if clusters.count > 2 { throw .tooManyClusterCIDRs(clusters.count) }
    return clusters
  }

  /// `setNodeCIDRMaskSizes`: which flags may be given depends on the families.
  private func maskSizes(for clusters: [IPPrefix]) throws(ControllerManagerError) -> [Int] {
    func sizes(v4: Int, v6: Int) -> [Int] { clusters.map { $0.family == .v4 ? v4 : v6 } }
    let isDualStack = clusters.count > 1
    let isIPv6 = clusters[0].family == .v6
    if nodeCIDRMaskSize != 0 {
      if isDualStack { throw .singleMaskWithDualStack }
      if nodeCIDRMaskSizeIPv4 != 0 || nodeCIDRMaskSizeIPv6 != 0 { throw .bothKindsOfMask }
      return sizes(v4: nodeCIDRMaskSize, v6: nodeCIDRMaskSize)
    }
    if !isDualStack {
      if nodeCIDRMaskSizeIPv4 != 0, isIPv6 { throw .maskOfOtherFamily(.v4) }
      if nodeCIDRMaskSizeIPv6 != 0, !isIPv6 { throw .maskOfOtherFamily(.v6) }
    }
    return sizes(
      v4: nodeCIDRMaskSizeIPv4 != 0 ? nodeCIDRMaskSizeIPv4 : Self.standardMaskIPv4,
      v6: nodeCIDRMaskSizeIPv6 != 0 ? nodeCIDRMaskSizeIPv6 : Self.standardMaskIPv6)
  }
}

/// Why kube-controller-manager does not start with its flags; its own texts.
public enum ControllerManagerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An element of `--cluster-cidr` is no CIDR.
  case unreadableCIDR(String)
  /// More than one cluster CIDR, all of one family.
  case notDualStack(Int)
  /// More than two cluster CIDRs.
  case tooManyClusterCIDRs(Int)
  /// More than two service ranges.
  case tooManyServiceRanges
  /// Two service ranges of one family.
  case servicesNotDualStack
  /// `--node-cidr-mask-size` with two cluster CIDRs.
  case singleMaskWithDualStack
  /// `--node-cidr-mask-size` together with a flag of one family.
  case bothKindsOfMask
  /// The mask flag of a family that has no cluster CIDR.
  case maskOfOtherFamily(IPFamily)
  /// A node's block would be larger than the cluster CIDR; fatal.
  case maskShorterThanCluster

  /// The real system's text.
  public var description: String {
    switch self {
    case .unreadableCIDR(let text):
      "failed to parse cidr value:\"\(text)\" with error:invalid CIDR address: \(text)"
    case .notDualStack(let count):
      "len of ClusterCIDRs==\(count) and they are not configured as dual stack (at least one from "
        + "each IPFamily"
    case .tooManyClusterCIDRs(let count):
      "length of clusterCIDRs is:\(count) more than max allowed of 2"
    case .tooManyServiceRanges:
      "--service-cluster-ip-range can not contain more than two entries"
    case .servicesNotDualStack:
      "serviceCIDR and secondaryServiceCIDR are not dualstack (from different IPfamiles)"
    case .singleMaskWithDualStack:
      "usage of --node-cidr-mask-size is not allowed with dual-stack clusters"
    case .bothKindsOfMask:
      "usage of --node-cidr-mask-size-ipv4 and --node-cidr-mask-size-ipv6 is not allowed if "
        + "--node-cidr-mask-size is set. For dual-stack clusters please unset it and use IPFamily "
        + "specific flags"
    case .maskOfOtherFamily(let family):
      "usage of --node-cidr-mask-size-\(family == .v4 ? "ipv4" : "ipv6") is not allowed for a "
        + "single-stack \(family == .v4 ? "IPv6" : "IPv4") cluster"
    case .maskShorterThanCluster:
      "Controller: Invalid --cluster-cidr, mask size of cluster CIDR must be less than or equal to "
        + "--node-cidr-mask-size configured for CIDR family"
    }
  }
}

extension StringProtocol {
  /// The text without blanks around it.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
