import Addressing
import Allocation
import TestSupport
import Testing

struct HostLocalLawTests {
  static let plans: [ModeLaws] = [
    ModeLaws(
      mode: "host-local", pools: "10.0.0.0/26", options: "mask=28",
      changes: "del=off del=off:3 del=on data-dir=memory data-dir=disk patch=timeout:2", batch: 40),
    ModeLaws(
      mode: "host-local", pools: "10.0.0.0/27 fd00::/124", options: "mask=29 mask6=126",
      changes: "del=off:5 del=on data-dir=memory", batch: 20),
    ModeLaws(
      mode: "host-local", pools: "fd00::/120", options: "mask6=124 del=off",
      changes: "mask6=123 del=on data-dir=memory", batch: 20),
    ModeLaws(
      mode: "host-local", pools: "10.0.0.0/29", options: "mask=31", changes: "mask=30", batch: 5),
  ]

  @Test(arguments: plans.indices)
  func `books, identities and replays agree after every step`(_ plan: Int) throws {
    for seed in UInt64(1)...10 {
      let failure = try Self.plans[plan].failure(seed: seed, steps: 60)
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  /// What the plugin of one node would say, to the same pods.
  private struct Model {
    var plugin: HostLocalPlugin
    var held: [PodID: HostLocalStore.Holder] = [:]

    init(_ blocks: [IPPrefix]) throws {
      plugin = try HostLocalPlugin(try blocks.map { try HostLocalRangeSet($0) })
    }
  }

  @Test(arguments: ["10.0.0.0/28", "fd00::/125", "10.0.0.0/29 fd00::/124"])
  func `a node of a cluster gives what the plugin with its files gives`(_ pools: String) throws {
    for seed in UInt64(1)...20 {
      var random = SeededRandom(seed: seed)
      let prefixes = try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
      let masks = prefixes.map { ModeOption($0.family == .v4 ? "mask" : "mask6", "\($0.length)") }
      var cluster = Cluster(
        mode: try HostLocal(pools: prefixes, options: masks), seed: seed)
      _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
      var model = try Model(prefixes)
      let node = try #require(cluster.nodes.ids.first)
      for step in 0..<80 {
        let running = cluster.allPods.filter { cluster.pods.status(of: $0).isRunning }
        if random.int(in: 0..<5) < 2, let pod = running.randomElement(using: &random) {
          let isLost = random.int(in: 0..<6) == 0
          _ = try cluster.perform(.change(.set([ModeOption("del", isLost ? "off" : "on")])))
          _ = try cluster.perform(.removePods([pod]))
          if let holder = model.held.removeValue(forKey: pod), !isLost {
            model.plugin.delete(holder)
          }
          continue
        }
        var order = PodOrder(naming: .named("p\(step)"), node: node)
        if random.int(in: 0..<4) == 0 {
          let pool = prefixes[random.int(in: 0..<prefixes.count)]
          let bits = pool.base.bits + UInt128(random.int(in: 0..<Int(pool.size) + 2))
          order.address = IPAddress(pool.family, bits: bits)
        }
        let holder = HostLocalStore.Holder("p\(step)")
        _ = try cluster.perform(.addPods(order))
        let id = try #require(cluster.allPods.last)
        let pod = try #require(cluster.pods[id])
        do {
          let given = try model.plugin.add(holder, wanted: order.address.map { [$0] } ?? [])
          model.held[id] = holder
          #expect([pod.v4, pod.v6].compactMap(\.self) == given, "seed \(seed) step \(step)")
        } catch {
          #expect(cluster.error(of: pod) == error.description, "seed \(seed) step \(step)")
          // A refused pod would be tried again when another one goes.
          _ = try cluster.perform(.removePods([id]))
        }
      }
    }
  }
}
