import Addressing
import Allocation
import TestSupport
import Testing

/// Recordings under modes that give each node one fixed block.
struct RecordedBlockNodesTests {
  @Test(arguments: ["host-local", "ovn-kubernetes", "gke"])
  func `recorded nodes keep their blocks, and new pods get none of recorded pods' addresses`(
    _ name: String
  ) throws {
    let pool = try IPPrefix(parsing: "10.0.0.0/20")
    let options = name == "gke" ? [] : [ModeOption("mask", "24")]
    var orders = ["a", "b", "c"].map { NodeOrder(name: $0) }
    // Two nodes that claim the same block, and one that has none.
    orders[0].blocks = [try IPPrefix(parsing: "10.0.3.0/24")]
    orders[1].blocks = orders[0].blocks
    let addresses = ["10.0.3.7", "10.0.3.0"].compactMap { IPAddress($0) }
    let pods = addresses.enumerated().map { number, address in
      RecordedPod(
        name: NamespacedName(namespace: "default", name: "was-\(number)"), node: "a",
        addresses: [address], isHostNetwork: false)
    }
    var cluster = Cluster(
      mode: try AllModes.make(name, pools: [pool], options: options), seed: 3,
      nodes: orders.map { RecordedNode($0) }, pods: pods)
    #expect(cluster.brokenInvariants() == [])
    #expect(cluster.nodes["a"]?.blocks == orders[0].blocks)
    #expect(cluster.nodes["c"]?.isReady == false)
    let first = try #require(cluster.nodes["a"]?.id)
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("new"), count: 6, node: first)))
    #expect(cluster.brokenInvariants() == [])
    let given = cluster.allPods.suffix(6).compactMap { cluster.pods[$0]?.v4 }
    #expect(given.count == 6 && Set(given).isDisjoint(with: addresses))
    // Nothing that follows takes the block from the node that has pods in it.
    for request in [Request.restartOperator, .wait(.seconds(600)), .restartAgent(first)] {
      _ = try cluster.perform(request)
      #expect(cluster.brokenInvariants() == [])
      #expect(cluster.nodes["a"]?.blocks == orders[0].blocks)
    }
    _ = try cluster.perform(.addNodes([NodeOrder(name: "young")]))
    #expect(cluster.nodes["young"]?.blocks.contains { $0 == orders[0].blocks[0] } == false)
    #expect(cluster.brokenInvariants() == [])
  }
}
