public import Addressing

/// Cilium's mode for Alibaba Cloud: pods get addresses of further network interfaces.
///
/// Source: Cilium 1.19 `pkg/alibabacloud/eni/node.go` on `pkg/ipam/node.go`.
public struct AlibabaCloud: CloudMode {
  /// What was chosen.
  public var settings: CloudSettings
  /// The operator, with what it knows of vSwitches and instances.
  public var cloud: CloudOperator

  /// The mode as a plan names it; one vSwitch of 192.168.0.0/19 when none is named.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    settings = try CloudSettings(
      Self.description, .alibaba, pools: pools,
      standard: [IPPrefix(IPAddress(.v4, bits: 0xc0a8_0000), length: 19)], options: options)
    cloud = CloudOperator(settings)
  }

  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "alibabacloud",
    summary: "Cilium on Alibaba Cloud: pods get addresses of further interfaces of their instance.",
    details: """
      The pools are vSwitches, of each of which the cloud keeps the first address and the last three. \
      The interface an instance comes with serves no pod; the operator attaches others, each created \
      with at most ten addresses and filled up later, so that every node keeps pre-allocate \
      addresses free. A node holds (interfaces - 1) x addresses at most, the primary addresses of \
      the further interfaces among them. A pre-allocate above that, as the standard 8 is for an \
      instance of 2x3, leaves the agent waiting for ever.
      """,
    models: "Cilium 1.19",
    leftOut: """
      The cloud's table of instance types, which Cilium reads from its API: a type is written as its \
      numbers here, interfaces x addresses. Rate limits and durations of the API, security groups, \
      tags.
      """,
    options: [
      ("instance-type", "interfaces x addresses of nodes without type=", "3x10"),
      ("pre-allocate", "addresses a node keeps free; 0: 8", "0"),
      ("min-allocate", "addresses a node has at least", "0"),
      ("max-allocate", "addresses a node has at most; 0: what the instance holds", "0"),
      ("max-above-watermark", "addresses taken beyond need at each go", "0"),
      ("release-excess", "addresses too many go back: on, off", "off"),
      ("excess-release-delay", "how long they are too many before that", "180s"),
      ("subnets", "vSwitches of new interfaces, separated by commas", "any"),
      ("zones", "zone of each vSwitch in order, separated by commas", "any"),
      ("pick", "the address the cloud picks in a vSwitch: random, lowest", "random"),
      ("max-pods", "pods a kubelet takes", "110"),
      ("reserve-router", "the agent takes a router address: on, off", "on"),
      ("reserve-health", "the agent takes a health address: on, off", "on"),
      ("reserve-ingress", "the agent takes an ingress address: on, off", "off"),
    ])
}
