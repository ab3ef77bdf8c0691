import Addressing
import Allocation
import TestSupport

/// A seeded stream of requests, most of them sensible and some of them absurd.
struct RandomHistory {
  var random: SeededRandom
  /// The largest batch of pods.
  let batch: Int
  private var names = 0

  init(seed: UInt64, batch: Int) {
    random = SeededRandom(seed: seed)
    self.batch = batch
  }

  /// The next request to a cluster in the state of `cluster`.
  mutating func next(for cluster: Cluster) -> Request {
    let nodes = cluster.nodes.ids
    switch random.int(in: 0..<100) {
    case 0..<22: return .addNodes(orders(cluster))
    case 22..<32:
      return .removeNodes(nodes.isEmpty ? [] : (0..<random.int(in: 1..<3)).map { _ in pick(nodes) })
    case 32..<38 where !nodes.isEmpty: return .cordon(pick(nodes), random.int(in: 0..<2) == 0)
    case 38..<64: return .addPods(pods(cluster))
    case 64..<80: return .removePods(victims(cluster))
    case 80..<88 where !nodes.isEmpty: return .restartAgent(pick(nodes))
    case 88..<92: return .restartOperator
    case 92..<98: return .change(change(cluster))
    default: return .restartAgent(NodeID(rawValue: 4_000))
    }
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[random.int(in: 0..<list.count)]
  }

  private mutating func orders(_ cluster: Cluster) -> [NodeOrder] {
    let count = random.int(in: 1..<4)
    var orders = cluster.nodes.freeNames(count, prefix: pick(["node-", "w"])).map {
      NodeOrder(name: $0)
    }
    if random.int(in: 0..<4) == 0 { orders[0].maxPods = random.int(in: 0..<6) }
    if random.int(in: 0..<3) == 0 {
      orders[0].blocks = (0..<random.int(in: 1..<3)).map { _ in block(cluster) }
    }
    if random.int(in: 0..<20) == 0, count > 1 { orders[1].name = orders[0].name }
    if random.int(in: 0..<10) == 0 {
      names += 1
      orders[0].name = pick(["db", "node-7", "x-\(names)"])
    }
    return orders
  }

  /// A block somebody might ask for: of the mask, near it, one that is taken, or out of the pools.
  private mutating func block(_ cluster: Cluster) -> IPPrefix {
    let held = cluster.nodes.ids.compactMap { cluster.nodes[$0]?.blocks.first }
    if !held.isEmpty, random.int(in: 0..<3) == 0 { return pick(held) }
    let pool = pick(cluster.mode.pools)
    if random.int(in: 0..<8) == 0 {
      return IPPrefix(IPAddress(.v4, bits: 0xc0a8_0700), length: random.int(in: 24..<31))
    }
    let mask = cluster.mode.unitLength(pool.family) ?? pool.length
    let length = min(pool.family.bitWidth, max(pool.length - 1, mask + random.int(in: -1..<3)))
    let offset = UInt128(random.int(in: 0..<Int(min(pool.size, 4096))))
    return IPPrefix(IPAddress(pool.family, bits: pool.base.bits + offset), length: length)
  }

  private mutating func pods(_ cluster: Cluster) -> PodOrder {
    let nodes = cluster.nodes.ids
    let count = random.int(in: 0..<12) == 0 ? random.int(in: 1..<batch) : random.int(in: 1..<9)
    var order = PodOrder(naming: .app(pick(["web", "db"])), count: count)
    if random.int(in: 0..<4) == 0 {
      order = PodOrder(naming: .named(pick(["one", "web-3", "web-5", "db-1"])))
    }
    if random.int(in: 0..<9) == 0 {
      let list = ["l-1", pick(["web-2", "l-2"]), pick(["l-2", "l-3"])]
      order = PodOrder(naming: .listed(list), count: 3)
    }
    if random.int(in: 0..<5) == 0 { order.namespace = "other" }
    if !nodes.isEmpty, random.int(in: 0..<3) == 0 { order.node = pick(nodes) }
    if !nodes.isEmpty, random.int(in: 0..<4) == 0, order.count != 3 {
      order.count = 1
      order.address = address(cluster, order.node ?? pick(nodes))
    }
    return order
  }

  private mutating func address(_ cluster: Cluster, _ id: NodeID) -> IPAddress {
    guard let block = cluster.nodes[id]?.blocks.last else {
      return IPAddress(.v4, bits: 0x0102_0304)
    }
    let offset = UInt128(random.int(in: 0..<Int(min(block.size, 64))))
    return IPAddress(block.family, bits: block.base.bits + offset)
  }

  private mutating func victims(_ cluster: Cluster) -> [PodID] {
    var all: [PodID] = []
    cluster.pods.forEach {
      all.append($0)
      return true
    }
    guard !all.isEmpty else { return [] }
    switch random.int(in: 0..<4) {
    case 0: return Array(all.prefix(random.int(in: 1..<6)))
    case 1: return Array(all.suffix(random.int(in: 1..<(batch / 2 + 2))))
    case 2: return all.shuffled(using: &random)
    default: return (0..<random.int(in: 1..<6)).map { _ in pick(all) }
    }
  }

  private mutating func change(_ cluster: Cluster) -> ModeChange {
    let pools = cluster.mode.pools
    switch random.int(in: 0..<6) {
    case 0:
      return .addPool(
        IPPrefix(
          IPAddress(.v4, bits: 0x0a01_0000 + UInt128(random.int(in: 0..<4) * 64)), length: 27))
    case 1:
      return .addPool(
        IPPrefix(
          IPAddress(.v6, bits: (0xfd11 << 112) + UInt128(random.int(in: 0..<2) * 64)),
          length: 122))
    case 2: return .removePool(pick(pools))
    case 3:
      let mask = cluster.mode.unitLength(.v4) ?? 24
      return .set([ModeOption("mask", String(mask + random.int(in: -1..<2)))])
    case 4:
      let mask = cluster.mode.unitLength(.v6) ?? 120
      return .set([ModeOption("mask6", String(mask + random.int(in: -1..<2)))])
    default:
      return .set([
        pick([
          ModeOption("max-pods", "3"), ModeOption("reserve-ingress", "on"),
          ModeOption("reserve-router", "off"), ModeOption("scan", "random"),
        ])
      ])
    }
  }
}
