import Addressing
import Allocation
import Testing

struct ClusterTests {
  private func cluster(_ pools: String) throws -> Cluster {
    let pools = try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
    return Cluster(mode: try ClusterPool(.init(pools: pools)))
  }

  @Test func `a pod is found at its address, in the pools and outside them`() throws {
    var cluster = try cluster("10.0.0.0/16 fd00::/112")
    let blocks = try ["192.168.7.0/24", "fd00::/120"].map { try IPPrefix(parsing: $0) }
    // The operator has no such IPv4 block; node and agent go on with it.
    _ = try cluster.perform(.addNodes([NodeOrder(name: "x", blocks: blocks)]))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "y")]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 8)))
    var found = 0
    cluster.pods.forEach { id in
      guard let pod = cluster.pods[id] else { return true }
      for address in [pod.v4, pod.v6] {
        if let address, cluster.pod(at: address) == pod { found += 1 }
      }
      return true
    }
    #expect(found == 16)
    #expect(cluster.brokenInvariants() == [])
    #expect(try cluster.pod(at: IPAddress(parsing: "192.168.8.1")) == nil)
  }

  @Test func `a pod on a node that waits says for which family`() throws {
    for (pools, text) in [
      ("10.0.0.0/16", "required IPv4 PodCIDR not available"),
      ("fd00::/112", "required IPv6 PodCIDR not available"),
    ] {
      let pod = RecordedPod(
        name: NamespacedName("p"), node: "n", addresses: [], isHostNetwork: false)
      let cluster = Cluster(
        mode: try cluster(pools).mode, seed: 1, nodes: [RecordedNode(NodeOrder(name: "n"))],
        pods: [pod])
      let waiting = try #require(cluster.pods[PodID(rawValue: 0)])
      #expect(waiting.status == .nodeNotReady)
      #expect(cluster.error(of: waiting) == text)
    }
  }
}
