extension ENI {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "eni",
    summary: "Cilium on AWS: pods get addresses of the network interfaces of their instance.",
    details: """
      The pools are the subnets of a VPC, of each of which AWS keeps five addresses. Every node has \
      one interface with a primary address of a subnet; the operator assigns further addresses to \
      its interfaces, or whole /28 prefixes, and attaches more interfaces as far as the instance \
      type allows, so that each node keeps pre-allocate addresses free. A prefix must be an aligned \
      /28 without any address taken; where a subnet has none left the operator falls back to single \
      addresses. Excess goes back only if release-excess is on: found in one round of the operator, \
      marked when excess-release-delay has passed, acknowledged by the agent, and unassigned in the \
      round after. Primary addresses serve no pod unless use-primary-address is on. A pod that \
      finds the pool of its node empty waits until the operator has got more.
      """,
    models: "Cilium 1.19, with the instance limits of its static table of 1.17",
    leftOut: """
      Rate limits and durations of the EC2 API (an answer takes no time here), garbage collection of \
      detached interfaces, security groups, tags, route tables, elastic addresses, and AWS's own \
      bounds of /16 to /28 on a subnet, so that plans of other modes can be compared.
      """,
    options: [
      ("instance-type", "instance type of nodes without type=", "m5.large"),
      ("prefix-delegation", "interfaces take /28 prefixes: on, off", "off"),
      ("pre-allocate", "addresses a node keeps free; 0: 8, or what the instance holds", "0"),
      ("min-allocate", "addresses a node has at least", "0"),
      ("max-allocate", "addresses a node has at most; 0: what the instance holds", "0"),
      ("max-above-watermark", "addresses taken beyond need at each go", "0"),
      ("first-interface-index", "first interface that serves pods", "0"),
      ("use-primary-address", "primary addresses serve pods: on, off", "off"),
      ("release-excess", "addresses too many go back: on, off", "off"),
      ("excess-release-delay", "how long they are too many before that", "180s"),
      ("subnets", "subnets of new interfaces, separated by commas", "any"),
      ("zones", "zone of each subnet in order, separated by commas", "any"),
      ("pick", "the address AWS picks in a subnet: random, lowest", "random"),
      ("max-pods", "pods a kubelet takes", "110"),
      ("reserve-router", "the agent takes a router address: on, off", "on"),
      ("reserve-health", "the agent takes a health address: on, off", "on"),
      ("reserve-ingress", "the agent takes an ingress address: on, off", "off"),
    ])
}
