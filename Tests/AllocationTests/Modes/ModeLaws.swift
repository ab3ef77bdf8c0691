import Addressing
import Allocation
import TestSupport
import Testing

/// Laws that hold for every mode, over seeded random histories in which time passes too.
struct ModeLaws {
  /// The name of the mode.
  let mode: String
  /// Its pools, with blanks between.
  let pools: String
  /// Its options, as `key=value` with blanks between.
  let options: String
  /// Options somebody may set while the cluster runs, likewise.
  let changes: String
  /// The largest batch of pods.
  let batch: Int

  private func parsed(_ text: String) -> [ModeOption] {
    text.split(separator: " ").map { word in
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      return ModeOption(parts[0], parts[1])
    }
  }

  func make() throws -> any IPAMMode {
    try AllModes.make(
      mode, pools: try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) },
      options: parsed(options))
  }

  /// What is wrong after the first step of a history that breaks a law, with the requests up to it.
  func failure(seed: UInt64, steps: Int) throws -> String? {
    var cluster = Cluster(mode: try make(), seed: seed)
    var history = RandomHistory(seed: seed &* 71, batch: batch)
    var random = SeededRandom(seed: seed &* 31 &+ 7)
    var requests: [Request] = []
    for _ in 0..<steps {
      let request = next(&history, &random, for: cluster)
      requests.append(request)
      let before = cluster
      let old = ClusterPicture(before)
      let events = try? cluster.perform(request)
      var wrong = cluster.brokenInvariants()
      for family in IPFamily.allCases { wrong += brokenIdentities(of: cluster, family) }
      let new = ClusterPicture(cluster)
      var replayed = before
      for event in events ?? [] { replayed.apply(event) }
      wrong += ClusterPicture(replayed).differences(from: new).map { "replayed \($0) differ" }
      wrong += ClusterPicture(before).differences(from: old).map { "older \($0) changed" }
      if events == nil, !new.differences(from: old).isEmpty {
        wrong.append("a refused request changed something")
      }
      if !wrong.isEmpty {
        let list = requests.enumerated().map { "  \($0.offset + 1) \($0.element)" }
        return "\(mode) \(pools) seed \(seed) breaks: \(wrong.prefix(6))\n"
          + list.joined(separator: "\n")
      }
    }
    return nil
  }

  /// The next request: most from the common stream, some that only modes with a clock understand.
  private func next(
    _ history: inout RandomHistory, _ random: inout SeededRandom, for cluster: Cluster
  ) -> Request {
    let changes = parsed(changes)
    switch random.int(in: 0..<20) {
    case 0: return .wait(.milliseconds(random.int(in: 1..<50)))
    case 1: return .wait(.seconds(random.int(in: 1..<5000)))
    case 2 where !changes.isEmpty:
      return .change(.set([changes[random.int(in: 0..<changes.count)]]))
    case 3 where random.int(in: 0..<4) == 0:
      let pools = cluster.mode.pools
      let pool = pools[random.int(in: 0..<pools.count)]
      let bits = pool.base.bits + UInt128(random.int(in: 0..<Int(min(pool.size, 4096))))
      let length = min(pool.family.bitWidth, pool.length + random.int(in: 1..<8))
      return .change(.serviceRange(IPPrefix(IPAddress(pool.family, bits: bits), length: length)))
    default: break
    }
    let request = history.next(for: cluster)
    guard case .addNodes(var orders) = request, random.int(in: 0..<3) == 0 else { return request }
    let unit = cluster.mode.unitLength(.v4) ?? cluster.mode.unitLength(.v6) ?? 24
    orders[0].mask = unit + random.int(in: -2..<3)
    return .addNodes(orders)
  }

  private func brokenIdentities(of cluster: Cluster, _ family: IPFamily) -> [String] {
    let held = cluster.ledger.total(family)
    var total: UInt128 = 0
    var withheld: UInt128 = 0
    for section in cluster.ledger.sections where section.pool.family == family {
      total += section.pool.size
      withheld += section.withheld
    }
    var wrong: [String] = []
    if held.committed + withheld > total { wrong.append("\(family) free is below zero") }
    if held.reserved + UInt128(held.used) > held.committed {
      wrong.append("\(family) stranded is below zero")
    }
    var running = 0
    var inPools: Set<IPAddress> = []
    cluster.pods.forEach { id in
      guard let pod = cluster.pods[id], pod.status == .running, let address = pod[family] else {
        return true
      }
      running += 1
      if cluster.mode.pools.contains(where: { $0.contains(address) }) { inPools.insert(address) }
      return true
    }
    let outside = cluster.ledger.outside[family] ?? 0
    if UInt128(running) > UInt128(held.used + held.extraHolders) + outside {
      wrong.append("\(running) \(family) pods run on \(held.used) addresses")
    }
    if inPools.count != held.used { wrong.append("\(inPools.count) \(family) addresses are used") }
    return wrong
  }
}
