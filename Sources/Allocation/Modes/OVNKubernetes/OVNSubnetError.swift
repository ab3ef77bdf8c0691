public import Addressing

/// Why OVN-Kubernetes' cluster manager has no subnet for a node; the texts are its own
/// (commit 6c366bb, `go-controller/pkg/clustermanager/node`).
public enum OVNSubnetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A node's subnet would hold no address.
  case zeroHostCapacity
  /// A node's subnet would be larger than the network it is cut out of.
  case subnetTooLarge
  /// Every range of the family is used up: `ErrSubnetAllocatorFull`.
  case full
  /// Another node has the subnet.
  case alreadyOwned(IPPrefix, owner: String)
  /// The subnet lies in no range.
  case unknownRange(IPPrefix)
  /// A node cannot get the subnet it lacks.
  indirect case nodeRefused(String, OVNSubnetError)
  /// A family that is on has no range.
  case missingFamily(String, expected: Int, allocated: Int)

  /// The real system's text.
  public var description: String {
    switch self {
    case .zeroHostCapacity: "host capacity cannot be zero"
    case .subnetTooLarge: "subnet capacity cannot be larger than number of networks available"
    case .full: "no subnets available"
    case .alreadyOwned(let subnet, let owner): "network \(subnet) already owned by \(owner)"
    case .unknownRange(let subnet): "network \(subnet) does not belong to any known range"
    case .nodeRefused(let node, let error):
      "error allocating network for node \(node): \(error)"
    case .missingFamily(let node, let expected, let allocated):
      "error allocating networks for node \(node): \(expected) subnets expected only new "
        + "\(allocated) subnets allocated"
    }
  }
}
