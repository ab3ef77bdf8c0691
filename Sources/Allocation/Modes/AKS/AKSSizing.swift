public import Addressing

/// The formulas of AKS' documentation, which say how large subnets and CIDRs must be.
///
/// MicrosoftDocs/azure-aks-docs of August 2026, `concepts-network-ip-address-planning.md` and
/// `concepts-network-azure-cni-pod-subnet.md`. Counts that are too large for an `Int` answer its
/// maximum.
public enum AKSSizing {
  /// Addresses that Azure keeps in each subnet: the first four and the last.
  public static let reservedPerSubnet = 5
  /// Addresses configured in one virtual network, static blocks apart.
  public static let addressesPerNetwork = 65_536
  /// Addresses of a batch of the dynamic pod subnet.
  public static let batch = 16
  /// Addresses of a static block, a /28.
  public static let blockSize = 16
  /// The largest pod subnet for static blocks, about a million addresses.
  public static let shortestStaticSubnet = 12

  /// Addresses that machines can have in a subnet.
  public static func usableAddresses(ofSubnet length: Int, _ family: IPFamily = .v4) -> Int {
    guard (0...family.bitWidth).contains(length) else { return 0 }
    let hostBits = family.bitWidth - length
    return hostBits >= 62 ? .max : max(0, (1 << hostBits) - reservedPerSubnet)
  }

  /// The longest IPv4 prefix of a subnet that machines can have so many addresses in.
  public static func smallestSubnet(for addresses: Int) -> Int? {
    // Azure has no subnet smaller than a /29.
    (0...29).reversed().first { usableAddresses(ofSubnet: $0) >= addresses }
  }

  /// Node subnet: (nodes + surge) + (nodes + surge) x maximum of pods.
  public static func nodeSubnetAddresses(nodes: Int, surge: Int = 1, maxPods: Int = 30) -> Int {
    let all = max(0, nodes).addingClamped(max(0, surge))
    return all.addingClamped(all.multipliedClamped(by: max(0, maxPods)))
  }

  /// Node subnet: nodes that fit into a subnet when each reserves its maximum of pods and itself.
  public static func nodeSubnetNodes(subnet length: Int, maxPods: Int = 30) -> Int {
    usableAddresses(ofSubnet: length) / (1.addingClamped(max(0, maxPods)))
  }

  /// kubenet and overlay: nodes that fit into the nodes' own subnet, an address each.
  public static func nodesWithAddress(subnet length: Int) -> Int {
    usableAddresses(ofSubnet: length)
  }

  /// Overlay and kubenet: nodes that a pod CIDR has a /24 for, whatever else limits them.
  public static func nodesWithBlock(podCIDR length: Int) -> Int {
    (0...24).contains(length) ? 1 << (24 - length) : 0
  }

  /// Pods of nodes that all take their maximum.
  public static func pods(nodes: Int, maxPods: Int) -> Int {
    max(0, nodes).multipliedClamped(by: max(0, maxPods))
  }

  /// Static blocks: the fewest /28s whose addresses, but for the one kept on each node, suffice.
  public static func staticBlocks(maxPods: Int) -> Int {
    let (sum, overflow) = max(0, maxPods).addingReportingOverflow(blockSize)
    return overflow ? .max / blockSize : sum / blockSize
  }

  /// Static blocks: addresses for pods in so many /28s, 16N - 1.
  public static func staticPodAddresses(blocks: Int) -> Int {
    blocks > 0 ? blocks.multipliedClamped(by: blockSize) - 1 : 0
  }

  /// Dynamic: addresses that a node holds for so many pods, at most 250.
  ///
  /// A node asks for another 16 whenever fewer than 8 are unallocated. Its agent reckons that in one
  /// step, 16 x ceil(1/2 + pods / 16), upwards and downwards (Azure/azure-container-networking,
  /// `cns/ipampool/v2/monitor.go`, `calculateTargetIPCountOrMax`).
  public static func dynamicAddresses(pods: Int) -> Int {
    let pods = max(0, min(pods, 1 << 20))
    let target = (pods + batch / 2 + batch - 1) / batch * batch
    return min(target, AKSNetworking.maxPodsRange.upperBound)
  }
}

extension Int {
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  fileprivate func multipliedClamped(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
