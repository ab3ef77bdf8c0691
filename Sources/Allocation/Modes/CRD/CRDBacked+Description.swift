extension CRDBacked {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "crd",
    summary:
      "Something outside of Cilium writes addresses into each CiliumNode; the agent gives them.",
    details: """
      The mode gives what stands in spec.ipam.pool of a node's object and asks nobody for more. Who \
      writes it is not Cilium's: here a controller gives each node the same number of addresses \
      (option addresses-per-node), the lowest free ones, and levels them when nodes leave or pools \
      change. The agent starts when it has min-allocate addresses, else pre-allocate, else two with \
      health checking and one without. It gives them in no order (it walks a Go map; here the seed \
      draws), and an address that comes back may be given at once. An address can be pinned to one \
      pod by its owner field, the only static pod address in Cilium: option pins, or address= of a \
      pod. The controller writes a pinned address to the node its pod is on, for as long as the pod \
      is there.
      """,
    models: "Cilium 1.13 to 1.19 (pkg/ipam/crd.go); the outside controller is this project's own",
    leftOut: """
      The handshake of releases (see eni); a pin of an address that another pod has, which Cilium \
      gives to both and which is refused here as in use; pools that overlap; IPv6 pools of more than \
      65,536 addresses. Real controllers choose addresses by rules of their own.
      """,
    options: [
      ("addresses-per-node", "addresses of each family in a node's object", "112"),
      ("min-allocate", "spec.ipam.min-allocate: addresses the agent waits for; 0 for unset", "0"),
      ("pre-allocate", "spec.ipam.pre-allocate: the same, where that is unset", "0"),
      (
        "pins", "addresses kept for pods, as 10.0.0.9=default/web-1,10.0.0.10=db/pg-0; none", "none"
      ),
    ] + AgentOptions.meanings.dropLast(2) + [
      ("scan", "random as Cilium does, or contiguous: in the order of the list", "random"),
      (
        "version", "minor version of Cilium; what a node without addresses says is longer in 1.19",
        "1.19"
      ),
    ])
}
