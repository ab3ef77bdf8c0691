import Addressing
import Allocation
import TestSupport
import Testing

struct GKELawTests {
  static let plans: [ModeLaws] = [
    ModeLaws(
      mode: "gke", pools: "10.0.0.0/25 10.0.1.0/26", options: "max-pods=8 node-subnet=28",
      changes: "max-pods=16 max-pods=8 node-subnet=27", batch: 30),
    ModeLaws(
      mode: "gke", pools: "10.0.0.0/25", options: "max-pods=10 dataplane=v2",
      changes: "max-pods=8 dataplane=v1", batch: 30),
  ]

  @Test(arguments: plans.indices)
  func `books, identities and replays agree after every step`(_ plan: Int) throws {
    for seed in UInt64(1)...6 {
      let failure = try Self.plans[plan].failure(seed: seed, steps: 60)
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  @Test func `a block has twice the pods and no more than twice as many addresses as it must`() {
    for pods in 1...600 {
      let mask = GKESizing.nodeMask(maxPods: pods)
      #expect(GKESizing.addresses(mask) >= 2 * pods)
      #expect(mask == 32 || GKESizing.addresses(mask + 1) < 2 * pods)
    }
  }

  /// Whether `block` is free, address by address.
  private func isFree(_ block: IPPrefix, _ taken: Set<IPAddress>) -> Bool {
    (0..<block.size).allSatisfy { offset in
      !taken.contains(IPAddress(.v4, bits: block.base.bits + offset))
    }
  }

  @Test func `blocks of all sizes are the lowest free ones, and nobody waits while there is one`()
    throws
  {
    let pools = [try IPPrefix(parsing: "10.0.0.0/24"), try IPPrefix(parsing: "10.9.0.0/25")]
    for seed in UInt64(1)...12 {
      var random = SeededRandom(seed: seed)
      var cluster = Cluster(
        mode: try GKE(pools: pools, options: [ModeOption("max-pods", "16")]), seed: seed)
      for step in 0..<50 {
        let ids = cluster.nodes.ids
        if random.int(in: 0..<3) == 0, let id = ids.randomElement(using: &random) {
          _ = try cluster.perform(.removeNodes([id]))
        } else {
          var taken: Set<IPAddress> = []
          for id in ids {
            for block in cluster.nodes[id]?.blocks ?? [] {
              for offset in 0..<block.size {
                taken.insert(IPAddress(.v4, bits: block.base.bits + offset))
              }
            }
          }
          var order = NodeOrder(name: "n\(step)")
          order.maxPods = [8, 16, 30, 60][random.int(in: 0..<4)]
          _ = try cluster.perform(.addNodes([order]))
          let mask = GKESizing.nodeMask(maxPods: order.maxPods ?? 0)
          var lowest: IPPrefix?
          for pool in pools where lowest == nil && mask >= pool.length {
            lowest = (0..<(1 << (mask - pool.length))).lazy.map { number in
              let bits = pool.base.bits + UInt128(number) << UInt128(32 - mask)
              return IPPrefix(IPAddress(.v4, bits: bits), length: mask)
            }.first { isFree($0, taken) }
          }
          #expect(cluster.nodes["n\(step)"]?.blocks == lowest.map { [$0] } ?? [])
          #expect(cluster.nodes["n\(step)"]?.isReady == (lowest != nil))
        }
      }
    }
  }
}
