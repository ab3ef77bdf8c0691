extension VPCCNI {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "vpc-cni",
    summary: "AWS VPC CNI: pods get addresses of the VPC's own subnets, by way of interfaces.",
    details: """
      Each node is an EC2 instance with network interfaces, and each interface holds addresses of \
      the subnet it lies in. The daemon ipamd attaches addresses ahead of pods: by default a whole \
      interface's worth is kept in hand, with a target in addresses just as many as it says, and \
      with prefix delegation /28s of 16 addresses. It fills the interfaces that are there before it \
      attaches another. What a pod gave back rests for 30 seconds; what is too much goes back to \
      the subnet at most every 30 seconds, and an interface without pods after a minute. A prefix \
      must be an aligned /28 without one taken address, so a subnet with one address in each /28 is \
      93.75 % free and has none. After such a refusal ipamd waits two minutes. A node runs as many \
      pods as interfaces x (addresses - 1) + 2; the two are on the host's network, so that many \
      less can have an address. With a warm target of 0 a node whose addresses are all used attaches \
      a spare interface and detaches it a minute later, again and again. Nodes without a zone go to \
      the zone with the fewest nodes.
      """,
    models: "amazon-vpc-cni-k8s 1.23, max-pods-calculator of amazon-eks-ami",
    leftOut: """
      Which free address EC2 takes is not published: "placement" says what is assumed, and a prefix \
      is taken from a reservation first. Left out are security groups for pods and trunk \
      interfaces, network cards beyond the first, interfaces ipamd does not manage, the \
      reconciliation with EC2 every minute, throttling of EC2's API, the delay of a detachment, and \
      that a pool already in trouble is asked for in vain every five seconds or two minutes (such \
      tries change nothing and are not counted). Go walks its tables from a random place; "walk" \
      does so too. Growth happens at the same instant unless "growth=timed": then the pool is \
      looked at every 5 seconds and an interface takes 10 to attach.
      """,
    options: [
      ("instance-type", "EC2 type of nodes without type=", "m5.large"),
      ("prefix-delegation", "/28 prefixes instead of single addresses: on, off", "off"),
      ("warm-eni-target", "WARM_ENI_TARGET, whole interfaces in hand", "1"),
      ("warm-ip-target", "WARM_IP_TARGET, addresses in hand; 0 is not set", "0"),
      ("minimum-ip-target", "MINIMUM_IP_TARGET, addresses at least; 0 is not set", "0"),
      ("warm-prefix-target", "WARM_PREFIX_TARGET, whole prefixes in hand", "1"),
      (
        "max-pods",
        "the kubelet's limit: a number, or formula (110 or 250 at most with prefixes)", "formula"
      ),
      ("max-eni", "MAX_ENI: a number, or type for the instance type's limit", "type"),
      ("ip-cooldown", "IP_COOLDOWN_PERIOD, how long a released address rests", "30s"),
      ("custom-networking", "the primary interface serves no pods: on, off", "off"),
      ("subnet-discovery", "new interfaces may lie in other subnets of the zone: on, off", "on"),
      ("zones", "availability zones; subnets lie in them in turn", "3"),
      ("growth", "at-once, or timed: as slowly as the daemon and EC2 are", "at-once"),
      ("placement", "which free address EC2 takes: random, lowest", "random"),
      ("walk", "where ipamd begins to look: random as Go does, or attached", "random"),
      ("prefix-reservation", "CIDRs kept for prefixes, with commas between, or none", "none"),
      ("elsewhere", "addresses others in the VPC have: none, one-per-28, or a share (20%)", "none"),
    ])
}
