import Addressing
import Allocation
import TestSupport
import Testing

struct VPCCNILawTests {
  static let plans: [ModeLaws] = [
    ModeLaws(
      mode: "vpc-cni", pools: "10.0.0.0/25 10.0.1.0/26",
      options: "instance-type=t3.small growth=timed",
      changes: "prefix-delegation=on prefix-delegation=off warm-ip-target=2 minimum-ip-target=5",
      batch: 12),
    ModeLaws(
      mode: "vpc-cni", pools: "10.0.0.0/24",
      options: "instance-type=t3.medium prefix-delegation=on zones=1",
      changes: "prefix-delegation=off prefix-delegation=on ip-cooldown=0s elsewhere=20% "
        + "elsewhere=none prefix-reservation=10.0.0.64/26",
      batch: 40),
    ModeLaws(
      mode: "vpc-cni", pools: "10.0.0.0/25 10.0.1.0/25 10.0.2.0/26",
      options: "instance-type=t3.small custom-networking=on zones=1",
      changes: "growth=timed growth=at-once max-eni=2 max-eni=type", batch: 10),
    ModeLaws(
      mode: "vpc-cni", pools: "10.0.0.0/28 10.0.1.0/27 10.0.2.0/26",
      options: "instance-type=t3.nano placement=lowest walk=attached subnet-discovery=off",
      changes: "warm-eni-target=0 warm-eni-target=1 growth=timed", batch: 8),
    ModeLaws(
      mode: "vpc-cni", pools: "10.0.0.0/24",
      options: "prefix-delegation=on elsewhere=one-per-28 zones=1",
      changes: "elsewhere=none elsewhere=one-per-28 warm-prefix-target=0 warm-prefix-target=2",
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

  /// What the subnets say is taken, and what nodes and others have, are the same.
  @Test(arguments: plans.indices)
  func `subnets and nodes agree on every address`(_ plan: Int) throws {
    for seed in UInt64(21)...22 {
      var cluster = Cluster(mode: try Self.plans[plan].make(), seed: seed)
      var history = RandomHistory(seed: seed, batch: 12)
      var random = SeededRandom(seed: seed)
      for _ in 0..<60 {
        _ = try? cluster.perform(history.next(for: cluster))
        _ = try cluster.perform(.wait(.seconds(random.int(in: 0..<90))))
        let blocks = cluster.nodes.ids.flatMap { cluster.nodes[$0]?.blocks ?? [] }
        let held = PrefixSet(cluster.mode.withheld + blocks)
        for set in cluster.mode.blockSets(.v4) {
          let taken = held.intersection(PrefixSet([set.cluster])).count
          #expect(taken == UInt128(set.count), "seed \(seed) \(set.cluster)")
        }
      }
    }
  }

  /// Pods that come, go and wait on one node, each second: the address a pod gives back rests.
  @Test func `no address is given again before it has rested`() throws {
    for seed in UInt64(1)...6 {
      let mode = try AllModes.make(
        "vpc-cni", pools: [try IPPrefix(parsing: "10.0.0.0/24")],
        options: [
          ModeOption("instance-type", "t3.small"), ModeOption("ip-cooldown", "20s"),
          ModeOption("prefix-delegation", seed % 2 == 0 ? "on" : "off"),
        ])
      var cluster = Cluster(mode: mode, seed: seed)
      _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
      var random = SeededRandom(seed: seed)
      var released: [IPAddress: Duration] = [:]
      var holders: [PodID: IPAddress] = [:]
      for _ in 0..<150 {
        if random.int(in: 0..<2) == 0 {
          _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 1)))
        } else if let pod = holders.keys.sorted().randomElement(using: &random) {
          released[holders[pod]!] = cluster.now
          holders[pod] = nil
          _ = try cluster.perform(.removePods([pod]))
        }
        _ = try cluster.perform(.wait(.seconds(1)))
        for id in cluster.allPods where cluster.pods.status(of: id) == .running {
          guard holders[id] == nil, let address = cluster.pods[id]?.v4 else { continue }
          holders[id] = address
          if let last = released[address] {
            #expect(cluster.now - last >= .seconds(20), "seed \(seed) \(address)")
          }
        }
      }
      #expect(!released.isEmpty)
    }
  }
}
