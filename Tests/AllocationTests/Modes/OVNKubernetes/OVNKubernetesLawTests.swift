import Addressing
import Allocation
import TestSupport
import Testing

struct OVNKubernetesLawTests {
  static let plans: [ModeLaws] = [
    ModeLaws(
      mode: "ovn-kubernetes", pools: "10.0.0.0/25 10.0.1.0/27", options: "mask=28",
      changes: "hybrid-overlay=on hybrid-overlay=off network-operator=off mask=29 mask=28",
      batch: 40),
    ModeLaws(
      mode: "ovn-kubernetes", pools: "10.0.0.0/27 fd00::/62", options: "mask=30",
      changes: "hybrid-overlay=on max-pods=3", batch: 10),
    ModeLaws(mode: "ovn-kubernetes", pools: "fd00::/60", options: "", changes: "", batch: 20),
  ]

  @Test(arguments: plans.indices)
  func `books, identities and replays agree after every step`(_ plan: Int) throws {
    for seed in UInt64(1)...6 {
      let failure = try Self.plans[plan].failure(seed: seed, steps: 60)
      #expect(failure == nil)
      if failure != nil { return }
    }
  }

  @Test(arguments: [
    "10.0.0.0/14 22", "10.1.0.0/16 26", "10.128.0.0/14 23", "10.0.0.0/20 24", "10.0.0.0/22 25",
    "10.0.0.0/10 18", "fd00::/50 60", "fd00::/44 60", "10.0.0.0/16 16",
  ])
  func `every subnet of a network has one number, and each number its subnet`(
    _ given: String
  ) throws {
    let words = given.split(separator: " ").map(String.init)
    let range = try OVNSubnetRange(
      IPPrefix(parsing: words[0]), hostPrefix: #require(Int(words[1])))
    var seen: Set<IPPrefix> = []
    for number in 0..<range.numbers {
      let subnet = range.subnet(number)
      #expect(range.number(of: subnet) == number)
      #expect(range.network.contains(subnet))
      seen.insert(subnet)
    }
    #expect(seen.count == range.numbers)
  }

  /// A list of subnets in the order of their numbers, searched as the real loop does.
  private struct Model {
    let order: [IPPrefix]
    let skipped: Set<Int>
    var owners: [IPPrefix: String] = [:]
    var next = 0

    mutating func allocate(_ owner: String) -> IPPrefix? {
      if let held = owners.filter({ $0.value == owner }).keys.min() { return held }
      for step in 0..<order.count {
        let number = (step + next) % order.count
        if skipped.contains(number) || owners[order[number]] != nil { continue }
        owners[order[number]] = owner
        next = number + 1
        return order[number]
      }
      next = 0
      return nil
    }
  }

  @Test(arguments: ["10.0.0.0/22 26", "10.0.0.0/25 28", "fd00::/111 128", "fd00::/60 64"])
  func `an allocator gives what a walk over a list gives`(_ given: String) throws {
    let words = given.split(separator: " ").map(String.init)
    let network = try IPPrefix(parsing: words[0])
    // Host bits must be there: 128 stands for single addresses' parents.
    let hostPrefix = min(try #require(Int(words[1])), network.family.bitWidth - 1)
    for seed in UInt64(1)...15 {
      var random = SeededRandom(seed: seed)
      var range = try OVNSubnetRange(network, hostPrefix: hostPrefix)
      var model = Model(
        order: (0..<range.numbers).map(range.subnet),
        skipped: Set((0..<range.numbers).filter(range.isSkipped)))
      if range.numbers > 1000 {
        // Near the end, so that wrapping is seen.
        range.moveCursor(to: range.numbers - 5)
        model.next = range.numbers - 5
      }
      for _ in 0..<60 {
        let owner = "n\(random.int(in: 0..<24))"
        switch random.int(in: 0..<4) {
        case 0..<2: #expect(range.allocate(for: owner) == model.allocate(owner))
        case 2:
          range.releaseAll(of: owner)
          model.owners = model.owners.filter { $0.value != owner }
        default:
          let subnet = range.subnet(random.int(in: 0..<min(range.numbers, 40)))
          let holder = model.owners[subnet]
          let isMine = (try? range.mark(subnet, for: owner)) ?? false
          #expect(isMine == (holder == nil || holder == owner))
          if holder == nil { model.owners[subnet] = owner }
        }
        #expect(range.usage == model.owners.count)
        #expect(
          (range.next, range.owner(of: range.subnet(0))) == (
            model.next, model.owners[range.subnet(0)]
          ))
      }
    }
  }

  @Test(arguments: ["off", "on"])
  func `a node of a cluster gives what its switch gives`(_ overlay: String) throws {
    for seed in UInt64(1)...10 {
      var random = SeededRandom(seed: seed)
      let pools = [try IPPrefix(parsing: "10.0.0.0/27"), try IPPrefix(parsing: "fd00::/63")]
      var cluster = Cluster(
        mode: try OVNKubernetes(
          pools: pools, options: [ModeOption("mask", "28"), ModeOption("hybrid-overlay", overlay)]),
        seed: seed)
      _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
      let node = try #require(cluster.nodes["n"])
      var switches = node.blocks.map { OVNSwitchAddresses($0, hybridOverlay: overlay == "on") }
      #expect(switches[0].free == cluster.mode.usablePerNode[.v4])
      #expect(switches[1].free == cluster.mode.usablePerNode[.v6])
      for step in 0..<80 {
        let pods = cluster.allPods
        if random.int(in: 0..<5) < 2, let pod = pods.randomElement(using: &random) {
          for address in [cluster.pods[pod]?.v4, cluster.pods[pod]?.v6].compactMap(\.self) {
            for index in switches.indices { switches[index].release(address) }
          }
          _ = try cluster.perform(.removePods([pod]))
          continue
        }
        _ = try cluster.perform(.addPods(PodOrder(naming: .named("p\(step)"), node: node.id)))
        let id = try #require(cluster.allPods.last)
        // The switch of IPv4 is the small one: IPv6 is never asked when it is full.
        if let v4 = try? switches[0].allocateNext() {
          #expect(cluster.pods[id]?.v4 == v4, "seed \(seed) step \(step)")
          #expect(try cluster.pods[id]?.v6 == switches[1].allocateNext())
        } else {
          #expect(cluster.pods.status(of: id) == .refusedV4)
          _ = try cluster.perform(.removePods([id]))
        }
      }
    }
  }

  @Test func `the subnet that is passed over is withheld until somebody has it`() throws {
    let pool = try IPPrefix(parsing: "fd01::/48")
    var cluster = Cluster(mode: try OVNKubernetes(pools: [pool], options: []), seed: 1)
    let zero = try IPPrefix(parsing: "fd01::/64")
    #expect(cluster.mode.withheld == [zero])
    #expect(cluster.mode.blockSets(.v6).map(\.count) == [1])
    var order = NodeOrder(name: "a")
    order.blocks = [zero]
    _ = try cluster.perform(.addNodes([order, NodeOrder(name: "b")]))
    #expect(cluster.nodes["a"]?.blocks == [zero])
    #expect(cluster.nodes["b"]?.blocks.map(\.description) == ["fd01:0:0:1::/64"])
    #expect(cluster.mode.withheld == [])
    let first = try #require(cluster.nodes["a"]?.id)
    _ = try cluster.perform(.removeNodes([first]))
    #expect(cluster.mode.withheld == [zero])
    #expect(cluster.mode.blockSets(.v6).map(\.count) == [2])
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `a node that finds no subnet is tried at ticks, and dropped after fifteen attempts`()
    throws
  {
    let pool = try IPPrefix(parsing: "10.0.0.0/24")
    var cluster = Cluster(
      mode: try OVNKubernetes(pools: [pool], options: [ModeOption("mask", "25")]), seed: 1)
    _ = try cluster.perform(.addNodes(["a", "b", "c"].map { NodeOrder(name: $0) }))
    #expect(
      cluster.nodes["c"]?.error == "error allocating network for node c: no subnets available")
    let first = try #require(cluster.nodes["a"]?.id)
    _ = try cluster.perform(.wait(.seconds(100)))
    _ = try cluster.perform(.removeNodes([first]))
    // Three ticks have passed; the one at 120 s comes after a back-off of 8 s.
    _ = try cluster.perform(.wait(.seconds(19)))
    #expect(cluster.nodes["c"]?.isReady == false)
    _ = try cluster.perform(.wait(.seconds(1)))
    #expect(cluster.nodes["c"]?.blocks.map(\.description) == ["10.0.0.0/25"])
    #expect(cluster.nodes["c"]?.error == nil && cluster.mode.nextDue == nil)

    // 30, 60, 90, 120, 150, 210, then every 90 s: the fifteenth attempt is at 930 s.
    _ = try cluster.perform(.addNodes([NodeOrder(name: "d")]))
    _ = try cluster.perform(.wait(.seconds(2000)))
    #expect(cluster.mode.nextDue == nil)
    let second = try #require(cluster.nodes["b"]?.id)
    _ = try cluster.perform(.removeNodes([second]))
    _ = try cluster.perform(.wait(.seconds(3600)))
    #expect(cluster.nodes["d"]?.isReady == false)
    let last = try #require(cluster.nodes["d"]?.id)
    _ = try cluster.perform(.restartAgent(last))
    #expect(cluster.nodes["d"]?.blocks.map(\.description) == ["10.0.0.128/25"])
  }
}
