/// The IPAM modes by name, and which of them cut node blocks from a configured pool.
enum ModeNames {
  static let known = [
    "cluster-pool", "kubernetes", "multi-pool", "eni", "azure", "alibabacloud", "crd",
    "delegated-plugin", "node-local", "cluster-pool-v2beta", "hostscope-legacy",
  ]

  static let withPools = ["cluster-pool", "cluster-pool-v2beta", "node-local"]

  /// The modes in which a node has no block of its own, only addresses.
  static let withoutBlocks = [
    "eni", "azure", "alibabacloud", "crd", "delegated-plugin", "vpc-cni",
  ]

  /// Says so if a mode is none that any Cilium has, or only had once.
  static func remark(on mode: String, in source: String, remarks: inout Remarks) {
    switch mode {
    case "node-local":
      remarks.add(
        .note, source, "no released Cilium has the mode node-local; it is modelled as described")
    case "cluster-pool-v2beta":
      remarks.add(
        .note, source, "the mode cluster-pool-v2beta was removed in Cilium 1.15; see multi-pool")
    case _ where !known.contains(mode):
      remarks.add(
        .warning, source, "unknown IPAM mode; known are " + known.joined(separator: ", "),
        of: mode.quoted)
    default:
      break
    }
  }
}
