extension Flat {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "flat",
    summary: "Single addresses for pods straight from a pool, as Whereabouts and Kube-OVN give.",
    details: """
      There are no blocks: every pod gets one address of a pool that all nodes share, and gives it \
      back when it goes. What differs between systems is which free address comes next, the option \
      reuse: the lowest one (Whereabouts, Spiderpool), so that an address is used again at once; \
      the lowest never used before, and freed ones only when none is left (Kube-OVN); the next \
      after the one given last; or any. The first and the last address of a pool are never given, \
      nor are excluded ones. Nothing is stranded, but every pod costs a decision of the control \
      plane and a route of its own. Several pools of a family are tried in order.
      """,
    models: "Whereabouts 0.9.4, Kube-OVN at commit 1533681, Spiderpool at a7fbd3b",
    leftOut: """
      Lock contention between plugins that want addresses at once, node slices (Whereabouts), fixed \
      addresses of applications and named IP pools (Spiderpool, Kube-OVN), addresses kept for pods \
      of a StatefulSet, and the collection of addresses whose pods vanished unseen. IPv6 pools have \
      at most 65,536 addresses here. Whereabouts has no requests for an address; here they are \
      granted when it is free. round-robin and random are policies to compare with, of no one \
      system.
      """,
    options: [
      ("reuse", "lowest-free, freed-last, round-robin or random", "lowest-free"),
      ("exclude", "addresses, CIDRs and ranges a..b never given, separated by commas", "none"),
      (
        "gateway", "none, first, an address, or auto: first with freed-last, as in Kube-OVN", "auto"
      ),
      ("range-start", "the first address given of the pool that holds it (Whereabouts)", "none"),
      ("range-end", "the last address given of the pool that holds it (Whereabouts)", "none"),
      ("max-pods", "pods a kubelet takes", "110"),
    ])
}
