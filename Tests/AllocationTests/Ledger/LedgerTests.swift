import Addressing
import Allocation
import Testing

struct LedgerTests {
  /// A cluster of nodes with the blocks they ask for, `name=CIDR,CIDR`, and so many pods each.
  private func cluster(_ pool: String, mask: Int, _ nodes: [String], pods: Int) throws -> Cluster {
    let options = [ModeOption("mask", String(mask))]
    let mode = try ClusterPool(.init(pools: [IPPrefix(parsing: pool)], options: options))
    var cluster = Cluster(mode: mode)
    for node in nodes {
      let sides = node.split(separator: "=")
      let blocks = try sides.dropFirst().flatMap { $0.split(separator: ",") }
        .map { try IPPrefix(parsing: String($0)) }
      _ = try cluster.perform(.addNodes([NodeOrder(name: String(sides[0]), blocks: blocks)]))
      let id = cluster.nodes[String(sides[0])]?.id
      _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: pods, node: id)))
    }
    #expect(cluster.brokenInvariants() == [])
    return cluster
  }

  @Test func `a block divides into used, reserved and idle`() throws {
    let held = try cluster("10.0.0.0/16", mask: 24, ["n"], pods: 96).ledger.total(.v4)
    #expect(held.committed == 256)
    #expect(held.used == 96)
    // Network, last address, router and health.
    #expect(held.reserved == 4)
    #expect(held.stranded == 156)
    #expect(held.capacity == 252)
    #expect(held.leastFree == 156)
    #expect(held.fullest == 96 * 1000 / 252)
    #expect((held.blocks, held.full, held.contested, held.extraHolders) == (1, 0, 0, 0))
  }

  @Test func `a block that two nodes have counts once, and its second holder as a collision`()
    throws
  {
    let cluster = try cluster(
      "10.0.0.0/22", mask: 24, ["a=10.0.1.0/24", "b=10.0.1.0/24"], pods: 40)
    let held = cluster.ledger.total(.v4)
    #expect(held.committed == 256)
    #expect((held.blocks, held.contested) == (1, 1))
    #expect(cluster.tallies.podsRunning == 80)
    // One more holder of the block, and one for each address that both gave.
    #expect(held.used + held.extraHolders - 1 == 80)
    let section = try #require(cluster.ledger.sections.first)
    #expect(section.holders(of: 1).map(\.rawValue) == [0, 1])
    #expect(try cluster.ledger.holders(of: IPAddress(parsing: "10.0.1.9")).count == 2)
  }

  @Test func `a block larger than the mask holds all its cells`() throws {
    let cluster = try cluster("10.0.0.0/22", mask: 24, ["a=10.0.2.0/23", "b"], pods: 30)
    let section = try #require(cluster.ledger.sections.first)
    #expect((0..<4).map { section.holders(of: $0).map(\.rawValue) } == [[1], [], [0], [0]])
    #expect(section.holdings(in: 2..<4).committed == 512)
    #expect(section.holdings(in: 2..<4).reserved == 4)
    #expect(section.holdings(in: 2..<4).used == 30)
    #expect(section.holdings(in: 2..<4).contested == 0)
  }

  @Test func `a block smaller than the mask leaves the rest of its cell free`() throws {
    let cluster = try cluster("10.0.0.0/22", mask: 24, ["a=10.0.2.64/26"], pods: 3)
    let section = try #require(cluster.ledger.sections.first)
    #expect(section.holdings(in: 2..<3).committed == 64)
    #expect(section.holdings(in: 2..<3).stranded == 57)
  }

  @Test func `an overlap of unequal blocks counts each address once`() throws {
    // b's pods lie in both halves of its /23; a has the lower one too.
    let cluster = try cluster(
      "10.0.0.0/22", mask: 24, ["a=10.0.2.0/24", "b=10.0.2.0/23"], pods: 60)
    let held = cluster.ledger.total(.v4)
    #expect(held.committed == 512)
    #expect(held.contested == 1)
    #expect(held.used <= 120 && held.used + held.extraHolders - 1 == 120)
    // a's last address is one that b can give, b's network address is a's as well.
    #expect(held.reserved >= 2 && held.reserved <= 6)
  }

  @Test func `what lies outside the pools is counted apart`() throws {
    let cluster = try cluster(
      "10.0.0.0/22", mask: 24, ["a=192.168.7.0/24", "b=10.0.0.0/21"], pods: 5)
    #expect(cluster.ledger.outside[.v4] == UInt128(256 + 1024))
    #expect(cluster.ledger.total(.v4).committed == 1024)
    var empty = cluster
    _ = try empty.perform(.removeNodes(empty.nodes.ids))
    #expect(empty.ledger.outside[.v4] == UInt128(0))
    var nothing = Holdings()
    nothing.returns = empty.ledger.total(.v4).returns
    #expect(empty.ledger.total(.v4) == nothing)
    let inside = cluster.pods.newest(5).count { pod in
      cluster.pods[pod]?.v4.map { $0.bits >> 10 == 0x0A00_0000 >> 10 } ?? false
    }
    #expect(nothing.returns == inside && inside > 0)
  }

  @Test func `a pool into which no block fits is withheld`() throws {
    let cluster = try cluster("10.0.0.0/26", mask: 24, ["a"], pods: 1)
    let section = try #require(cluster.ledger.sections.first)
    #expect(!section.canBeCut)
    #expect(section.withheld == 64)
    #expect(cluster.nodes["a"]?.error == "allocator full")
    #expect(cluster.tallies.podsPending == 1)
  }

  @Test func `the pod at an address is found, and nobody at an idle one`() throws {
    let cluster = try cluster("10.0.0.0/24", mask: 26, ["a", "b"], pods: 4)
    var found = 0
    cluster.pods.forEach { id in
      if let pod = cluster.pods[id], let address = pod.v4, cluster.pod(at: address) == pod {
        found += 1
      }
      return true
    }
    #expect(found == 8)
    let router = try #require(cluster.nodes["a"]?[.v4]?.address(of: .router))
    #expect(cluster.pod(at: router) == nil)
    #expect(try cluster.pod(at: IPAddress(parsing: "10.0.0.200")) == nil)
  }
}
