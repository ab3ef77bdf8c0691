import Addressing
import Allocation
import TestSupport
import Testing

struct NodeLocalTests {
  static let plans: [ModeLaws] = [
    ModeLaws(
      mode: "node-local", pools: "10.0.0.0/25", options: "mask=28,27,29",
      changes: "assign=hash assign=controller assign=manual mask=28", batch: 60),
    ModeLaws(
      mode: "node-local", pools: "10.0.0.0/26 fd00::/122", options: "assign=hash mask=29 mask6=125",
      changes: "mask=28,30 assign=controller", batch: 20),
    ModeLaws(
      mode: "node-local", pools: "10.0.0.0/27 10.0.1.0/28", options: "assign=manual mask=30",
      changes: "assign=hash reserve-router=off reserve-health=off", batch: 20),
    ModeLaws(
      mode: "node-local", pools: "fd00::/120", options: "mask6=124,126", changes: "mask6=123",
      batch: 20),
  ]

  @Test(arguments: plans.indices)
  func `books, identities and replays agree after every step`(_ plan: Int) throws {
    for seed in UInt64(1)...4 {
      let failure = try Self.plans[plan].failure(seed: seed, steps: 60)
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  private func cluster(_ pools: String, _ options: [(String, String)]) throws -> Cluster {
    let pools = try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
    let mode = try AllModes.make(
      "node-local", pools: pools, options: options.map { ModeOption($0.0, $0.1) })
    return Cluster(mode: mode, seed: 1)
  }

  private func blocks(_ cluster: Cluster) -> [String] {
    cluster.nodes.ids.map { cluster.nodes[$0]?.blocks.description ?? "" }
  }

  @Test func `the list of masks is taken in turn, and a node's own wish does not use it up`() throws
  {
    var cluster = try cluster("10.0.0.0/20", [("mask", "24,26")])
    var orders = (1...5).map { NodeOrder(name: "n\($0)") }
    orders[2].mask = 23
    _ = try cluster.perform(.addNodes(orders))
    #expect(
      blocks(cluster)
        == ["[10.0.0.0/24]", "[10.0.1.0/26]", "[10.0.2.0/23]", "[10.0.4.0/24]", "[10.0.1.64/26]"])
    #expect(cluster.tallies.work.controlPlane == 0)
  }

  @Test func `a node without a block gets the next one that is given back`() throws {
    var cluster = try cluster("10.0.0.0/23", [])
    _ = try cluster.perform(.addNodes((1...4).map { NodeOrder(name: "n\($0)") }))
    #expect(cluster.nodes["n3"]?.error == "no free /24 is left in 10.0.0.0/23")
    let first = try #require(cluster.nodes["n1"]?.id)
    _ = try cluster.perform(.removeNodes([first]))
    #expect(cluster.nodes["n3"]?.blocks.description == "[10.0.0.0/24]")
    #expect(cluster.nodes["n3"]?.isReady == true)
    #expect(cluster.nodes["n4"]?.state == .failed)
  }

  @Test func `a name gives the same block in every cluster, and collisions are told to both`()
    throws
  {
    var one = try cluster("10.0.0.0/20", [("assign", "hash")])
    var other = try cluster("10.0.0.0/20", [("assign", "hash")])
    _ = try one.perform(.addNodes((1...40).map { NodeOrder(name: "n\($0)") }))
    _ = try other.perform(.addNodes((1...40).reversed().map { NodeOrder(name: "n\($0)") }))
    for number in 1...40 {
      #expect(one.nodes["n\(number)"]?.blocks == other.nodes["n\(number)"]?.blocks)
    }
    // Forty nodes on sixteen blocks cannot but meet.
    let held = Set(one.nodes.ids.compactMap { one.nodes[$0]?.blocks.first })
    #expect(one.ledger.total(.v4).extraHolders == 40 - held.count)
    let unlucky = try #require(one.nodes.ids.last { one.nodes[$0]?.error != nil })
    let node = try #require(one.nodes[unlucky])
    let block = try #require(node.blocks.first)
    #expect(node.isReady)
    #expect(node.error?.hasPrefix("\(block) is held by n") == true)
    // When everybody else on the block has gone nothing is odd any more.
    let others = one.nodes.ids.filter { $0 != unlucky && one.nodes[$0]?.blocks == [block] }
    _ = try one.perform(.removeNodes(others))
    #expect(one.nodes[unlucky]?.error == nil)
  }

  @Test func `what is odd about blocks written by hand is said`() throws {
    var cluster = try cluster("10.0.0.0/16", [("assign", "manual")])
    _ = try cluster.perform(
      .change(.serviceRange(try IPPrefix(parsing: "10.0.96.0/20"))))
    let cidrs = ["10.0.1.0/24", "10.0.0.0/22", "192.168.0.0/24", "10.0.100.0/24"]
    for (index, cidr) in cidrs.enumerated() {
      let order = NodeOrder(name: "n\(index)", blocks: [try IPPrefix(parsing: cidr)])
      _ = try cluster.perform(.addNodes([order]))
    }
    _ = try cluster.perform(.addNodes([NodeOrder(name: "bare")]))
    #expect(cluster.nodes["n0"]?.error == nil)
    #expect(cluster.nodes["n1"]?.error == "10.0.0.0/22 overlaps 10.0.1.0/24 of n0")
    #expect(
      cluster.nodes["n2"]?.error
        == "192.168.0.0/24 is not inside the pools (10.0.0.0/16): the cluster does not route it")
    #expect(
      cluster.nodes["n3"]?.error == "10.0.100.0/24 overlaps the service range 10.0.96.0/20")
    #expect(cluster.nodes["bare"]?.state == .waiting)
    #expect(cluster.nodes["n0"].map(cluster.mode.details)?.first?.text.contains("n1") == true)
  }

  @Test func `what cannot be a plan is refused in a clear sentence`() {
    let bad = [
      ("10.0.0.0/8 10.1.0.0/16", "mask", "24", "pool 10.1.0.0/16 overlaps pool 10.0.0.0/8; "),
      ("fd00::/64", "mask6", "96", "mask6 is more than 16 bits longer than pool fd00::/64; "),
      ("10.0.0.0/8", "mask", "24,", "mask: \"\" is not a whole number from 0 to 32"),
      ("10.0.0.0/8", "mask", "8,32", "mask: /8 and /32 are more than 16 bits apart"),
      ("10.0.0.0/8", "assign", "x", "assign: \"x\" is not one of controller, hash, manual"),
      ("10.0.0.0/8", "patch", "ok", "patch: mode node-local has no such option; it has assign"),
    ]
    for (pools, key, value, text) in bad {
      let refusal = #expect(throws: Refusal.self) { try cluster(pools, [(key, value)]) }
      #expect(refusal?.description.hasPrefix(text) == true, "\(refusal?.description ?? "")")
    }
  }

  @Test func `recorded nodes that share a block are told so, and new ones keep clear of them`()
    throws
  {
    let mode = try AllModes.make(
      "node-local", pools: [try IPPrefix(parsing: "10.0.0.0/22")], options: [])
    let block = try IPPrefix(parsing: "10.0.0.0/24")
    let recorded = ["a", "b"].map { RecordedNode(NodeOrder(name: $0, blocks: [block])) }
    var cluster = Cluster(mode: mode, seed: 1, nodes: recorded, pods: [])
    #expect(cluster.nodes["a"]?.error == "10.0.0.0/24 is held by b too")
    #expect(cluster.nodes["b"]?.error == "10.0.0.0/24 is held by a too")
    #expect(cluster.ledger.total(.v4).extraHolders == 1)
    _ = try cluster.perform(.addNodes([NodeOrder(name: "c")]))
    #expect(cluster.nodes["c"]?.blocks.description == "[10.0.1.0/24]")
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `a size that no pool can be cut into is said, however nodes come by blocks`() throws {
    for assign in ["controller", "hash"] {
      var cluster = try cluster("fd00::/64", [("assign", assign), ("mask6", "80")])
      _ = try cluster.perform(.addNodes([NodeOrder(name: "n", mask: 90)]))
      #expect(cluster.nodes["n"]?.error == "fd00::/64 cannot be cut into /90")
      #expect(cluster.nodes["n"]?.state == .failed)
    }
  }

  @Test func `a pool smaller than the mask still counts what nodes ask for out of it`() throws {
    var cluster = try cluster("10.0.0.0/25", [("mask", "24")])
    let orders = (1...3).map { NodeOrder(name: "n\($0)", mask: 30) }
    _ = try cluster.perform(.addNodes(orders))
    let held = cluster.ledger.total(.v4)
    #expect(cluster.nodes.count == 3)
    #expect(held.committed == 12)
    #expect(cluster.ledger.sections.map(\.withheld) == [0])
    #expect(cluster.brokenInvariants() == [])
  }
}
