import Addressing

/// Decisions made again on copies, to see what comes of them; neither mode nor cluster changes.
extension IPAMMode {
  /// What this mode makes of a node that joins `cluster` now, before anything else follows from it.
  ///
  /// A node that is there already is looked at once more, as when its own object changes.
  public func rehearsedJoin(
    of order: NodeOrder, in cluster: Cluster
  ) throws(Refusal) -> Node {
    var mode: any IPAMMode = self
    var scene = Scene(cluster)
    if let present = cluster.nodes[order.name] {
      _ = scene.with(present.id) { node, rest in mode.touch(&node, &rest) }
      return scene.node(present.id) ?? present
    }
    var node = Node(
      id: cluster.nodes.nextID, name: order.name, zone: order.zone,
      instanceType: order.instanceType, maxPods: order.maxPods ?? maxPods(for: order))
    node.blocks = order.blocks
    node.wantedMask = order.mask
    node.wantedMaxPods = order.maxPods
    try mode.join(&node, &scene)
    return node
  }

  /// What this mode answers now to a pod on `node`, which the kubelet has admitted.
  public func rehearsedGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> AddressGrant {
    var mode: any IPAMMode = self
    var scene = Scene(cluster)
    let grant = scene.with(node.id) { present, rest in mode.give(demand, on: &present, &rest) }
    return grant ?? AddressGrant(refusedWith: "the node is not there")
  }
}
