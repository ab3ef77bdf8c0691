public import Addressing

/// Why an instance does not get what it lacks, in the words of Cilium and its cloud.
public enum CloudError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The instance type is not in the table (`errUnableToDetermineLimits`).
  case limitsUnknown
  /// No subnet is in the node's zone, or none of those chosen.
  case noSubnet(CloudProvider, zone: String, subnets: [IPPrefix])
  /// The subnet has too few free addresses (`errUnableToCreateENI` with EC2's own error).
  case subnetFull
  /// The instance has no such attachment point (`errUnableToAttachENI`).
  case noAttachment(index: Int, type: String, adapters: Int)
  /// No subnet has an address for the instance itself.
  case noLaunch(zone: String?)

  /// One sentence.
  public var description: String {
    switch self {
    case .limitsUnknown: return "unable to determine limits"
    case .noSubnet(.alibaba, let zone, _):
      // The text ends so in the source, without its closing parenthesis.
      return
        "no matching vSwitch available for interface creation (VPC= AZ=\(zone) SubnetTags=map[]"
    case .noSubnet(_, let zone, let subnets):
      let list = subnets.map(\.description).joined(separator: " ")
      return "No matching subnet available for interface creation "
        + "(VPC= AZ=\(zone) SubnetIDs=[\(list)] SubnetTags=map[])"
    case .subnetFull:
      return "unable to create ENI: InsufficientFreeAddressesInSubnet: The specified subnet does "
        + "not have enough free addresses to satisfy the request."
    case .noAttachment(let index, let type, let adapters):
      return "unable to attach ENI at index \(index): \(type) has \(adapters) network interfaces, "
        + "counted from 0"
    case .noLaunch(let zone):
      let place = zone.map { " in zone \($0)" } ?? ""
      return "the instance cannot be launched: no subnet\(place) has a free address"
    }
  }
}
