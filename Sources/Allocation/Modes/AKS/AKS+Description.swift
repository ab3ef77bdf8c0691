extension AKS {
  /// What the mode says of itself.
  public static let description = ModeDescription(
    name: "aks",
    summary: "Azure Kubernetes Service: a /24 a node, or addresses of the virtual network.",
    details: """
      Five ways, chosen by networking and fixed for a cluster. overlay: every node gets a /24 of a \
      private pod CIDR, whatever its maximum of pods (250); the CIDR can only grow, to one that \
      contains it. kubenet: the same with host-local on the node and a route for each node, of \
      which Azure has 400 (200 nodes with both families). node-subnet, the legacy Azure CNI: a node \
      reserves an address for itself and one for each pod it may ever run, 31 by default. \
      pod-subnet-dynamic: a node starts with 16 addresses of a subnet for pods and gets 16 more \
      whenever fewer than 8 are free; idle ones go back. pod-subnet-static: a node gets as many \
      /28s as its maximum of pods needs, and one address of them is its own. Azure keeps five \
      addresses of each subnet. An upgrade adds its surge nodes before it removes others: add and \
      remove nodes to see whether they fit.
      """,
    models: "AKS as documented in August 2026; agent of Azure/azure-container-networking (CNS)",
    leftOut: """
      Which free block or address Azure gives next is not published: pod CIDRs are given next-fit \
      and subnets from the lowest free address, and of an agent's addresses idle ones given last go \
      back first. Also left out: the nodes' own subnet where pods have another one, Windows nodes, \
      and the batch of 1 that agents fall back to in a subnet that Azure has marked exhausted, \
      since the mark's threshold is not published. A static /28 that holds one of Azure's own \
      addresses is never given.
      """,
    options: [
      (
        "networking",
        "overlay, node-subnet, kubenet, pod-subnet-dynamic or pod-subnet-static; fixed for a plan",
        "overlay"
      ),
      (
        "max-pods",
        "pods of a node, 10 to 250; 30 if not set in node-subnet, 110 in the others but overlay",
        "250"
      ),
    ])
}
