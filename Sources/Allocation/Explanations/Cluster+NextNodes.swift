public import Addressing

extension Cluster {
  /// The how manieth node from now would get a block of `prefix`, found by letting nodes join.
  ///
  /// Nil if none of the next `limit` does, or if nodes get their blocks only later than they join.
  public func nodesUntil(_ prefix: IPPrefix, limit: Int) -> Int? {
    var mode = mode
    var scene = Scene(self)
    let names = nodes.freeNames(limit, prefix: "node-")
    for (count, name) in names.enumerated() {
      var node = Node(
        id: NodeID(nodes.nextID.index + count), name: name,
        maxPods: mode.maxPods(for: NodeOrder(name: name)))
      guard (try? mode.join(&node, &scene)) != nil, !node.blocks.isEmpty else { return nil }
      if node.blocks.contains(where: prefix.overlaps) { return count + 1 }
    }
    return nil
  }
}
