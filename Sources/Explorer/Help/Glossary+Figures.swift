import Simulation

extension Glossary {
  static let figures = [
    Entry(
      .figures, "committed", also: ["taken", "held"],
      "Inside a block that a node holds. Committed addresses are used, reserved or stranded.",
      metric: .addressesCommitted),
    Entry(
      .figures, "used", also: ["in use"],
      "Held by a pod. An address that two pods hold counts once.", metric: .addressesUsed),
    Entry(
      .figures, "reserved",
      "Committed and unable ever to serve a pod: a block's network and broadcast address, a gateway, "
        + "the router, ingress and health addresses, a tunnel's, an interface's own, what is kept.",
      metric: .addressesReserved),
    Entry(
      .figures, "usable", also: ["capacity"],
      "What pods can have of a block: its addresses less the reserved ones. Under Cilium with a "
        + "router and a health address that is 252 of the 256 of a /24.", metric: .usablePerNode),
    Entry(
      .figures, "stranded",
      "Committed, not used and not reserved: idle, and no other node can have it. Pods of this node "
        + "may still come to use it; pods of others never.", metric: .addressesStranded,
      related: ["idle", "internal waste"]),
    Entry(
      .figures, "idle",
      "Of one address: usable, and no pod has it. Of a block: held by a node, and no pod has any of "
        + "it. Idle addresses of held blocks, added up, are the stranded ones.",
      related: ["stranded", "free"]),
    Entry(
      .figures, "free",
      "In a pool, neither committed nor withheld: only from these can nodes to come be served. An "
        + "address inside a node's block is never free in this sense, it is idle.",
      metric: .addressesFree),
    Entry(
      .figures, "withheld",
      "In a pool, held by no node, and never given by the modelled system itself: a service range, a "
        + "cloud's own addresses, a tail shorter than a block.", metric: .addressesWithheld),
    Entry(
      .figures, "outside",
      "Held by a node or a pod and in no pool of the plan, so in none of the other figures.",
      metric: .addressesOutside),
    Entry(
      .figures, "utilisation", also: ["utilization", "how full", "usage"],
      "Used addresses over those that pods could have, of a block or of a stretch of address space. "
        + "On the map it has nine steps, of which 0 is nothing and 8 is everything.",
      related: ["aggregate", "scale"]),
    Entry(
      .figures, "internal waste", also: ["internal fragmentation"],
      "The share of what is committed that no pod uses.",
      source: "allocator textbooks: what is allocated less what was requested",
      metric: .internalWaste),
    Entry(
      .figures, "idle share",
      "The share of what pods could have on the nodes that no pod uses: internal waste with what is "
        + "reserved apart.", metric: .idleShare),
    Entry(
      .figures, "HD ratio", also: ["host density"],
      "The logarithm of the used addresses over the logarithm of all. It compares pools of unlike "
        + "size: 0.80 is reasonable, 0.87 the practical maximum.",
      source: "RFC 3194, sections 2 and 3", metric: .hostDensity),
    Entry(
      .figures, "headroom",
      "How far it is to the first refusal: the nodes, or the pods, that can still be added one after "
        + "the other, found by adding them to a copy of the cluster.", metric: .headroomNodes),
  ]

  static let freeSpace = [
    Entry(
      .freeSpace, "free block", also: ["free piece"],
      "A free aligned range that is no part of a larger free one. How many of each prefix length "
        + "there are is the whole truth about free space; the panel shows it as bars.",
      source: "the reports of e2freefrag and of Linux /proc/buddyinfo", metric: .blocksFree),
    Entry(
      .freeSpace, "largest free block",
      "The free block of the shortest prefix length: what still fits into one piece.",
      metric: .largestFree),
    Entry(
      .freeSpace, "fragmentation", also: ["fragmentation index"],
      "Free space in pieces. One percentage cannot say it: what is in pieces for a /20 is whole for a "
        + "/26, so it is told by size. Of a request that fails, the index says whether too little is "
        + "free (near 0) or what is free lies in pieces (near 1000).",
      source: "Linux mm/vmstat.c, __fragmentation_index", metric: .fragmentation,
      related: ["unusable", "external waste"]),
    Entry(
      .freeSpace, "unusable", also: ["unusable free space index"],
      "The share of free space in pieces too small for a block of that size.",
      source: "Linux mm/vmstat.c, unusable_show_print", metric: .unusableFree),
    Entry(
      .freeSpace, "external waste", also: ["external fragmentation"],
      "The share of free space outside its largest block.",
      source: "buddy allocator literature: 1 - largest / free", metric: .externalWaste),
    Entry(
      .freeSpace, "buddy",
      "The other half of the next larger aligned block. Two free buddies are one free block.",
      source: "Knuth, The Art of Computer Programming, volume 1, section 2.5"),
  ]

  static let failures = [
    Entry(
      .failures, "refused", also: ["refusal"],
      "Asked for and not given. The words are the modelled system's own; what is tried again and "
        + "granted later was refused all the same.", metric: .podsRefused),
    Entry(
      .failures, "pending",
      "Of a pod: it waits for a node that can take it, or for an address that it was refused.",
      metric: .podsPending),
    Entry(
      .failures, "failed",
      "Of a node: it has an error and no running agent, so it takes no pods.",
      metric: .nodesFailed),
    Entry(
      .failures, "full",
      "Of a block: every usable address of it has a pod. Its letter on the map is F, whatever the "
        + "aggregate shows. Of a pool: no block of the mask size is free.",
      related: ["usable", "refused"]),
    Entry(
      .failures, "contested", also: ["several holders"],
      "Held by more than one node, or by more than one pod. Its letter on the map is C.",
      metric: .collisions),
    Entry(
      .failures, "exhaustion",
      "The first refusal in the life of a plan. Of plans that all fail in the end, the one that fails "
        + "last was the largest.", metric: .firstFailure),
    Entry(
      .failures, "cordoned",
      "Of a node: it takes no new pods; those that it has stay.",
      source: "Kubernetes API core/v1 NodeSpec.unschedulable"),
  ]
}
