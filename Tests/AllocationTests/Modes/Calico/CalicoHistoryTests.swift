import Addressing
import TestSupport
import Testing

@testable import Allocation

/// Calico on a cluster, over random histories.
struct CalicoHistoryTests {
  private struct Setup {
    let pools: String
    var options: [(String, String)] = []
  }

  private static let setups = [
    Setup(pools: "10.0.0.0/26", options: [("mask", "29")]),
    Setup(pools: "10.0.0.0/27 fd00::/120", options: [("mask", "30"), ("mask6", "125")]),
    Setup(pools: "10.0.0.0/28", options: [("mask", "30"), ("encapsulation", "none")]),
    Setup(
      pools: "10.0.0.0/26 fd00::/122",
      options: [("mask", "30"), ("mask6", "126"), ("encapsulation", "vxlan")]),
    Setup(pools: "10.0.0.0/26", options: [("mask", "32")]),
    Setup(
      pools: "10.0.0.0/26",
      options: [("mask", "29"), ("strict-affinity", "on"), ("max-blocks-per-host", "2")]),
    Setup(
      pools: "10.0.0.0/26 10.1.0.0/28",
      options: [("mask", "28"), ("reservations", "10.0.0.4/30,10.0.0.16/28"), ("cooldown", "90s")]),
  ]

  @Test(arguments: setups.indices, 0..<2)
  func `every figure agrees with a recount after every step`(_ setup: Int, _ seed: Int) throws {
    let setup = Self.setups[setup]
    let pools = try setup.pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
    let mode = try Calico(pools: pools, options: setup.options.map { ModeOption($0.0, $0.1) })
    var cluster = Cluster(mode: mode, seed: UInt64(seed))
    var replayed = cluster
    var random = SeededRandom(seed: UInt64(seed) &* 31)
    for step in 0..<70 {
      let request = next(&random, cluster)
      guard let events = try? cluster.perform(request) else { continue }
      for event in events { replayed.apply(event) }
      let broken = cluster.brokenInvariants() + Self.disagreements(cluster)
      #expect(broken == [], "step \(step): \(request)")
      if !broken.isEmpty { return }
    }
    #expect(replayed.brokenInvariants() == [])
    #expect(replayed.nodes.ids == cluster.nodes.ids)
    for id in cluster.nodes.ids { #expect(replayed.nodes[id] == cluster.nodes[id]) }
  }

  private func next(_ random: inout SeededRandom, _ cluster: Cluster) -> Request {
    let nodes = cluster.nodes.ids
    func pick<Element>(_ list: [Element]) -> Element { list[random.int(in: 0..<list.count)] }
    switch random.int(in: 0..<20) {
    case 0..<3:
      let names = cluster.nodes.freeNames(random.int(in: 1..<4), prefix: pick(["node-", "w"]))
      return .addNodes(names.map { NodeOrder(name: $0) })
    case 3..<5 where !nodes.isEmpty:
      return .removeNodes(Array(Set((0..<random.int(in: 1..<3)).map { _ in pick(nodes) })).sorted())
    case 5..<11:
      var order = PodOrder(naming: .app(pick(["web", "db"])), count: random.int(in: 1..<9))
      if !nodes.isEmpty, random.int(in: 0..<3) > 0 { order.node = pick(nodes) }
      if random.int(in: 0..<5) == 0 {
        order.count = 1
        let pool = pick(cluster.mode.pools)
        let offset = UInt128(random.int(in: 0..<Int(min(pool.size, 64))))
        order.address = IPAddress(pool.family, bits: pool.base.bits + offset)
      }
      return .addPods(order)
    case 11..<15:
      var all: [PodID] = []
      cluster.pods.forEach {
        all.append($0)
        return true
      }
      guard !all.isEmpty else { return .wait(.seconds(5)) }
      if random.int(in: 0..<6) == 0 { return .removePods(all) }
      return .removePods((0..<random.int(in: 1..<8)).map { _ in pick(all) })
    case 15: return .wait(.seconds(random.int(in: 1..<2_000)))
    case 16: return .restartOperator
    case 17 where !nodes.isEmpty: return .restartAgent(pick(nodes))
    default: return .change(change(&random, cluster))
    }
  }

  private func change(_ random: inout SeededRandom, _ cluster: Cluster) -> ModeChange {
    let options = [
      ModeOption("encapsulation", "none"), ModeOption("encapsulation", "ipip"),
      ModeOption("encapsulation", "vxlan"), ModeOption("strict-affinity", "on"),
      ModeOption("reservations", "10.0.0.8/31"), ModeOption("reservations", "none"),
      ModeOption("cooldown", "30s"), ModeOption("cooldown", "0s"), ModeOption("mask", "28"),
    ]
    switch random.int(in: 0..<8) {
    case 0:
      let base = IPAddress(.v4, bits: 0x0a01_0000 + UInt128(random.int(in: 0..<3) * 32))
      return .addPool(IPPrefix(base, length: 27), mask: 29)
    case 1:
      let pools = cluster.mode.pools
      return .removePool(pools[random.int(in: 0..<pools.count)])
    default: return .set([options[random.int(in: 0..<options.count)]])
    }
  }

  /// What the datastore and the nodes' books do not agree on.
  static func disagreements(_ cluster: Cluster) -> [String] {
    guard let mode = cluster.mode as? Calico else { return ["another mode"] }
    var broken: [String] = []
    var held: [IPAddress: String] = [:]
    func hold(_ address: IPAddress, _ who: String) {
      if let other = held.updateValue(who, forKey: address) {
        broken.append("\(address) is held by \(who) and \(other)")
      }
    }
    cluster.pods.forEach { id in
      guard cluster.pods.status(of: id) == .running, let pod = cluster.pods[id] else { return true }
      for address in [pod.v4, pod.v6].compactMap(\.self) { hold(address, pod.name.description) }
      return true
    }
    for id in cluster.nodes.ids {
      for address in mode.tunnelAddresses(of: id) { hold(address, "a tunnel") }
    }
    for block in mode.ipam.allBlocks {
      for ordinal in 0..<block.capacity where block.isAssigned(ordinal) {
        let address = block.address(at: ordinal)
        if held.removeValue(forKey: address) == nil { broken.append("nobody has \(address)") }
      }
      let owner = block.affinity.flatMap { cluster.nodes[$0] }
      if let owner, !owner.blocks.contains(block.cidr) {
        broken.append("\(owner.name) does not know of \(block.cidr)")
      }
    }
    for (address, who) in held { broken.append("\(who) has \(address), which is not assigned") }
    for id in cluster.nodes.ids {
      guard let node = cluster.nodes[id] else { continue }
      for block in node.blocks where block.hostBits > 0 {
        if mode.ipam.block(block)?.affinity != node.name {
          broken.append("\(block) is not \(node.name)'s")
        }
      }
    }
    for family in IPFamily.allCases {
      let pools = mode.pools.filter { $0.family == family }
      let existing = mode.ipam.allBlocks.count { block in
        pools.contains { $0.contains(block.cidr) } && !mode.ipam.reservations.contains(block.cidr)
      }
      let reserved = mode.ipam.pools.filter { $0.cidr.family == family }
        .reduce(0) { $0 + Int($1.covered(by: mode.ipam.reservations)) }
      let taken = mode.blockSets(family).reduce(0) { $0 + $1.count }
      if taken != existing + reserved { broken.append("\(taken) blocks, not \(existing)") }
    }
    return broken
  }
}
