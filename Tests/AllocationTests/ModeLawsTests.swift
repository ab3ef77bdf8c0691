import Addressing
import Allocation
import TestSupport
import Testing

/// What every mode keeps to, whatever happens to it; a failure names the seed and the shortest run of
/// requests that shows it.
struct ModeLawsTests {
  typealias Check = (Request, Cluster, Cluster, [Event]?) -> [String]

  /// A history under a setup, checked after each step; what is wrong, with the requests up to there.
  private static func failure(
    _ setup: ModeSetup, seed: UInt64, steps: Int, isTame: Bool = false, check: Check
  ) throws -> String? {
    var cluster = Cluster(mode: try setup.make(), seed: seed)
    var history = ModeHistory(seed: seed &* 31, isTame: isTame)
    var requests: [Request] = []
    for _ in 0..<steps {
      requests.append(history.next(for: cluster))
      let before = cluster
      let events = try? cluster.perform(requests[requests.count - 1])
      let wrong = check(requests[requests.count - 1], before, cluster, events)
      if wrong.isEmpty { continue }
      let list = requests.enumerated().map { "  \($0.offset + 1) \($0.element)" }
      return "\(setup.testDescription) seed \(seed): \(wrong.prefix(6))\n"
        + list.joined(separator: "\n")
    }
    return nil
  }

  @Test(arguments: AllModes.names)
  func `a mode can be set up small, and says what it is`(_ name: String) throws {
    #expect(ModeSetup.small(name).count >= 2)
    let about = try AllModes.make(name, pools: [], options: []).about
    #expect(about.name == name)
    #expect(about.summary.hasSuffix(".") && about.details.hasSuffix("."))
    #expect(!about.models.isEmpty && !about.leftOut.isEmpty)
    #expect(Set(about.options.map(\.key)).count == about.options.count)
  }

  @Test(arguments: AllModes.names)
  func `each default that a description names is the default`(_ name: String) throws {
    let mode = try AllModes.make(name, pools: [], options: [])
    #expect(mode.options.map(\.key) == mode.about.options.map(\.key))
    #expect(mode.options.map(\.value) == mode.about.options.map(\.standard))
    // As they stand, the options and pools make the same mode again.
    let again = try AllModes.make(name, pools: mode.pools, options: mode.options)
    #expect(again.options == mode.options && again.pools == mode.pools)
  }

  @Test(arguments: ModeSetup.allSmall)
  func `the books agree with a recount after every step`(_ setup: ModeSetup) throws {
    for seed in UInt64(1)...2 {
      let failure = try Self.failure(setup, seed: seed, steps: 50) { _, _, cluster, _ in
        cluster.brokenInvariants()
          + IPFamily.allCases.flatMap { brokenIdentities(of: cluster, $0) }
      }
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  @Test(arguments: ModeSetup.allStandard)
  func `the books agree with a recount under a real system's defaults`(
    _ setup: ModeSetup
  ) throws {
    let failure = try Self.failure(setup, seed: 41, steps: 8) { _, _, cluster, _ in
      cluster.brokenInvariants()
        + IPFamily.allCases.flatMap { brokenIdentities(of: cluster, $0) }
    }
    #expect(failure == nil)
  }

  @Test(arguments: ModeSetup.allSmall)
  func `redoing the events gives the cluster, and undoing them the older one`(
    _ setup: ModeSetup
  ) throws {
    for seed in UInt64(11)...12 {
      var last: ClusterPicture?
      let failure = try Self.failure(setup, seed: seed, steps: 40) { _, before, after, events in
        let (old, new) = (ClusterPicture(before), ClusterPicture(after))
        var wrong = last.map { old.differences(from: $0).map { "the copy's \($0) changed" } } ?? []
        last = new
        guard let events else {
          return wrong + new.differences(from: old).map { "a refused request changed \($0)" }
        }
        var replayed = before
        for event in events { replayed.apply(event) }
        wrong += ClusterPicture(replayed).differences(from: new).map { "replayed \($0) differ" }
        return wrong + ClusterPicture(before).differences(from: old).map { "older \($0) changed" }
      }
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  @Test(arguments: ModeSetup.allSmall)
  func `the same seed gives the same cluster`(_ setup: ModeSetup) throws {
    func run() throws -> ClusterPicture {
      var cluster = Cluster(mode: try setup.make(), seed: 7)
      var history = ModeHistory(seed: 5, isTame: false)
      for _ in 0..<40 { _ = try? cluster.perform(history.next(for: cluster)) }
      return ClusterPicture(cluster)
    }
    #expect(try run() == run())
  }

  @Test(arguments: ModeSetup.allSmall)
  func `no address is given twice unless nodes choose blocks alone`(_ setup: ModeSetup) throws {
    // Hashing node-local nodes collide by design, and it is counted.
    let mayCollide = try setup.make().options.contains(ModeOption("assign", "hash"))
    for seed in UInt64(21)...23 {
      let failure = try Self.failure(setup, seed: seed, steps: 50, isTame: true) {
        _, _, cluster, _ in
        var holders: [IPAddress: PodID] = [:]
        var wrong: [String] = []
        for id in cluster.allPods {
          guard let pod = cluster.pods[id], pod.status.isRunning else { continue }
          let addresses = [pod.v4, pod.v6].compactMap(\.self)
          if addresses.isEmpty { wrong.append("pod \(pod.name) runs without an address") }
          for address in addresses where !mayCollide {
            if holders.updateValue(id, forKey: address) != nil {
              wrong.append("\(address) is held twice")
            }
            if !cluster.mode.pools.contains(where: { $0.contains(address) }) {
              wrong.append("\(address) is outside the pools")
            }
          }
        }
        return wrong
      }
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  @Test(arguments: ModeSetup.allSmall)
  func `an address that is given back can be given again`(_ setup: ModeSetup) throws {
    for seed in UInt64(31)...33 {
      var cluster = Cluster(mode: try setup.make(), seed: seed)
      var history = ModeHistory(seed: seed, isTame: true)
      for _ in 0..<30 { _ = try? cluster.perform(history.next(for: cluster)) }
      _ = try cluster.perform(.wait(.seconds(3600)))
      // Nobody else is to be first in the queue.
      let waiting = cluster.allPods.filter { cluster.pods.status(of: $0).isPending }
      _ = try cluster.perform(.removePods(waiting))
      for pod in cluster.allPods.prefix(4) {
        guard let node = cluster.pods.node(of: pod) else { continue }
        _ = try cluster.perform(.removePods([pod]))
        _ = try cluster.perform(.wait(.seconds(3600)))
        _ = try cluster.perform(.addPods(PodOrder(naming: .app("again"), node: node)))
        _ = try cluster.perform(.wait(.seconds(600)))
        let last = try #require(cluster.allPods.last)
        #expect(
          cluster.pods.status(of: last) == .running,
          "seed \(seed) node \(node): \(cluster.pods[last].flatMap(cluster.error) ?? "")")
      }
    }
  }

  @Test(arguments: ModeSetup.allSmall)
  func `no pod waits while its node has an address left`(_ setup: ModeSetup) throws {
    for seed in UInt64(51)...53 {
      var cluster = Cluster(mode: try setup.make(), seed: seed)
      var history = ModeHistory(seed: seed, isTame: true)
      for _ in 0..<40 { _ = try? cluster.perform(history.next(for: cluster)) }
      _ = try cluster.perform(.wait(.seconds(3600)))
      for id in cluster.allPods where cluster.pods.status(of: id).isRefusal {
        guard let node = cluster.pods.node(of: id).flatMap({ cluster.nodes[$0] }) else { continue }
        let families = IPFamily.allCases.filter { cluster.mode.unitLength($0) != nil }
        #expect(
          families.contains { node.free($0) ?? 0 == 0 },
          "seed \(seed) \(node.name) has \(families.map { node.free($0) ?? 0 }) free")
      }
    }
  }
}

/// Identities of the figures that a cluster does not keep to in one family.
func brokenIdentities(of cluster: Cluster, _ family: IPFamily) -> [String] {
  let held = cluster.ledger.total(family)
  var total: UInt128 = 0
  var withheld: UInt128 = 0
  for section in cluster.ledger.sections where section.pool.family == family {
    total = total.addingReportingOverflow(section.pool.size).partialValue
    withheld += section.withheld
  }
  var wrong: [String] = []
  if held.committed + withheld > total { wrong.append("\(family) free is below zero") }
  if held.reserved + UInt128(held.used) > held.committed {
    wrong.append("\(family) stranded is below zero")
  }
  var running = 0
  var inPools: Set<IPAddress> = []
  for id in cluster.allPods {
    guard let pod = cluster.pods[id], pod.status.isRunning, let address = pod[family] else {
      continue
    }
    running += 1
    if cluster.mode.pools.contains(where: { $0.contains(address) }) { inPools.insert(address) }
  }
  // No address twice unless a collision is counted.
  let outside = cluster.ledger.outside[family] ?? 0
  if UInt128(running) > UInt128(held.used + held.extraHolders) + outside {
    wrong.append("\(running) \(family) pods run on \(held.used) addresses")
  }
  if inPools.count != held.used { wrong.append("\(inPools.count) \(family) addresses are used") }
  return wrong
}
