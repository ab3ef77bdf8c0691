import Addressing
import Testing

@testable import Allocation

/// What a real cilium-operator was seen to do in multi-pool mode: cilium-operator-generic built from
/// main at 507103c6 (2026-01-07, 1.19.0-dev) against kube-apiserver 1.36.2; no agent ran, so that
/// what nodes ask for is what their objects were written with.
struct PoolRecordingTests {
  /// The operator with the objects of its nodes.
  private struct Operator {
    var allocator: PoolAllocator
    private var wishes: [String: [PoolRequest]] = [:]

    init(_ pools: (name: String, spec: String)..., families: [IPFamily] = [.v4]) throws {
      allocator = PoolAllocator(families: families)
      for pool in pools { try allocator.upsert(PodIPPool(name: pool.name, spec: pool.spec)) }
      allocator.finishRestore()
    }

    /// A node's object says what the node needs; answers the errors in its status.
    mutating func ask(_ node: String, _ requests: PoolRequest...) -> [String] {
      wishes[node] = requests
      return look(at: node)
    }

    /// The operator comes to a node once more.
    mutating func look(at node: String) -> [String] {
      allocator.allocate(
        to: node, allocated: allocator.allocatedPools(node), requested: wishes[node] ?? []
      ).map(\.description)
    }

    func blocks(_ node: String, of pool: String = "default") -> [String] {
      allocator.allocatedPools(node).first { $0.pool == pool }?.cidrs.map(\.description) ?? []
    }
  }

  private func empty(_ node: String, _ pool: String = "default") -> String {
    "failed to allocate ipv4 address for node \"\(node)\" from pool \"\(pool)\": pool empty"
  }

  @Test func `C9: a pool of four blocks, extended, and a node that goes`() throws {
    var op = try Operator(("default", "ipv4-cidrs:10.10.0.0/25;ipv4-mask-size:27"))
    for (number, block) in [0, 32, 64, 96].enumerated() {
      #expect(op.ask("m\(number + 1)", PoolRequest(pool: "default", v4: 16)).isEmpty)
      #expect(op.blocks("m\(number + 1)") == ["10.10.0.\(block)/27"])
    }
    #expect(op.ask("m5", PoolRequest(pool: "default", v4: 16)) == [empty("m5")])
    #expect(op.ask("m6", PoolRequest(pool: "default", v4: 16)) == [empty("m6")])
    // The pool is extended, and both that wait are served: m6 came first that day.
    try op.allocator.upsert(
      PodIPPool(name: "default", spec: "ipv4-cidrs:10.10.0.0/25,10.11.0.0/26;ipv4-mask-size:27"))
    #expect(op.look(at: "m6").isEmpty && op.look(at: "m5").isEmpty)
    #expect(op.blocks("m6") == ["10.11.0.0/27"] && op.blocks("m5") == ["10.11.0.32/27"])
    // One more than a block holds asks for a second block, which is there once a node goes.
    #expect(op.ask("m1", PoolRequest(pool: "default", v4: 33)) == [empty("m1")])
    #expect(op.blocks("m1") == ["10.10.0.0/27"])
    #expect(op.allocator.releaseNode("m2").isEmpty)
    #expect(op.look(at: "m1").isEmpty)
    #expect(op.blocks("m1") == ["10.10.0.0/27", "10.10.0.32/27"])
    #expect(op.ask("m1", PoolRequest(pool: "default", v4: 34)).isEmpty)
    #expect(op.blocks("m1").count == 2)
  }

  @Test func `C10: four /27 in blocks of /32 serve 91, 30 and 7 of 10, as cilium#39874 tells`()
    throws
  {
    let cidrs = "10.84.208.192/27,10.84.208.224/27,10.84.212.32/27,10.84.212.64/27"
    var op = try Operator(("my-pool", "ipv4-cidrs:\(cidrs);ipv4-mask-size:32"))
    #expect(op.ask("p1", PoolRequest(pool: "my-pool", v4: 91)).isEmpty)
    #expect(op.ask("p2", PoolRequest(pool: "my-pool", v4: 30)).isEmpty)
    #expect(op.ask("p3", PoolRequest(pool: "my-pool", v4: 10)) == [empty("p3", "my-pool")])
    let given = ["p1", "p2", "p3"].map { op.blocks($0, of: "my-pool") }
    #expect(given.map(\.count) == [91, 30, 7])
    #expect(given[0].first == "10.84.208.192/32" && given[0].last == "10.84.212.58/32")
    #expect(given[1].first == "10.84.212.59/32" && given[1].last == "10.84.212.88/32")
    #expect(given[2].first == "10.84.212.89/32" && given[2].last == "10.84.212.95/32")
  }

  @Test func `C11: needs are rounded up to blocks, and a pool that is not there is an error`()
    throws
  {
    var op = try Operator(
      (
        "default",
        "ipv4-cidrs:10.100.0.0/16;ipv4-mask-size:24;ipv6-cidrs:fd00:100:1::/48;ipv6-mask-size:64"
      ),
      ("red-pool", "ipv4-cidrs:10.200.0.0/16;ipv4-mask-size:24"), families: [.v4, .v6])
    #expect(
      op.ask(
        "q1", PoolRequest(pool: "default", v4: 300, v6: 10), PoolRequest(pool: "red-pool", v4: 10)
      )
      .isEmpty)
    let first = ["10.100.0.0/24", "10.100.1.0/24", "fd00:100:1::/64"]
    #expect(op.blocks("q1") == first && op.blocks("q1", of: "red-pool") == ["10.200.0.0/24"])
    #expect(
      op.ask("q2", PoolRequest(pool: "default", v4: 8, v6: 8), PoolRequest(pool: "nope", v4: 8))
        == [
          "failed to allocate ipv4 address for node \"q2\" from pool \"nope\": "
            + "cannot allocate from non-existing pool: nope"
        ])
    #expect(op.blocks("q2") == ["10.100.2.0/24", "fd00:100:1:1::/64"])
    // Asking for less gives nothing back: that is for the agent to do.
    #expect(op.ask("q1", PoolRequest(pool: "default", v4: 8, v6: 8)).isEmpty)
    #expect(op.blocks("q1") == first && op.blocks("q1", of: "red-pool") == ["10.200.0.0/24"])
  }

  @Test func `C12: the operator creates the pool that its flag names`() throws {
    let pool = try PodIPPool(name: "default", spec: "ipv4-cidrs:10.10.0.0/16;ipv4-mask-size:27")
    #expect(pool.v4.map(\.description) == ["10.10.0.0/16"] && pool.v4Mask == 27 && pool.v6.isEmpty)
  }
}
