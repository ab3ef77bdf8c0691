public import Addressing

/// What AKS and Azure say when they refuse; Azure's own texts where it has published ones.
public enum AKSError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The CIDR has fewer addresses than the nodes reserve (InsufficientSubnetSize).
  case insufficientSubnet(IPPrefix, name: String, wanted: Int, available: Int)
  /// The subnet has fewer free addresses than are asked for (SubnetIsFull).
  case subnetIsFull(IPPrefix, wanted: Int)
  /// The virtual network has all the addresses that Azure allows.
  case networkIsFull
  /// The cluster has all the nodes that its networking allows.
  case tooManyNodes(AKSNetworking, Int)
  /// Pods of subnets have IPv4 addresses only.
  case subnetIsIPv6(IPPrefix)
  /// The subnet is smaller than Azure allows, or than the unit.
  case subnetTooSmall(IPPrefix)
  /// A subnet for static blocks is larger than a /12.
  case subnetTooLarge(IPPrefix)
  /// No node's block fits into the pod CIDR.
  case podCIDRTooSmall(IPPrefix, unit: Int)
  /// A pod CIDR would have more blocks than AKS can hand out.
  case podCIDRTooLarge(IPPrefix)
  /// AKS does not allow the CIDR for pods.
  case forbidden(IPPrefix, IPPrefix)
  /// A cluster has one pod CIDR a family, and IPv4 is among them.
  case onePerFamily
  /// The new pod CIDR does not contain the whole old one.
  case notASuperset(IPPrefix, of: IPPrefix)
  /// An IPv6 pod CIDR cannot grow.
  case cannotGrowIPv6
  /// The pod CIDR cannot be taken away or changed.
  case cannotShrink(AKSNetworking)
  /// The subnets overlap.
  case subnetsOverlap(IPPrefix, IPPrefix)
  /// Nodes have addresses of the subnet.
  case subnetInUse(IPPrefix)
  /// No subnet has the CIDR.
  case noSuchSubnet(IPPrefix)
  /// A node may take 10 to 250 pods.
  case maxPods(Int)

  /// One sentence.
  public var description: String {
    switch self {
    case .insufficientSubnet(let cidr, let name, let wanted, let available):
      "Pre-allocated IPs \(wanted) exceeds IPs available \(available) in Subnet Cidr \(cidr), "
        + "Subnet Name \(name). http://aka.ms/aks/insufficientsubnetsize"
    case .subnetIsFull(let cidr, let wanted):
      "Subnet pods with address prefix \(cidr) does not have enough capacity for \(wanted) IP "
        + "addresses."
    case .networkIsFull:
      "the virtual network has \(AKSSizing.addressesPerNetwork) configured addresses, the most "
        + "that Azure allows"
    case .tooManyNodes(.kubenet, let limit):
      "a kubenet cluster has at most \(limit) nodes here, since Azure's route tables have at most "
        + "400 routes"
    case .tooManyNodes(_, let limit): "an AKS cluster has at most \(limit) nodes"
    case .subnetIsIPv6(let cidr):
      "\(cidr) is IPv6; pods with addresses of a subnet have IPv4 only: choose networking=overlay "
        + "for dual stack"
    case .subnetTooSmall(let cidr):
      "\(cidr) is too small: an Azure subnet is a /29 or larger, for static blocks a /28 or larger"
    case .subnetTooLarge(let cidr):
      "\(cidr) is too large: a subnet for static blocks is at most a /12"
    case .podCIDRTooSmall(let cidr, let unit):
      "\(cidr) is too small: every node takes a /\(unit) of it"
    case .podCIDRTooLarge(let cidr):
      "\(cidr) is too large: an IPv6 pod CIDR here is a /64 or smaller"
    case .forbidden(let cidr, let range):
      "\(cidr) overlaps \(range), which AKS does not allow for pods"
    case .onePerFamily:
      "an AKS cluster has one IPv4 pod CIDR and at most one of IPv6; it grows by naming a larger "
        + "one that contains it"
    case .notASuperset(let new, let old):
      "adding a discontinuous pod CIDR isn't supported: \(new) does not contain \(old), and the new "
        + "pod CIDR must be a larger superset of the original"
    case .cannotGrowIPv6: "IPv6 pod CIDR expansion isn't supported"
    case .cannotShrink(.overlay): "shrinking or changing the pod CIDR isn't supported"
    case .cannotShrink: "the pod CIDR can't be changed once a kubenet cluster is deployed"
    case .subnetsOverlap(let one, let other): "the subnets \(one) and \(other) overlap"
    case .subnetInUse(let cidr):
      "Subnet \(cidr) is in use and cannot be deleted. In order to delete the subnet, delete all "
        + "the resources within the subnet."
    case .noSuchSubnet(let cidr): "\(cidr) is not a subnet of this plan"
    case .maxPods(let count): "\(count) pods a node: AKS takes 10 to 250"
    }
  }
}
