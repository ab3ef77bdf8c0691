import Addressing
import Allocation
import TestSupport
import Testing

struct AKSLawTests {
  static let plans: [ModeLaws] = [
    ModeLaws(
      mode: "aks", pools: "10.244.0.0/22", options: "max-pods=10",
      changes: "max-pods=11 max-pods=250 networking=kubenet networking=overlay", batch: 40),
    ModeLaws(
      mode: "aks", pools: "10.244.0.0/22 fd12::/77", options: "networking=overlay max-pods=10",
      changes: "max-pods=11", batch: 40),
    ModeLaws(
      mode: "aks", pools: "fd12::/78 10.244.0.0/22", options: "networking=kubenet max-pods=12",
      changes: "max-pods=10", batch: 40),
    ModeLaws(
      mode: "aks", pools: "10.240.0.0/26 10.240.1.0/27",
      options: "networking=node-subnet max-pods=10", changes: "max-pods=11 max-pods=16", batch: 40),
    ModeLaws(
      mode: "aks", pools: "10.241.0.0/26",
      options: "networking=pod-subnet-dynamic max-pods=30", changes: "max-pods=40", batch: 60),
    ModeLaws(
      mode: "aks", pools: "10.241.0.0/25 10.241.2.0/27",
      options: "networking=pod-subnet-dynamic", changes: "max-pods=40", batch: 120),
    ModeLaws(
      mode: "aks", pools: "10.40.0.0/25", options: "networking=pod-subnet-static max-pods=15",
      changes: "max-pods=16 max-pods=31", batch: 60),
  ]

  @Test(arguments: plans.indices)
  func `books, identities and replays agree after every step`(_ plan: Int) throws {
    for seed in UInt64(1)...10 {
      let failure = try Self.plans[plan].failure(seed: seed, steps: 60)
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  @Test(arguments: ["node-subnet", "pod-subnet-dynamic", "pod-subnet-static"])
  func `what nodes have, Azure keeps and is free are the subnet`(_ networking: String) throws {
    for seed in UInt64(1)...10 {
      var random = SeededRandom(seed: seed)
      var cluster = Cluster(
        mode: try AllModes.make(
          "aks", pools: [try IPPrefix(parsing: "10.241.0.0/24")],
          options: [ModeOption("networking", networking), ModeOption("max-pods", "20")]))
      for _ in 0..<60 {
        let nodes = cluster.nodes.ids
        let pods = cluster.allPods
        switch random.int(in: 0..<5) {
        case 0, 1:
          let name = cluster.nodes.freeNames(1, prefix: "n")[0]
          _ = try cluster.perform(.addNodes([NodeOrder(name: name)]))
        case 2 where !nodes.isEmpty:
          _ = try cluster.perform(.removeNodes([nodes[random.int(in: 0..<nodes.count)]]))
        case 3 where !pods.isEmpty:
          _ = try cluster.perform(.removePods(Array(pods.prefix(random.int(in: 1..<9)))))
        default:
          let order = PodOrder(naming: .app("p"), count: random.int(in: 1..<12))
          _ = try cluster.perform(.addPods(order))
        }
        var free: UInt128 = 0
        for set in cluster.mode.blockSets(.v4) {
          free += UInt128(set.maxCIDRs - set.count) << UInt128(32 - set.nodeMask)
        }
        let withheld = PrefixSet(cluster.mode.withheld).count
        let committed = cluster.ledger.total(.v4).committed
        #expect(committed + withheld + free == 256)
        #expect(withheld == (networking == "pod-subnet-static" ? 32 : 5))
      }
    }
  }

  @Test func `a node of the dynamic pod subnet holds what adding batches one by one comes to`()
    throws
  {
    // The documentation's rule, literally: 16 at the start, 16 more whenever fewer than 8 are free.
    var held = 16
    for pods in 0...250 {
      while held - pods < 8 { held += 16 }
      #expect(AKSSizing.dynamicAddresses(pods: pods) == min(held, 250), "\(pods) pods")
    }
  }

  @Test func `the smallest subnet suffices, and the next smaller one does not`() {
    for addresses in stride(from: 1, to: 70_000, by: 37) {
      guard let length = AKSSizing.smallestSubnet(for: addresses) else { return }
      #expect(AKSSizing.usableAddresses(ofSubnet: length) >= addresses)
      if length < 29 { #expect(AKSSizing.usableAddresses(ofSubnet: length + 1) < addresses) }
    }
  }

  @Test func `static blocks are as few as hold the pods and one address more`() {
    for pods in 0...300 {
      let blocks = AKSSizing.staticBlocks(maxPods: pods)
      #expect(16 * blocks >= pods + 1)
      #expect(16 * (blocks - 1) < pods + 1)
    }
  }

  @Test func `numbers beyond all reason are the greatest there is`() {
    #expect(AKSSizing.nodeSubnetAddresses(nodes: .max, surge: .max, maxPods: .max) == .max)
    #expect(AKSSizing.nodeSubnetAddresses(nodes: -5, surge: -1, maxPods: -3) == 0)
    #expect(AKSSizing.pods(nodes: .max, maxPods: 2) == .max)
    #expect(AKSSizing.staticBlocks(maxPods: .max) == .max / 16)
    #expect(AKSSizing.dynamicAddresses(pods: .max) == 250)
    #expect(AKSSizing.usableAddresses(ofSubnet: 200) == 0)
    #expect(AKSSizing.usableAddresses(ofSubnet: 0, .v6) == .max)
    #expect(AKSSizing.nodesWithBlock(podCIDR: 25) == 0)
    #expect(AKSSizing.smallestSubnet(for: .max) == nil)
  }
}
