import Addressing
import Allocation
import TestSupport
import Testing

/// The mode on a cluster: what its script does not show.
struct CRDBackedTests {
  private func cluster(_ pools: String, _ options: String, seed: UInt64 = 1) throws -> Cluster {
    let parsed = options.split(separator: " ").map { word in
      let sides = word.split(separator: "=", maxSplits: 1).map(String.init)
      return ModeOption(sides[0], sides[1])
    }
    let mode = try CRDBacked(
      pools: try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) },
      options: parsed)
    return Cluster(mode: mode, seed: seed)
  }

  @Test func `setups with pins keep to the laws whatever happens`() throws {
    let setups = [
      ("10.0.0.0/26", "addresses-per-node=6 pins=10.0.0.9=default/web-1,10.0.0.10=default/web-2"),
      ("10.0.0.0/27 fd00::/124", "addresses-per-node=4 pins=10.0.0.3=default/db-1"),
      ("10.0.0.0/28 10.1.0.0/27", "addresses-per-node=9 min-allocate=5 scan=contiguous"),
      ("fd00::/122", "addresses-per-node=5 reserve-health=off"),
    ]
    for (place, setup) in setups.enumerated() {
      for seed in UInt64(1)...4 {
        var cluster = try cluster(setup.0, setup.1, seed: seed)
        var history = ModeHistory(seed: seed &* 17 &+ UInt64(place), isTame: false)
        for step in 0..<60 {
          let request = history.next(for: cluster)
          let before = cluster
          let events = try? cluster.perform(request)
          var wrong = cluster.brokenInvariants()
          wrong += IPFamily.allCases.flatMap { brokenIdentities(of: cluster, $0) }
          var replayed = before
          for event in events ?? [] { replayed.apply(event) }
          if events != nil {
            let picture = ClusterPicture(cluster)
            wrong += ClusterPicture(replayed).differences(from: picture).map { "replayed \($0)" }
          }
          #expect(wrong == [], "\(setup) seed \(seed) step \(step): \(request)")
          if !wrong.isEmpty { return }
        }
      }
    }
  }

  @Test
  func `nodes have the lowest addresses, and those of a node that leaves go to who lacks some`()
    throws
  {
    var cluster = try cluster("10.0.0.0/28", "addresses-per-node=6")
    _ = try cluster.perform(.addNodes(["a", "b", "c"].map { NodeOrder(name: $0) }))
    func addresses(_ node: String) -> [String] {
      cluster.nodes[node]?.blocks.map(\.base.description) ?? []
    }
    #expect(addresses("a") == (1...6).map { "10.0.0.\($0)" })
    #expect(addresses("c") == ["10.0.0.13", "10.0.0.14"])
    #expect(cluster.nodes["c"]?.state == .ready)
    _ = try cluster.perform(.removeNodes([#require(cluster.nodes["a"]).id]))
    #expect(
      addresses("c") == ["10.0.0.13", "10.0.0.14", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"])
    // Two that leave at once give nothing to each other.
    _ = try cluster.perform(
      .removeNodes([#require(cluster.nodes["b"]).id, #require(cluster.nodes["c"]).id]))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "d")]))
    #expect(addresses("d") == (1...6).map { "10.0.0.\($0)" })
  }

  @Test func `an agent waits for what it is told to wait for`() throws {
    var cluster = try cluster("10.0.0.0/24", "addresses-per-node=3 pre-allocate=4")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    let node = try #require(cluster.nodes["a"])
    #expect(node.state == .waiting)
    #expect(
      cluster.mode.waitingText(of: node) == "Waiting for IPs to become available in CRD-backed "
        + "allocation pool (required=4, available=3)")
    _ = try cluster.perform(.change(.set([ModeOption("min-allocate", "2")])))
    #expect(cluster.nodes["a"]?.state == .ready)
  }

  @Test func `addresses come in an order of the seed's, or of the list's`() throws {
    func order(_ options: String, seed: UInt64) throws -> [String] {
      var cluster = try cluster("10.0.0.0/24", "addresses-per-node=12 \(options)", seed: seed)
      _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
      _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: 10)))
      return cluster.allPods.compactMap { cluster.pods[$0]?.v4?.description }
    }
    #expect(try order("scan=contiguous", seed: 1) == (3...12).map { "10.0.0.\($0)" })
    #expect(try order("", seed: 1) != order("", seed: 2))
    #expect(try Set(order("", seed: 1)).count == 10)
  }

  @Test func `pools that cannot be cut into addresses are refused`() throws {
    let bad = [
      ("10.0.0.0/24 10.0.0.128/25", "", "10.0.0.128/25 overlaps 10.0.0.0/24"),
      ("fd00::/64", "", "fd00::/64 has more than 65,536 addresses"),
      ("10.0.0.0/24", "pins=x", "pins: \"x\" is not ADDRESS=NAMESPACE/POD"),
    ]
    for (pools, options, text) in bad {
      let refusal = #expect(throws: Refusal.self) { try cluster(pools, options) }
      #expect(refusal?.description.hasPrefix(text) == true, "\(refusal?.description ?? "")")
    }
  }
}
