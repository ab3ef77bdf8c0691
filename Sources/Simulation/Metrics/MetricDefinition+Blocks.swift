extension MetricQuery.Name {
  private static let kernel = "Linux mm/vmstat.c (debugfs extfrag), thousandths, cut off"

  var ofBlocks: MetricDefinition? {
    switch self {
    case .blocksTotal:
      MetricDefinition(
        self, .blocks, "blocks", "blocks of the mode's unit that the pools can be cut into",
        why: "in block modes it is the most nodes there can be")
    case .blocksUsed:
      MetricDefinition(
        self, .blocks, "blocks", "blocks that are taken, in part or as a whole",
        why: "it is what the operator counts, and what its own metric shows")
    case .blocksFree:
      MetricDefinition(
        self, .blocks, "blocks",
        "blocks of the unit that can still be given; with /LENGTH free aligned blocks of that size",
        better: .more, why: "nodes get blocks and not addresses: this is what runs out")
    case .largestFree:
      MetricDefinition(
        self, .blocks, "prefix length", "the prefix length of the largest free aligned block",
        better: .less, source: "e2freefrag and /proc/buddyinfo show free space so",
        why: "another cluster, or a larger block, has to fit into one piece")
    case .externalWaste:
      MetricDefinition(
        self, .blocks, "thousandths",
        "(free space - its largest block) x 1000 / free space, cut off",
        better: .less,
        source: "buddy allocator literature's external fragmentation: 1 - largest / free",
        why: "free space in pieces serves only who asks for little")
    case .unusableFree:
      MetricDefinition(
        self, .blocks, "thousandths",
        "(F - S) x 1000 / F: F free addresses, S of them in free blocks of /LENGTH or larger; 1000 "
          + "when nothing is free", better: .less, source: Self.kernel,
        why: "it is the share of free space that a request of that size can never get")
    case .fragmentation:
      MetricDefinition(
        self, .blocks, "thousandths",
        "1000 - (1000 + F x 1000 / size) / B: F free addresses in B free blocks; -1000 when a block "
          + "of /LENGTH is free, 0 when nothing is", source: Self.kernel,
        why: "of a request that fails it tells the cause: near 0 too little space, near 1000 space "
          + "in pieces")
    default: nil
    }
  }

  var ofWork: MetricDefinition? {
    switch self {
    case .controlPlaneOperations:
      MetricDefinition(
        self, .work, "writes", "writes to the API server and calls of a cloud's, from the start",
        better: .less,
        why: "what saves addresses is mostly paid for here: smaller units are asked for more often")
    case .nodeOperations:
      MetricDefinition(
        self, .work, "decisions",
        "addresses given and taken back by nodes' own agents, from the start",
        why: "work done on the nodes needs no one queue and survives a control plane that is away")
    case .controlPlaneRate:
      MetricDefinition(
        self, .work, "writes in 1000 s",
        "ops.control-plane x 1000 / simulated seconds, cut off; none "
          + "before time has passed", better: .less,
        why: "it is what the API server has to bear for addresses alone")
    case .nodeRate:
      MetricDefinition(
        self, .work, "decisions in 1000 s",
        "ops.node x 1000 / simulated seconds, cut off; none before time has passed",
        why: "it is how busy the agents are in all")
    case .operationWait:
      MetricDefinition(
        self, .work, "milliseconds",
        "the longest that a write so far would have waited for a token of its client, at the "
          + "documented rate; none where nodes write by themselves or nobody documents a rate",
        better: .less,
        source: "client-go flowcontrol; Cilium operator 100/s burst 200, its cloud calls 4/s burst "
          + "20; kube-controller-manager 20/s burst 30; OVN-Kubernetes 50/s burst 50",
        why: "a thousand nodes at once wait for the last one's block here, with addresses to spare")
    case .routes:
      MetricDefinition(
        self, .work, "routes",
        "blocks held by nodes, less those of the node that holds fewest: what it needs to reach all pods",
        better: .less, why: "a route for each address instead of each node is the price of no waste"
      )
    default: nil
    }
  }

  var ofReuse: MetricDefinition {
    let distance = "units given to nodes between the release of a unit and its next use"
    let why = "what still talks to the old holder meets the new one: the sooner the worse"
    switch self {
    case .reuseMedian:
      return MetricDefinition(
        self, .reuse, "units", "the lower median of the " + distance, better: .more, why: why)
    case .reuseTime:
      return MetricDefinition(
        self, .reuse, "seconds",
        "the fewest simulated seconds between the release of a unit and its next use",
        better: .more, why: why)
    case .reuseTimeMedian:
      return MetricDefinition(
        self, .reuse, "seconds",
        "the lower median of the simulated seconds between the release of a unit and its next use",
        better: .more, why: why)
    case .addressReuse:
      return MetricDefinition(
        self, .reuse, "addresses",
        "the fewest addresses given to pods between the return of a pod's IPv4 address and its "
          + "next use", better: .more, why: why)
    case .addressReuseTime:
      return MetricDefinition(
        self, .reuse, "seconds",
        "the fewest simulated seconds between the return of a pod's IPv4 address and its next use",
        better: .more, why: why)
    default:
      return MetricDefinition(
        self, .reuse, "units", "the fewest " + distance, better: .more,
        source:
          "the order of units: next-fit in Cilium and Kubernetes, first-in-first-out in Calico",
        why: why)
    }
  }
}
