public import Addressing

/// Cilium's mode for AWS: pods get addresses of the instance's network interfaces (ENIs).
///
/// Source: Cilium 1.19 `pkg/aws/eni/node.go` on `pkg/ipam/node.go`; limits of the static table of 1.17.
public struct ENI: CloudMode {
  /// What was chosen.
  public var settings: CloudSettings
  /// The operator, with what it knows of subnets and instances.
  public var cloud: CloudOperator

  /// The mode as a plan names it; the subnets are those of AWS's default VPC when none is named.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    let base: UInt128 = 0xac1f_0000
    let standard = [0, 0x1000, 0x2000].map {
      IPPrefix(IPAddress(.v4, bits: base + $0), length: 20)
    }
    settings = try CloudSettings(
      Self.description, .aws, pools: pools, standard: standard, options: options)
    cloud = CloudOperator(settings)
  }
}
