public import Addressing

/// What EC2 refuses, in its own words, and what is no subnet of a VPC.
public enum VPCError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No aligned /28 of the subnet is wholly free.
  case insufficientCidrBlocks
  /// The subnet has too few free addresses.
  case insufficientFreeAddresses
  /// A subnet of that size cannot be made.
  case subnetSize(IPPrefix)
  /// The reservation lies in no subnet.
  case reservationOutside(IPPrefix)

  /// The code that ipamd looks for.
  public var code: String {
    switch self {
    case .insufficientCidrBlocks: "InsufficientCidrBlocks"
    case .insufficientFreeAddresses: "InsufficientFreeAddressesInSubnet"
    case .subnetSize: "InvalidSubnet.Range"
    case .reservationOutside: "InvalidParameterValue"
    }
  }

  /// Code and text.
  public var description: String {
    switch self {
    case .insufficientCidrBlocks:
      "InsufficientCidrBlocks: There are not enough free cidr blocks in the specified subnet to "
        + "satisfy the request."
    case .insufficientFreeAddresses:
      "InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses "
        + "to satisfy the request."
    case .subnetSize(let cidr):
      "InvalidSubnet.Range: The CIDR '\(cidr)' is invalid."
    case .reservationOutside(let cidr):
      "reservation \"\(cidr)\" lies in no subnet: it must be part of one of the pools"
    }
  }
}
