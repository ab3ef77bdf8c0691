import Addressing
import Allocation
import Testing

/// What Cilium does on Azure, seen on a cluster.
struct AzureTests {
  private func cluster(_ pool: String, _ options: [(String, String)]) throws -> Cluster {
    var cluster = Cluster(
      mode: try Azure(
        pools: [try IPPrefix(parsing: pool)], options: options.map { ModeOption($0.0, $0.1) }))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n", instanceType: "any-size")]))
    return cluster
  }

  @Test func `a machine holds 255 addresses for pods, its own among them where that serves`() throws
  {
    for (flag, capacity) in [("off", 255), ("on", 256)] {
      var cluster = try cluster(
        "10.0.0.0/22",
        [
          ("use-primary-address", flag), ("max-pods", "999"), ("reserve-router", "off"),
          ("reserve-health", "off"),
        ])
      #expect(cluster.mode.usablePerNode == [.v4: capacity])
      _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 300)))
      #expect(cluster.tallies.podsRunning == capacity)
      // No interface is created, whatever is missing.
      #expect(cluster.nodes["n"]?.blocks.count == 256)
      #expect(cluster.nodes["n"]?.error == nil)
    }
  }

  @Test func `nothing is released`() throws {
    var cluster = try cluster("10.0.0.0/24", [])
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 40)))
    let held = try #require(cluster.nodes["n"])
    #expect(held.blocks.count == 1 + 40 + 2 + 8)
    _ = try cluster.perform(.removePods(held.pods))
    _ = try cluster.perform(.wait(.seconds(86_400)))
    #expect(cluster.nodes["n"]?.blocks == held.blocks)
    #expect(cluster.mode.nextDue == nil)
  }

  @Test func `a full subnet leaves pods waiting until another node goes`() throws {
    var cluster = try cluster("10.0.0.0/27", [])
    _ = try cluster.perform(.addNodes([NodeOrder(name: "m")]))
    let id = try #require(cluster.nodes["n"]?.id)
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 20, node: id)))
    // 27 are not Azure's; m has its own, two for its agent and eight more.
    #expect(cluster.tallies.podsRunning == 27 - 11 - 3)
    _ = try cluster.perform(.removeNodes([try #require(cluster.nodes["m"]?.id)]))
    #expect(cluster.tallies.podsRunning == 13)
    _ = try cluster.perform(.wait(.seconds(60)))
    #expect(cluster.tallies.podsRunning == 20)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `addresses of IPv6 and options of other clouds are refused`() {
    let six = #expect(throws: Refusal.self) {
      try Azure(pools: [try IPPrefix(parsing: "fd00::/64")], options: [])
    }
    #expect(six?.description == "IPv6 cannot be enabled in Azure IPAM mode")
    let option = #expect(throws: Refusal.self) {
      try Azure(pools: [], options: [ModeOption("release-excess", "on")])
    }
    #expect(option?.description.contains("mode azure has no such option") == true)
  }
}
