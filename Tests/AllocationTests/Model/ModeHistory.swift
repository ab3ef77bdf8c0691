import Addressing
import Allocation
import TestSupport

/// A seeded stream of requests that means something to every mode.
struct ModeHistory {
  private var random: SeededRandom
  /// Whether nobody asks for blocks or addresses of their own and nothing is reconfigured.
  let isTame: Bool

  init(seed: UInt64, isTame: Bool) {
    random = SeededRandom(seed: seed)
    self.isTame = isTame
  }

  /// The next request to a cluster in the state of `cluster`.
  mutating func next(for cluster: Cluster) -> Request {
    let nodes = cluster.nodes.ids
    switch random.int(in: 0..<100) {
    case 0..<18: return .addNodes(orders(cluster))
    case 18..<26 where !nodes.isEmpty: return .removeNodes([pick(nodes)])
    case 26..<29 where !nodes.isEmpty: return .cordon(pick(nodes), random.int(in: 0..<3) == 0)
    case 29..<58: return .addPods(pods(cluster))
    case 58..<76: return .removePods(victims(cluster))
    case 76..<80 where !nodes.isEmpty: return .restartAgent(pick(nodes))
    case 80..<83: return .restartOperator
    case 83..<89 where !isTame: return .change(change(cluster))
    default: return .wait(.seconds(pick([1, 5, 15, 40, 60, 200, 900])))
    }
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[random.int(in: 0..<list.count)]
  }

  private mutating func orders(_ cluster: Cluster) -> [NodeOrder] {
    let count = random.int(in: 1..<4)
    var orders = cluster.nodes.freeNames(count, prefix: pick(["node-", "w"])).map {
      NodeOrder(name: $0, zone: pick([nil, "a", "b"]))
    }
    for index in orders.indices {
      orders[index].instanceType = pick([nil, "m5.large", "t3.small", "Standard_D2s_v3"])
      if random.int(in: 0..<5) == 0 { orders[index].maxPods = random.int(in: 1..<12) }
    }
    guard !isTame else { return orders }
    if random.int(in: 0..<4) == 0 { orders[0].blocks = [block(cluster)] }
    if random.int(in: 0..<4) == 0 { orders[0].mask = random.int(in: 24..<31) }
    return orders
  }

  /// A block somebody might ask for: of the unit or near it, or one that another node has.
  private mutating func block(_ cluster: Cluster) -> IPPrefix {
    let held = cluster.nodes.ids.compactMap { cluster.nodes[$0]?.blocks.first }
    if !held.isEmpty, random.int(in: 0..<3) == 0 { return pick(held) }
    let pool = pick(cluster.mode.pools)
    let unit = cluster.mode.unitLength(of: pool) ?? pool.length
    let length = min(pool.family.bitWidth, max(pool.length, unit + random.int(in: -1..<2)))
    let offset = UInt128(random.int(in: 0..<Int(min(pool.size, 4096))))
    return IPPrefix(IPAddress(pool.family, bits: pool.base.bits + offset), length: length)
  }

  private mutating func pods(_ cluster: Cluster) -> PodOrder {
    let nodes = cluster.nodes.ids
    let count = random.int(in: 0..<10) == 0 ? random.int(in: 1..<60) : random.int(in: 1..<8)
    var order = PodOrder(naming: .app(pick(["web", "db"])), count: count)
    if random.int(in: 0..<5) == 0 { order.namespace = "other" }
    if !nodes.isEmpty, random.int(in: 0..<4) == 0 { order.node = pick(nodes) }
    guard !isTame else { return order }
    if random.int(in: 0..<10) == 0 { order.pool = pick(["default", "mars"]) }
    if !nodes.isEmpty, random.int(in: 0..<6) == 0 {
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
    let all = cluster.allPods
    guard !all.isEmpty else { return [] }
    switch random.int(in: 0..<4) {
    case 0: return Array(all.prefix(random.int(in: 1..<6)))
    case 1: return Array(all.suffix(random.int(in: 1..<10)))
    case 2: return random.int(in: 0..<4) == 0 ? all.shuffled(using: &random) : [pick(all)]
    default: return (0..<random.int(in: 1..<6)).map { _ in pick(all) }
    }
  }

  private mutating func change(_ cluster: Cluster) -> ModeChange {
    let pools = cluster.mode.pools
    switch random.int(in: 0..<7) {
    case 0:
      let bits = 0x0a01_0000 + UInt128(random.int(in: 0..<4) * 64)
      return .addPool(IPPrefix(IPAddress(.v4, bits: bits), length: random.int(in: 25..<28)))
    case 1:
      let base = IPAddress(.v4, bits: 0x0a02_0000)
      return .addPool(IPPrefix(base, length: 26), name: pick(["default", "mars"]), mask: 28)
    case 2: return .removePool(pick(pools))
    case 3: return .serviceRange(block(cluster))
    default: return .set([option(cluster)])
    }
  }

  /// An option of the mode with its default, or something like it.
  private mutating func option(_ cluster: Cluster) -> ModeOption {
    let options = cluster.mode.about.options
    guard !options.isEmpty else { return ModeOption("mask", "28") }
    let (key, _, standard) = pick(options)
    let value: String
    switch standard {
    case "on": value = pick(["on", "off"])
    case "off": value = pick(["on", "off"])
    default:
      guard let current = cluster.mode.options.first(where: { $0.key == key })?.value,
        let number = Int(current)
      else { return ModeOption(key, standard) }
      value = String(max(0, number + random.int(in: -2..<3)))
    }
    return ModeOption(key, value)
  }
}

extension Cluster {
  /// The pods that are there, in the order of creation.
  var allPods: [PodID] {
    var all: [PodID] = []
    pods.forEach {
      all.append($0)
      return true
    }
    return all
  }
}
