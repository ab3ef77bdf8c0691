import Addressing
import Allocation
import Measurement
import TestSupport
import Testing

struct HeadroomTests {
  private func cluster(
    _ mode: String, _ pool: String, _ options: [String: String] = [:], seed: UInt64 = 1
  ) throws -> Cluster {
    let options = options.sorted { $0.key < $1.key }.map { ModeOption($0.key, $0.value) }
    let pools = [try IPPrefix(parsing: pool)]
    return Cluster(mode: try AllModes.make(mode, pools: pools, options: options), seed: seed)
  }

  /// The number found by adding one, and one, and one.
  private func slow(_ cluster: Cluster, adding add: (inout Cluster) throws -> Bool) rethrows -> Int
  {
    var (state, count) = (cluster, 0)
    while count < 600 {
      var next = state
      guard try add(&next) else { return count }
      state = next
      count += 1
    }
    return count
  }

  private func slowNodes(_ cluster: Cluster) -> Int {
    slow(cluster) { next in
      let id = next.nodes.nextID
      let name = next.nodes.freeNames(1, prefix: "node-")[0]
      guard (try? next.perform(.addNodes([NodeOrder(name: name)]))) != nil,
        let node = next.nodes[id]
      else { return false }
      return node.isReady && node.error == nil && node.agentError == nil
    }
  }

  private func slowPods(_ cluster: Cluster) -> Int {
    slow(cluster) { next in
      let before = next.tallies.podsRunning
      let pending = next.tallies.podsPending
      guard (try? next.perform(.addPods(PodOrder(naming: .app("pod"), count: 1)))) != nil
      else { return false }
      return next.tallies.podsRunning == before + 1 && next.tallies.podsPending == pending
    }
  }

  @Test(arguments: AllModes.names)
  func `chunks find what adding one by one finds`(mode: String) throws {
    for pool in ["10.0.0.0/24", "10.0.0.0/22"] {
      for seed in UInt64(1)...3 {
        var random = SeededRandom(seed: seed)
        guard var cluster = try? cluster(mode, pool, seed: seed) else { continue }
        let names = cluster.nodes.freeNames(random.int(in: 1..<5), prefix: "node-")
        _ = try cluster.perform(.addNodes(names.map { NodeOrder(name: $0, maxPods: 40) }))
        let count = random.int(in: 1..<60)
        _ = try cluster.perform(.addPods(PodOrder(naming: .app("pod"), count: count)))
        let comment = Comment(rawValue: "\(mode) \(pool) seed \(seed)")
        let nodes = slowNodes(cluster)
        #expect(Headroom.nodes(of: cluster, limit: 599) == (nodes < 600 ? nodes : nil), comment)
        // A pod that waits already would be served before a new one.
        guard cluster.tallies.podsPending == 0 else { continue }
        let pods = slowPods(cluster)
        #expect(Headroom.pods(of: cluster, limit: 599) == (pods < 600 ? pods : nil), comment)
      }
    }
  }

  @Test func `a /20 of /24s has room for sixteen nodes, and says so to the last one`() throws {
    var cluster = try cluster("cluster-pool", "10.0.0.0/20")
    for left in (0...16).reversed() {
      #expect(Headroom.nodes(of: cluster) == left)
      let name = cluster.nodes.freeNames(1, prefix: "n")[0]
      _ = try cluster.perform(.addNodes([NodeOrder(name: name)]))
    }
    #expect(cluster.tallies.nodesFailed == 1)
    #expect(Headroom.nodes(of: cluster) == 0)
  }

  @Test func `pods are counted up to the kubelets' limits or the blocks' ends`() throws {
    var cluster = try cluster("cluster-pool", "10.0.0.0/20", ["mask": "27"])
    #expect(Headroom.pods(of: cluster) == 0)
    let orders = [NodeOrder(name: "small", maxPods: 5), NodeOrder(name: "large")]
    _ = try cluster.perform(.addNodes(orders))
    // 28 addresses of the /27 are the pods'; when the small node has its five, the scheduler fills
    // the large one and binds it a 29th.
    #expect(Headroom.pods(of: cluster) == 33)
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 33)))
    #expect(Headroom.pods(of: cluster) == 0)
  }

  @Test func `beyond the limit there is no number, at the limit there is`() throws {
    let cluster = try cluster("cluster-pool", "10.0.0.0/20")
    #expect(Headroom.nodes(of: cluster, limit: 16) == 16)
    #expect(Headroom.nodes(of: cluster, limit: 15) == nil)
    #expect(Headroom.nodes(of: cluster, limit: 0) == nil)
    #expect(Headroom.pods(of: cluster, limit: 0) == 0)
  }

  @Test func `looking changes nothing`() throws {
    var cluster = try cluster("calico", "10.0.0.0/24")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a"), NodeOrder(name: "b")]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 70)))
    let before = (cluster.tallies, cluster.nodes.ids.map { cluster.nodes[$0]?.blocks })
    _ = Headroom.pods(of: cluster)
    _ = Headroom.nodes(of: cluster)
    #expect(cluster.tallies == before.0)
    #expect(cluster.nodes.ids.map { cluster.nodes[$0]?.blocks } == before.1)
  }
}
