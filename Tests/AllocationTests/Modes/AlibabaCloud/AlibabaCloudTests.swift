import Addressing
import Allocation
import Testing

/// What Cilium does on Alibaba Cloud, seen on a cluster.
struct AlibabaCloudTests {
  private func cluster(_ pools: [String], _ options: [(String, String)]) throws -> Cluster {
    var cluster = Cluster(
      mode: try AlibabaCloud(
        pools: try pools.map { try IPPrefix(parsing: $0) },
        options: options.map { ModeOption($0.0, $0.1) }))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    return cluster
  }

  private func interfaces(_ cluster: Cluster) -> [CloudInterface] {
    guard let id = cluster.nodes["n"]?.id, let mode = cluster.mode as? AlibabaCloud else {
      return []
    }
    return mode.cloud.instance(of: id)?.interfaces ?? []
  }

  @Test(arguments: [("15x50", 700), ("2x3", 3), ("3x10", 20), ("1x10", 0), ("ecs.g7", 0)])
  func `an instance holds the addresses of all interfaces but its own`(
    _ type: String, _ capacity: Int
  ) throws {
    let mode = try AlibabaCloud(pools: [], options: [ModeOption("instance-type", type)])
    #expect(mode.usablePerNode == [.v4: capacity])
  }

  @Test func `an interface comes with ten addresses at most and is filled up later`() throws {
    var cluster = try cluster(
      ["10.0.0.0/24"],
      [("instance-type", "4x25"), ("pre-allocate", "12"), ("reserve-router", "off")])
    // The primary address counts among the ten; two more are assigned, one for the agent.
    #expect(interfaces(cluster).map(\.addresses.count) == [0, 12])
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 20)))
    #expect(interfaces(cluster).map(\.addresses.count) == [0, 24, 7])
    #expect(cluster.tallies.podsRunning == 20)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `a vSwitch too small for an interface is passed over`() throws {
    // 12 of 16 addresses are the instance's to have, one of them its own.
    let home = try IPPrefix(parsing: "10.0.0.0/28")
    var cluster = Cluster(
      mode: try AlibabaCloud(
        pools: [home, try IPPrefix(parsing: "10.0.1.0/24")],
        options: [ModeOption("pre-allocate", "5"), ModeOption("pick", "lowest")]))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n", blocks: [home])]))
    #expect(interfaces(cluster).map(\.subnet.description) == ["10.0.0.0/28", "10.0.1.0/24"])
    #expect(cluster.nodes["n"]?.blocks.first?.description == "10.0.0.1/32")
  }

  @Test func `no vSwitch large enough is said in Cilium's words`() throws {
    let cluster = try cluster(["10.0.0.0/30", "10.0.1.0/29"], [])
    #expect(
      cluster.nodes["n"]?.error?.hasPrefix(
        "no matching vSwitch available for interface creation (VPC=") == true)
  }

  @Test func `an agent whose instance holds less than pre-allocate waits for ever`() throws {
    var cluster = try cluster(["10.0.0.0/24"], [("instance-type", "2x3")])
    #expect(cluster.nodes["n"]?.state == .waiting)
    _ = try cluster.perform(.wait(.seconds(86_400)))
    let node = try #require(cluster.nodes["n"])
    #expect(node.state == .waiting)
    #expect(
      cluster.mode.waitingText(of: node)
        == "Waiting for IPs to become available in CRD-backed allocation pool")
    _ = try cluster.perform(.change(.set([ModeOption("pre-allocate", "3")])))
    #expect(cluster.nodes["n"]?.state == .ready)
  }
}
