import Addressing
import HashTreeCollections

extension MultiPool {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "multi-pool",
    summary:
      "Nodes take blocks of several Cilium pools as their pods need them, and give them back.",
    details: """
      Every CiliumPodIPPool has a mask size of its own. A node asks for the addresses that its pods \
      use or wait for, rounded up to the next multiple of the pool's spare addresses but one (8 of \
      the default pool), and the operator gives it blocks, next-fit, until that is met; so the \
      second /24 comes with the 241st address. A block without pods goes back at the agent's next \
      sync, at most one every 15 seconds, if enough addresses stay free. A pod's pool is named by \
      its annotation (pool= of a pod), by its namespace's, by the pools' selectors, or is the \
      default pool, which the agent's router, ingress and health addresses come from too. A node \
      whose wish fails says so and keeps what it got; the operator tries it again after one second, \
      then two, three and so on. Pools change while the operator runs (add pool CIDR name=mars \
      mask=27, remove pool CIDR); blocks of a pool that is gone stay with their nodes as orphans. \
      Nothing is checked between pools: overlapping ones give the same addresses to different nodes.
      """,
    models: "Cilium 1.16 to 1.19 (option version)",
    leftOut: """
      The rewrite of 1.20; annotations for one family only; matchExpressions of selectors; labels of \
      pods other than app (web of web-1) and of namespaces other than their name; the agent's \
      sync of every minute, which turns the order of a node's blocks round; masquerading. On one node \
      that two overlapping pools gave the same block the model keeps one book, where Cilium keeps \
      two and gives an address twice; it says so when it happens. Several errors of a node are one \
      line here, with bars between, and one line each in Cilium.
      """,
    options: [
      ("mask", "mask size of the default pool's IPv4 blocks, if pools names no other", "24"),
      ("mask6", "mask size of the default pool's IPv6 blocks", "120"),
      (
        "pools",
        "all pools, as default:10.0.0.0/16/24,mars:10.20.0.0/16/27 (NAME:CIDR/MASK); "
          + "pool= of the plan counts only without it", "default:10.10.0.0/16/24"
      ),
      ("default-pool", "the pool for pods that name none (ipam-default-ip-pool)", "default"),
      (
        "pre-allocate",
        "spare addresses a node keeps, as default=8,mars=4 (ipam-multi-pool-pre-allocation); none",
        "default=8"
      ),
      ("sync-interval", "how often an agent lets blocks go (ipam-cilium-node-update-rate)", "15s"),
      ("namespace-pools", "pools by namespace, as prod:mars,dev:venus; none", "none"),
      (
        "pool-selectors",
        "whom pools are for, as mars:app=web or mars:kubernetes.io/metadata.name=prod (1.19); none",
        "none"
      ),
      (
        "require-pool-match",
        "namespaces whose pods must match a pool, as prod,dev; all; none", "none"
      ),
      (
        "auto-create",
        "pools the operator creates when it starts (auto-create-cilium-pod-ip-pools), as "
          + "\"mars=ipv4-cidrs:10.20.0.0/16;ipv4-mask-size:27\"; none", "none"
      ),
    ] + AgentOptions.meanings.dropLast() + [
      (
        "version",
        "1.16; 1.17 (blocks of one address); 1.17.7 (they are let go); 1.18; 1.19 (orphans, "
          + "selectors)", "1.19"
      )
    ])

  /// Pools, what the node wants of them, and what is due.
  public func details(of node: Node) -> [(key: String, text: String)] {
    guard let entry = books[node.id] else { return [] }
    var lines: [(key: String, text: String)] = []
    for pool in entry.allocated {
      let wanted = entry.requested.first { $0.pool == pool.pool }
      let needs = settings.families.map { "\($0) \(wanted?.needed($0) ?? 0)" }
      lines.append(
        (
          "pool \(pool.pool)",
          pool.cidrs.map(\.description).joined(separator: " ")
            + "; addresses wanted: \(needs.joined(separator: ", "))"
        ))
    }
    for wanted in entry.requested where !entry.allocated.contains(where: { $0.pool == wanted.pool })
    {
      let needs = settings.families.map { "\($0) \(wanted.needed($0))" }
      lines.append(
        (
          "pool \(wanted.pool)",
          "nothing yet; addresses wanted: "
            + needs.joined(separator: ", ")
        ))
    }
    for orphaned in nodeOperator.orphanedPools(node.name) {
      lines.append(("orphans", orphaned.description))
    }
    if let due = entry.syncDue { lines.append(("next release", "at \(PoolOptionText.text(due))")) }
    if let failure = entry.failure {
      lines.append(("operator's errors in a row", String(failure.errors)))
    }
    return lines
  }
}
