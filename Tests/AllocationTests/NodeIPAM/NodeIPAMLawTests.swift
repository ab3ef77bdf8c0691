import Addressing
import Allocation
import TestSupport
import Testing

struct NodeIPAMLawTests {
  @Test func `no two nodes ever overlap, whatever ClusterCIDRs overlap`() throws {
    for seed in UInt64(1)...40 {
      var random = SeededRandom(seed: seed)
      var controller = NodeIPAMController()
      for index in 0..<random.int(in: 1..<5) {
        let cidr = IPPrefix(
          IPAddress(.v4, bits: 0x0a00_0000 + UInt128(random.int(in: 0..<8) * 32)),
          length: random.int(in: 25..<28))
        try controller.add(
          ClusterCIDR(
            "c\(index)", perNodeHostBits: random.int(in: 4..<min(6, cidr.hostBits + 1)),
            ipv4: cidr.description,
            selector: random.int(in: 0..<2) == 0
              ? nil : NodeSelector([LabelRequirement("zone", .isIn(["a"]))])))
      }
      var nodes: [(name: String, labels: [String: String], blocks: [IPPrefix])] = []
      for step in 0..<60 {
        if random.int(in: 0..<3) == 0, !nodes.isEmpty {
          let node = nodes.remove(at: random.int(in: 0..<nodes.count))
          try controller.release(node.blocks, of: node.name, labels: node.labels)
        } else {
          let labels = random.int(in: 0..<2) == 0 ? [:] : ["zone": "a"]
          guard let blocks = try? controller.allocate("n\(step)", labels: labels) else { continue }
          for block in blocks {
            #expect(!nodes.contains { $0.blocks.contains { $0.overlaps(block) } })
          }
          nodes.append(("n\(step)", labels, blocks))
        }
        let held = nodes.reduce(0) { $0 + $1.blocks.count }
        #expect(controller.ranges.reduce(0) { $0 + ($1.v4?.count ?? 0) } == held)
      }
    }
  }

  @Test func `equal preferences are settled by the texts, whatever the order of creation`() throws {
    let names = ["a", "b", "c", "d"]
    for seed in UInt64(1)...20 {
      var random = SeededRandom(seed: seed)
      var controller = NodeIPAMController()
      for name in names.shuffled(using: &random) {
        let third = names.firstIndex(of: name) ?? 0
        try controller.add(
          ClusterCIDR(
            name, perNodeHostBits: 8, ipv4: "10.0.\(third).0/24",
            selector: NodeSelector([
              LabelRequirement("zone", .exists), LabelRequirement("gpu", .doesNotExist),
            ])))
      }
      #expect(controller.candidates(for: ["zone": "x"]).map(\.name) == names)
    }
  }

  @Test func `selectors are written and matched as Kubernetes does`() {
    let selector = NodeSelector([
      LabelRequirement("zone", .isIn(["b", "a"])), LabelRequirement("cpu", .greater(4)),
      LabelRequirement("disk", .notIn(["hdd"])), LabelRequirement("gpu", .doesNotExist),
      LabelRequirement("arch", .exists), LabelRequirement("rack", .less(9)),
    ])
    #expect(
      selector.description == "arch,cpu>4,disk notin (hdd),!gpu,rack<9,zone in (a,b)")
    let good = ["zone": "a", "cpu": "8", "arch": "arm64", "rack": "3"]
    #expect(selector.matches(good))
    for (key, value) in [("zone", "c"), ("cpu", "4"), ("disk", "hdd"), ("gpu", ""), ("rack", "x")] {
      var bad = good
      bad[key] = value
      #expect(!selector.matches(bad))
    }
  }
}
