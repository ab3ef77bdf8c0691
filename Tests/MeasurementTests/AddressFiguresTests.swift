import Addressing
import Allocation
import Measurement
import TestSupport
import Testing

struct AddressFiguresTests {
  private func cluster(_ pools: String, _ options: [String: String] = [:]) throws -> Cluster {
    let pools = try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
    let options = options.sorted { $0.key < $1.key }.map { ModeOption($0.key, $0.value) }
    return Cluster(mode: try ClusterPool(.init(pools: pools, options: options)))
  }

  private func add(_ nodes: Int, pods: Int, to cluster: inout Cluster) throws {
    let names = cluster.nodes.freeNames(nodes, prefix: "n")
    _ = try cluster.perform(.addNodes(names.map { NodeOrder(name: $0) }))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: pods)))
  }

  @Test func `a /24 with 96 pods`() throws {
    var cluster = try cluster("10.0.0.0/22")
    try add(1, pods: 96, to: &cluster)
    let figures = AddressFigures(of: cluster, family: .v4)
    #expect(figures.total == 1024)
    #expect(figures.committed == 256)
    #expect(figures.used == 96)
    // Network, last address, router, health.
    #expect(figures.reserved == 4)
    #expect(figures.stranded == 156)
    #expect(figures.withheld == 0)
    #expect(figures.free == 768)
    #expect(figures.outside == 0)
    #expect(figures.internalWaste == 625)
  }

  @Test func `an empty plan wastes nothing and commits nothing`() throws {
    let figures = AddressFigures(of: try cluster("10.0.0.0/8"), family: .v4)
    #expect(figures.total == 1 << 24)
    #expect(figures.free == 1 << 24)
    #expect(figures.internalWaste == nil)
    #expect(AddressFigures(of: try cluster("10.0.0.0/8"), family: .v6).total == 0)
  }

  @Test func `both families are counted, each in its own pools`() throws {
    var cluster = try cluster("10.0.0.0/24 fd00::/120", ["mask": "26", "mask6": "122"])
    try add(2, pods: 10, to: &cluster)
    for family in IPFamily.allCases {
      let figures = AddressFigures(of: cluster, family: family)
      #expect((figures.total, figures.committed, figures.used) == (256, 128, 10))
      #expect((figures.reserved, figures.stranded, figures.free) == (8, 110, 128))
    }
  }

  @Test func `of a large IPv6 block what the agent does not manage is reserved`() throws {
    var cluster = try cluster("fd00::/60", ["mask6": "64"])
    try add(1, pods: 3, to: &cluster)
    let figures = AddressFigures(of: cluster, family: .v6)
    #expect(figures.committed == 1 << 64)
    #expect(figures.used == 3)
    #expect(figures.stranded == 65_534 - 2 - 3)
    #expect(figures.internalWaste == 999)
    let huge = try self.cluster("fd00::/8", ["mask6": "16"])
    #expect(AddressFigures(of: huge, family: .v6).free == 1 << 120)
  }

  @Test func `the waste of the largest blocks does not overflow`() throws {
    var cluster = try cluster("fd00::/8", ["mask6": "8"])
    try add(1, pods: 1, to: &cluster)
    #expect(AddressFigures(of: cluster, family: .v6).internalWaste == 999)
  }

  @Test func `a mask that cuts no block withholds the pool`() throws {
    var cluster = try cluster("10.0.0.0/26 10.1.0.0/16", ["mask": "24"])
    try add(1, pods: 1, to: &cluster)
    let figures = AddressFigures(of: cluster, family: .v4)
    #expect(figures.withheld == 64)
    #expect(figures.total == figures.committed + figures.withheld + figures.free)
  }

  @Test func `holdings outside the pools are outside, pods with foreign addresses too`() throws {
    let blocks = try ["192.168.7.0/24"].map { try IPPrefix(parsing: $0) }
    let pods = try ["10.0.0.1", "192.168.7.9"].enumerated().map { offset, text in
      RecordedPod(
        name: NamespacedName("p\(offset)"), node: "n",
        addresses: [try IPAddress(parsing: text)], isHostNetwork: false)
    }
    let cluster = Cluster(
      mode: try cluster("10.0.0.0/8").mode, seed: 1,
      nodes: [RecordedNode(NodeOrder(name: "n", blocks: blocks))], pods: pods)
    let figures = AddressFigures(of: cluster, family: .v4)
    #expect(figures.outside == 257)
    #expect(figures.used == 0)
    #expect(cluster.tallies.podsRunning == 2)
  }

  /// `total = committed + withheld + free`, `committed = used + reserved + stranded`, and
  /// `pods.running <= used + collisions + outside`.
  @Test(arguments: [
    ("10.0.0.0/26", ["mask": "28"]),
    ("10.0.0.0/26 fd00::/122", ["mask": "29", "mask6": "124"]),
    ("fd00::/120", ["mask6": "123"]),
    ("10.0.0.0/25 10.2.0.0/28", ["mask": "27", "max-pods": "9"]),
  ])
  func `the sums hold after every step, and free space agrees with the books`(
    _ pools: String, _ options: [String: String]
  ) throws {
    for seed in UInt64(1)...6 {
      var random = SeededRandom(seed: seed)
      var cluster = try cluster(pools, options)
      for step in 0..<60 {
        try self.step(&cluster, &random)
        let comment = Comment(rawValue: "seed \(seed) step \(step)")
        for family in IPFamily.allCases where cluster.mode.unitLength(family) != nil {
          let figures = AddressFigures(of: cluster, family: family)
          #expect(
            figures.total == figures.committed + figures.withheld + figures.free, comment)
          #expect(
            figures.committed == figures.used + figures.reserved + figures.stranded, comment)
          let collisions = UInt128(cluster.ledger.total(family).extraHolders)
          let running = UInt128(cluster.tallies.podsRunning)
          #expect(running <= figures.used + collisions + figures.outside, comment)
          let space = FreeSpace(of: cluster, family: family)
          #expect(space.freeBlocks == space.blocks(ofLength: unit(cluster, family)), comment)
          // Blocks of the mask are the only ones that nodes ask for here.
          #expect(space.freeAddresses == figures.free, comment)
        }
      }
    }
  }

  private func unit(_ cluster: Cluster, _ family: IPFamily) -> Int {
    cluster.mode.unitLength(family) ?? 0
  }

  private func step(_ cluster: inout Cluster, _ random: inout SeededRandom) throws {
    let nodes = cluster.nodes.ids
    switch random.int(in: 0..<6) {
    case 0, 1:
      _ = try cluster.perform(
        .addNodes(cluster.nodes.freeNames(1, prefix: "n").map { NodeOrder(name: $0) }))
    case 2 where nodes.count > 2:
      _ = try cluster.perform(.removeNodes([nodes[random.int(in: 0..<nodes.count)]]))
    case 3:
      _ = try cluster.perform(.removePods(cluster.pods.newest(random.int(in: 1..<5))))
    case 4 where random.int(in: 0..<4) == 0:
      _ = try cluster.perform(.restartOperator)
    default:
      let count = random.int(in: 1..<12)
      _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: count)))
    }
  }
}
