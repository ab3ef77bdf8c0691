import Addressing
import Allocation
import Cartography
import Reporting
import TestSupport
import Testing

/// What the map asks of a cluster against a count of every address, in every mode.
@Suite struct ClusterOccupancyTests {
  /// A few nodes and pods, some of them gone again.
  private func cluster(_ kind: any IPAMMode.Type, seed: UInt64) throws -> Cluster {
    var random = SeededRandom(seed: seed)
    let mode = try AllModes.make(kind.description.name, pools: [], options: [])
    var cluster = Cluster(mode: mode, seed: seed)
    for step in 0..<6 {
      _ = try? cluster.perform(.addNodes([NodeOrder(name: "n\(step)")]))
      _ = try? cluster.perform(
        .addPods(PodOrder(naming: .app("p"), count: Int.random(in: 1...12, using: &random))))
    }
    _ = try? cluster.perform(.removePods([PodID(rawValue: 1), PodID(rawValue: 4)]))
    _ = try? cluster.perform(.removeNodes([NodeID(rawValue: 2)]))
    return cluster
  }

  @Test func `every stretch of every mode says what a count of its addresses says`() throws {
    for kind in AllModes.kinds {
      let cluster = try cluster(kind, seed: 7)
      let occupancy = ClusterOccupancy(of: cluster)
      var blocks: [IPPrefix] = []
      var used: Set<IPAddress> = []
      cluster.nodes.forEach { blocks += $0.blocks }
      cluster.pods.forEach { id in
        if let pod = cluster.pods[id] { used.formUnion([pod.v4, pod.v6].compactMap(\.self)) }
        return true
      }
      for pool in cluster.mode.pools {
        for prefix in stretches(around: blocks, in: pool) {
          let coverage = occupancy.coverage(of: prefix)
          let held = PrefixSet(blocks.filter { $0.overlaps(prefix) })
            .intersection(PrefixSet([prefix]))
          let inUse = used.count(where: prefix.contains)
          let name = "\(kind.description.name) \(prefix)"
          #expect(coverage.committed == held.count, "\(name) committed")
          #expect(coverage.used == UInt128(inUse), "\(name) used")
          #expect(
            coverage.used + coverage.reserved <= coverage.addresses, "\(name) is overfull")
        }
      }
    }
  }

  /// Blocks, what lies in them and what lies around them, up to the pool.
  private func stretches(around blocks: [IPPrefix], in pool: IPPrefix) -> Set<IPPrefix> {
    var found: Set<IPPrefix> = [pool]
    for block in blocks.prefix(12) where pool.contains(block) {
      for length in [-4, -2, -1, 0, 1, 2, 4].map({ block.length + $0 })
      where length >= pool.length && length <= pool.family.bitWidth {
        found.insert(IPPrefix(block.base, length: length))
        found.insert(IPPrefix(block.last, length: length))
      }
    }
    return found
  }

  @Test func `what the system keeps to itself is no free space`() throws {
    let pool = try IPPrefix(parsing: "10.96.0.0/12")
    var cluster = Cluster(
      mode: try AllModes.make("kubernetes", pools: [pool], options: [ModeOption("mask", "24")]))
    _ = try cluster.perform(.change(.serviceRange(IPPrefix(parsing: "10.100.0.0/20"))))
    let occupancy = ClusterOccupancy(of: cluster)
    func ink(_ text: String) throws -> Ink {
      Ink(occupancy.coverage(of: try IPPrefix(parsing: text)), by: .max)
    }
    #expect(try ink("10.100.0.0/20") == .reserved)
    #expect(try ink("10.100.1.0/24") == .reserved)
    #expect(try ink("10.100.1.128/25") == .reserved)
    #expect(try ink("10.100.0.0/16") == .free)
    #expect(try ink("10.101.0.0/24") == .free)
    #expect(!occupancy.coverage(of: try IPPrefix(parsing: "10.100.0.0/16")).isUniform)
  }
}
