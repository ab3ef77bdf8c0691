import Allocation
import Simulation

extension Glossary {
  static let giving = [
    Entry(
      .giving, "IPAM",
      "IP address management: who decides which node or pod gets which address, and who remembers."),
    Entry(
      .giving, "next-fit",
      "The search for a free block begins behind the block given last and wraps, so what was given "
        + "back comes again last. Cilium and kube-controller-manager search so.",
      source:
        "Cilium 1.13 to 1.19 pkg/ipam/cidrset/cidr_set.go; Kubernetes pkg/controller/nodeipam/"
        + "ipam/cidrset", related: ["reuse"]),
    Entry(
      .giving, "pre-allocation", also: ["pre-allocate", "watermark", "warm target"],
      "Addresses that a node has in hand beyond those its pods use, so that a pod need not wait: "
        + "pre-allocate in Cilium (8), WARM_IP_TARGET and WARM_ENI_TARGET in the VPC CNI.",
      source: "Cilium 1.19 spec.ipam.pre-allocate; amazon-vpc-cni-k8s docs/eni-and-ip-target.md"),
    Entry(
      .giving, "cool-down",
      "How long an address that a pod gave back rests before it is given again: 30 seconds in the VPC "
        + "CNI. Cilium has none.",
      source: "amazon-vpc-cni-k8s IP_COOLDOWN_PERIOD; Cilium issues 16565 and 29571"),
    Entry(
      .giving, "churn",
      "How often addresses change hands: pods that come and go, counted on the map by the addresses "
        + "given back.", related: ["reuse", "layer churn"]),
    Entry(
      .giving, "reuse", also: ["reuse distance"],
      "A block or an address given again. The distance is how many others were given between its "
        + "release and its next use: what still talks to the old holder meets the new one, the sooner "
        + "the worse.", metric: .reuseMinimum),
    Entry(
      .giving, "affinity", also: ["block affinity"],
      "In Calico, a node's claim on a block: the node takes addresses of it first, and others only "
        + "borrow single ones unless affinity is strict.",
      source: "Calico libcalico-go/lib/ipam"),
    Entry(
      .giving, "prefix delegation",
      "A cloud interface gets whole /28s in place of single addresses. Each must be aligned and "
        + "without one taken address, so a few scattered ones spoil a subnet for it.",
      source: "amazon-vpc-cni-k8s docs/prefix-and-ip-target.md; Amazon EC2 User Guide, "
        + "\"Prefix delegation for EC2 network interfaces\""),
    Entry(
      .giving, "host scope",
      "The node's own agent gives addresses to pods, out of the block that the node was given.",
      source: "Cilium documentation, Networking Concepts, IPAM"),
  ]

  static let time = [
    Entry(
      .time, "plan",
      "Pools, a mask size and a mode with its options: one answer to the question how a cluster's "
        + "addresses are to be laid out. Several plans can live through the same history.",
      related: ["mode", "fork"]),
    Entry(
      .time, "mode",
      "Who gives addresses and by which rule: a model of one real system and its versions. "
        + "`describe MODE` says what is modelled and what is left out.", related: ["plan"]),
    Entry(
      .time, "fork",
      "Another history from a place of this one on, by a name. What is done there does not happen "
        + "here; `switch NAME` goes from one to the other."),
    Entry(
      .time, "history",
      "Every command that changed something, in order. Undo, redo and the line of time move along it; "
        + "a new command at an earlier place drops what lay ahead.", related: ["step", "fork"]),
    Entry(
      .time, "step",
      "The smallest part of the history: one command, or one event of a workload that is played."),
    Entry(
      .time, "seed",
      "The number that all chance follows from. The same commands with the same seed lead to the same "
        + "state, to the last address."),
    Entry(
      .time, "hash", also: ["state hash"],
      "Sixteen hexadecimal digits that two people compare to know that they see the same state: over "
        + "seed, time, plans with their nodes and pods, and claims.",
      source: "FNV-1a of 64 bits, draft-eastlake-fnv"),
    Entry(
      .time, "simulated time", also: ["time", "clock"],
      "The time of the model, which passes by `wait` and by what is played, and by nothing else."),
    Entry(
      .time, "workload",
      "A course of events made from a few numbers and the seed: steady load, bursts, rollouts, failing "
        + "zones. It is played step by step, and each step is in the history."),
    Entry(
      .time, "forecast",
      "When the next node and the next pod will be refused if nodes and pods go on arriving at the "
        + "recent rate: found by living on in copies of the cluster, each with chance of its own."),
  ]

  static let modes = AllModes.descriptions.map { mode in
    Entry(
      .modes, mode.name, "\(sentence(mode.summary)) `describe \(mode.name)` says how it works.",
      source: "modelled on \(mode.models)")
  }
}
