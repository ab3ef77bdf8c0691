import Addressing
import Allocation
import Cartography
import Reporting
import Simulation
import TestSupport
import Testing

/// What is asked for many stretches at once against what is asked one by one.
@Suite struct `A survey of a cluster` {
  private static let plans = [
    "cluster-pool pool=10.0.0.0/18 mask=24", "calico pool=10.0.0.0/20",
    "vpc-cni", "multi-pool pool=10.0.0.0/18", "node-local pool=10.0.0.0/20 mask=24",
    "cluster-pool pool=10.0.0.0/20 pool=fd00:1::/56 mask=24 mask6=64",
    "host-local pool=10.0.0.0/22 mask=26",
  ]

  private func lived(_ plan: String) throws -> Session {
    try session(
      """
      plan a mode=\(plan)
      add nodes 6 zone=a
      add pods 90 app=web
      wait 2h
      add nodes 5 zone=b
      add pods 60 app=api
      remove pods 40 pick=random
      remove nodes 2 pick=random
      wait 90s
      add pods 30 app=web
      """)
  }

  @Test(arguments: plans)
  func `says of every stretch what a question for it says`(_ plan: String) throws {
    let session = try lived(plan)
    let cluster = try #require(session.current).cluster
    let claims = [
      Claim(
        prefix: try IPPrefix(parsing: "10.0.8.0/22"), name: "x", kind: .vpc)
    ]
    for layer in Layer.allCases {
      for kind in layer == .owner ? OwnerKind.allCases : [.node] {
        let owners = layer == .owner ? OwnerIndex(of: cluster, by: kind) : nil
        let occupancy = ClusterOccupancy(
          of: cluster, claims: claims, owners: owners, for: layer)
        for pool in cluster.mode.pools {
          try compare(occupancy, pool, layer)
        }
      }
    }
  }

  private func compare(
    _ occupancy: ClusterOccupancy, _ pool: IPPrefix, _ layer: Layer
  ) throws {
    for length in [2, 4, 6, 8, 10, 12].map({ pool.length + $0 })
    where length <= pool.family.bitWidth {
      let count = min(1 << (length - pool.length), 512)
      var met = 0
      occupancy.survey(count, from: IPPrefix(pool.base, length: length)) { index, coverage in
        #expect(index == met)
        met += 1
        let prefix = IPPrefix(
          IPAddress(
            pool.family,
            bits: pool.base.bits + UInt128(index) << UInt128(pool.family.bitWidth - length)),
          length: length)
        let alone = occupancy.coverage(of: prefix)
        if coverage != alone {
          Issue.record("\(layer) \(prefix): \(coverage) but alone \(alone)")
        }
      }
      #expect(met == count)
    }
  }

  @Test(arguments: plans)
  func `what differs after a change lies in what is told to have changed`(_ plan: String) throws {
    var session = try lived(plan)
    for line in ["add pod one", "remove pods 3 pick=oldest", "add node n", "remove nodes 1"] {
      let before = try #require(session.current).cluster
      _ = session.execute(try Command(parsing: line))
      let after = try #require(session.current).cluster
      let (old, new) = (
        ClusterOccupancy(of: before, for: .churn), ClusterOccupancy(of: after, for: .churn)
      )
      guard let changes = new.changes(since: old) else { continue }
      let told = PrefixSet(changes)
      for pool in after.mode.pools where pool.family == .v4 {
        let grid = try #require(BlockGrid(pool, blockLength: min(28, pool.length + 10)))
        for index in 0..<grid.count {
          let prefix = grid[index]
          if old.coverage(of: prefix) != new.coverage(of: prefix), !told.overlaps(prefix) {
            Issue.record("\(line): \(prefix) changed and was not told")
          }
        }
      }
    }
  }

  @Test func `tells owners, ages and what came back`() throws {
    let session = try session(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
      add node one zone=a
      wait 1h
      add node two zone=b
      add pods 3 app=web node=one
      add pods 2 app=api node=two
      remove pod web-1
      wait 60s
      """)
    let cluster = try #require(session.current).cluster
    func coverage(_ text: String, _ kind: OwnerKind = .node) throws -> Coverage {
      ClusterOccupancy(of: cluster, owners: OwnerIndex(of: cluster, by: kind))
        .coverage(of: try IPPrefix(parsing: text))
    }
    #expect(try coverage("10.0.0.0/24").owner == .one(0))
    #expect(try coverage("10.0.1.0/24").owner == .one(1))
    #expect(try coverage("10.0.0.0/23").owner == .several)
    #expect(try coverage("10.0.0.0/23", .pool).owner == .one(0))
    #expect(try coverage("10.0.1.0/24", .app).owner == .one(1))
    #expect(OwnerIndex(of: cluster, by: .app).names == ["web", "api"])
    #expect(OwnerIndex(of: cluster, by: .zone).names == ["a", "b"])
    #expect(try coverage("10.0.0.0/24").oldest == 3660)
    #expect(try coverage("10.0.1.0/24").oldest == 60)
    #expect(try coverage("10.0.0.0/22").returns == 1)
    #expect(try coverage("10.0.1.0/24").returns == 0)
    #expect(try coverage("10.0.2.0/24").freeLength == 23)
    #expect(try coverage("10.0.0.0/22").freeLength == 23)
    let pod = try #require(cluster.pods[NamespacedName("web-2")].flatMap { cluster.pods[$0] })
    let address = IPPrefix(try #require(pod.v4))
    #expect(try coverage("\(address)", .app).owner == .one(0))
    #expect(try coverage("\(address)").oldest == 60)
  }
}
