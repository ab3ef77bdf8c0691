import Addressing
import Allocation
import TestSupport
import Testing

struct VPCCNIRecordedTests {
  private static func blocks(_ text: String) throws -> [IPPrefix] {
    try text.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
  }

  @Test
  func `recorded nodes keep what they hold, and new pods get none of recorded pods' addresses`()
    throws
  {
    for options in ["prefix-delegation=off", "prefix-delegation=on"] {
      let sides = options.split(separator: "=").map(String.init)
      let mode = try AllModes.make(
        "vpc-cni", pools: try Self.blocks("10.0.0.0/24"), options: [ModeOption(sides[0], sides[1])])
      var order = NodeOrder(name: "old", instanceType: "t3.small", maxPods: 11)
      order.blocks =
        try sides[1] == "on"
        ? Self.blocks("10.0.0.5/32 10.0.0.16/28") : Self.blocks("10.0.0.5/32 10.0.0.16/32")
      let held = try #require(IPAddress("10.0.0.16"))
      var cluster = Cluster(
        mode: mode, seed: 3, nodes: [RecordedNode(order)],
        pods: [
          RecordedPod(
            name: NamespacedName(namespace: "default", name: "was"), node: "old",
            addresses: [held], isHostNetwork: false)
        ])
      #expect(cluster.brokenInvariants() == [])
      #expect(cluster.nodes["old"]?.blocks == order.blocks)
      _ = try cluster.perform(.addPods(PodOrder(naming: .app("new"), count: 4)))
      #expect(cluster.brokenInvariants() == [])
      #expect(cluster.tallies.podsRunning == 5)
      _ = try cluster.perform(.addNodes([NodeOrder(name: "young")]))
      _ = try cluster.perform(.removeNodes([try #require(cluster.nodes["old"]?.id)]))
      _ = try cluster.perform(.wait(.seconds(600)))
      #expect(cluster.brokenInvariants() == [])
      let taken = cluster.mode.blockSets(.v4)[0].count
      #expect(taken == 5 + (cluster.nodes["young"]?.blocks.reduce(0) { $0 + Int($1.size) } ?? 0))
    }
  }

  @Test func `a refused change leaves the subnets as they were`() throws {
    let mode = try AllModes.make(
      "vpc-cni", pools: try Self.blocks("10.0.0.0/24 10.0.1.0/24"),
      options: [ModeOption("zones", "1")])
    var cluster = Cluster(mode: mode, seed: 1)
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    let before = cluster.mode.pools
    let wrong: [ModeChange] = [
      .set([ModeOption("zones", "2")]), .set([ModeOption("instance-type", "m5.huge")]),
      .set([ModeOption("prefix-reservation", "10.9.0.0/26")]),
      .set([ModeOption("warm-ip-target", "-1")]), .set([ModeOption("mask", "28")]),
      .removePool(before[0]), .addPool(try IPPrefix(parsing: "10.0.1.128/25")),
      .addPool(try IPPrefix(parsing: "fd00::/64")),
    ]
    for change in wrong {
      #expect(throws: Refusal.self) { try cluster.perform(.change(change)) }
    }
    #expect(cluster.mode.pools == before)
    // The second subnet has nobody in it.
    _ = try cluster.perform(.change(.removePool(before[1])))
    #expect(cluster.mode.pools == [before[0]])
    #expect(cluster.brokenInvariants() == [])
  }
}
