public import Addressing

/// Cilium's mode for Azure: pods get addresses of the one interface of their virtual machine.
///
/// Source: Cilium 1.19 `pkg/azure/ipam/node.go` on `pkg/ipam/node.go`.
public struct Azure: CloudMode {
  /// What was chosen.
  public var settings: CloudSettings
  /// The operator, with what it knows of subnets and machines.
  public var cloud: CloudOperator

  /// The mode as a plan names it; the subnet is that of AKS's own networks when none is named.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    settings = try CloudSettings(
      Self.description, .azure, pools: pools,
      standard: [IPPrefix(IPAddress(.v4, bits: 0x0ae0_0000), length: 16)], options: options)
    cloud = CloudOperator(settings)
  }

  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "azure",
    summary: "Cilium on Azure: pods get addresses of the network interface of their machine.",
    details: """
      The pools are subnets of a virtual network, of each of which Azure keeps five addresses. Every \
      node has one interface with a primary address; the operator assigns further addresses to it so \
      that pre-allocate addresses stay free, up to the 256 that an interface holds. It creates no \
      interface, and it releases no address: both are "not implemented" in Cilium, though its \
      documentation describes the release.
      """,
    models: "Cilium 1.19",
    leftOut: """
      Rate limits and durations of the Azure API, machines with several interfaces, scale sets, and \
      addresses that Azure reports in another state than succeeded.
      """,
    options: [
      ("pre-allocate", "addresses a node keeps free; 0: 8", "0"),
      ("min-allocate", "addresses a node has at least", "0"),
      ("max-allocate", "addresses a node has at most; 0: what the interface holds", "0"),
      ("max-above-watermark", "addresses taken beyond need at each go", "0"),
      ("use-primary-address", "the primary address serves pods: on, off", "off"),
      ("zones", "zone of each subnet in order, separated by commas", "any"),
      ("pick", "the address taken in a subnet: random, lowest", "lowest"),
      ("max-pods", "pods a kubelet takes", "110"),
      ("reserve-router", "the agent takes a router address: on, off", "on"),
      ("reserve-health", "the agent takes a health address: on, off", "on"),
      ("reserve-ingress", "the agent takes an ingress address: on, off", "off"),
    ])
}
