import Addressing
import Allocation
import Measurement

/// What one node takes of a pool and gives to pods, found by letting one join the modelled system.
///
/// So no formula of a mode is written down a second time.
struct NodeProbe {
  /// Addresses committed to a node with as many pods as were asked about.
  let committed: UInt128
  /// Of these, addresses that can never serve a pod.
  let reserved: UInt128
  /// Addresses of the pool that the system gives to nobody.
  let withheld: UInt128
  /// Pods that the node can give an address; where it fetches them, of those asked about.
  let usable: Int
  /// The length of the node's first block.
  let length: Int?

  /// Pods up to which a node is filled.
  static let limit = 1_024

  /// Lets a node join under `mode` and gives it `pods` pods; the refusal where it gets nothing.
  init(
    _ mode: any IPAMMode, family: IPFamily, pods: Int, of kind: SizingMode
  ) throws(Refusal) {
    var cluster = Cluster(mode: mode)
    // A provider cuts the block by its own limit of pods, so a node is to have none of its own.
    let order = NodeOrder(name: "node-1", maxPods: kind.masks.isEmpty ? nil : Self.limit)
    _ = try cluster.perform(.addNodes([order]))
    guard let node = cluster.nodes["node-1"], node.isReady else {
      let node = cluster.nodes["node-1"]
      throw .system(node?.error ?? node?.agentError ?? "the first node does not become ready")
    }
    length = node.blocks.first { $0.family == family }?.length
    let placed = min(pods, Self.limit)
    if placed > 0 {
      _ = try cluster.perform(
        .addPods(PodOrder(naming: .app("pod"), count: placed, node: node.id)))
    }
    // What a node holds from the start it can be asked; what it fetches shows by its pods.
    let running = cluster.nodes[node.id]?.running ?? 0
    let atOnce = min(node.maxPods, node.free(family) ?? 0)
    usable = kind.growsByBlocks ? running : max(running, atOnce)
    let figures = AddressFigures(of: cluster, family: family)
    (committed, reserved, withheld) = (figures.committed, figures.reserved, figures.withheld)
  }
}
