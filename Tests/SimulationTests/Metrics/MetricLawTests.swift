import Addressing
import Allocation
import Measurement
import Simulation
import TestSupport
import Testing

/// What numbers of one plan have to do with one another, whatever happens to the cluster.
struct MetricLawTests {
  /// Pools small enough to look at each address, in what a mode makes of them.
  private static let offers = [
    "pool=10.0.0.0/25 mask=28", "pool=10.0.0.0/26 pool=fd00::/122 mask=28 mask6=124",
    "pool=10.0.0.0/24",
    "pool=10.0.0.0/24 networking=pod-subnet-static max-pods=12",
    "pool=10.0.0.0/24 networking=kubenet", "pool=10.0.0.0/24 networking=node-subnet",
    "pool=10.0.0.0/24 hybrid-overlay=on mask=28",
  ]

  /// Every mode in up to three shapes, one plan each, side by side in one session.
  private static func session(_ mode: String) throws -> Session {
    var session = Session()
    for (index, offer) in offers.reversed().enumerated() where session.moment.plans.count < 3 {
      guard let command = try? Command(parsing: "plan p\(index) mode=\(mode) \(offer)") else {
        continue
      }
      _ = session.execute(command)
    }
    return session
  }

  private static func line(_ random: inout SeededRandom, _ session: Session) -> String {
    let nodes = session.current?.cluster.nodes.ids ?? []
    let node =
      nodes.isEmpty
      ? nil : session.current?.cluster.nodes[nodes[random.int(in: 0..<nodes.count)]]?.name
    switch random.int(in: 0..<12) {
    case 0, 1: return "add nodes \(random.int(in: 1..<4))"
    case 2: return "remove nodes 1 pick=random"
    case 3:
      return "add node own\(random.int(in: 0..<9)) cidr=10.0.0.\(random.int(in: 0..<4) * 32)/27"
    case 4: return "remove pods \(random.int(in: 1..<9)) pick=random"
    case 5: return "wait \(random.int(in: 1..<400))s"
    case 6: return "restart operator"
    case 7: return node.map { "add pods \(random.int(in: 1..<20)) node=\($0)" } ?? "wait 1s"
    case 8: return node.map { "remove node \($0)" } ?? "wait 1s"
    default: return "add pods \(random.int(in: 1..<12))"
    }
  }

  @Test(arguments: AllModes.names)
  func `the identities hold after every command, and causes are those of each address`(
    mode: String
  ) throws {
    for seed in UInt64(1)...1 {
      var session = try Self.session(mode)
      #expect(!session.moment.plans.isEmpty)
      var random = SeededRandom(seed: seed &* 97)
      for step in 0..<40 {
        let line = Self.line(&random, session)
        _ = session.execute(try Command(parsing: line))
        for plan in session.moment.plans {
          let wrong = Self.broken(plan, session.moment)
          #expect(wrong.isEmpty, "\(mode) \(plan.name) seed \(seed) step \(step): \(line)")
          if !wrong.isEmpty {
            Issue.record("\(wrong)")
            return
          }
        }
      }
    }
  }

  private static func broken(_ plan: Plan, _ moment: Moment) -> [String] {
    var wrong: [String] = []
    for family in IPFamily.allCases where plan.cluster.mode.unitLength(family) != nil {
      let isOther = family == .v6 && plan.cluster.mode.unitLength(.v4) != nil
      func number(_ name: MetricQuery.Name) -> Int128 {
        let query = MetricQuery(name, isOtherFamily: isOther && name.hasFamily)
        return query.value(in: plan, at: moment) ?? 0
      }
      let committed = number(.addressesCommitted)
      if number(.addressesTotal) != committed + number(.addressesWithheld) + number(.addressesFree)
      {
        wrong.append("\(family) total")
      }
      if committed
        != number(.addressesUsed) + number(.addressesReserved) + number(.addressesStranded)
      {
        wrong.append("\(family) committed")
      }
      if number(.podsRunning)
        > number(.addressesUsed) + number(.collisions) + number(.addressesOutside)
      {
        wrong.append("\(family) running")
      }
      let causes = MetricQuery.Name.allCases.filter { $0.reservedCause != nil }
      if causes.reduce(0, { $0 + number($1) }) != number(.addressesReserved) {
        wrong.append("\(family) causes add up to something else")
      }
      let slow = slowCauses(plan.cluster, family)
      for name in causes {
        guard let cause = name.reservedCause, number(name) != Int128(slow[cause] ?? 0) else {
          continue
        }
        wrong.append("\(name.rawValue) \(number(name)), counted \(slow[cause] ?? 0)")
      }
    }
    let tallies = plan.cluster.tallies
    if tallies.refusals.total(ofPods: true) != tallies.podsRefused { wrong.append("refusals") }
    if plan.refusalPositions.count != tallies.refusals.entries.count { wrong.append("positions") }
    return wrong
  }

  /// What holders make of one address.
  private struct Use {
    var first: ReservedCause?
    var (isForPods, isOwn, isFree) = (false, false, false)
  }

  /// Each address of each block: why no holder of it can give it to a pod.
  private static func slowCauses(_ cluster: Cluster, _ family: IPFamily) -> [ReservedCause: Int] {
    var uses: [IPAddress: Use] = [:]
    let isStatic = cluster.mode.options.contains { $0.value == "pod-subnet-static" }
    for range in cluster.nodes.ids.compactMap({ cluster.nodes[$0] }).flatMap(books)
    where range.prefix.family == family {
      for offset in 0..<range.prefix.size {
        let address = IPAddress(family, bits: range.prefix.base.bits + offset)
        guard cluster.mode.pools.contains(where: { $0.contains(address) }) else { continue }
        let cause = cause(of: address, in: range, isStatic)
        uses[address, default: Use()].first = uses[address]?.first ?? cause
        guard let place = range.offset(of: address) else { continue }
        if cause != nil {
          uses[address]?.isOwn = true
        } else if range.taken[place] {
          uses[address]?.isForPods = true
        } else {
          uses[address]?.isFree = true
        }
      }
    }
    var causes: [ReservedCause: Int] = [:]
    for use in uses.values where !use.isForPods && (use.isOwn || !use.isFree) {
      if let first = use.first { causes[first, default: 0] += 1 }
    }
    return causes
  }

  /// A node's books, those on each of its blocks once.
  private static func books(_ node: Node) -> [BlockAddresses] {
    node.blocks.enumerated().compactMap { index, block in
      node.blocks[..<index].contains(block) ? nil : node.range(on: block)
    }
  }

  private static func cause(
    of address: IPAddress, in range: BlockAddresses, _ isStatic: Bool
  ) -> ReservedCause? {
    if let offset = range.offset(of: address) {
      if range.isKept(offset) { return .kept }
      return range.role(of: address).flatMap { ReservedCause(rawValue: $0.rawValue) }
    }
    if range.prefix.size == 1 { return .interface }
    if address == range.prefix.base { return isStatic ? .interface : .network }
    if address == range.prefix.last { return .broadcast }
    return address.bits == range.prefix.base.bits + 1 ? .gateway : .other
  }
}
