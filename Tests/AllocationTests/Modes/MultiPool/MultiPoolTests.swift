import Addressing
import Allocation
import TestSupport
import Testing

/// The mode on a cluster: what its scripts do not show.
struct MultiPoolTests {
  private func cluster(_ options: String, seed: UInt64 = 1) throws -> Cluster {
    let parsed = options.split(separator: " ").map { word in
      let sides = word.split(separator: "=", maxSplits: 1).map(String.init)
      return ModeOption(sides[0], sides[1])
    }
    return Cluster(mode: try MultiPool(pools: [], options: parsed), seed: seed)
  }

  private func prefixes(_ cluster: Cluster, _ node: String) -> [String] {
    cluster.nodes[node]?.blocks.map(\.description) ?? []
  }

  @Test func `setups that overlap keep to the laws whatever happens`() throws {
    let setups = [
      "pools=default:10.0.0.0/24/28,mars:10.0.0.0/25/27",
      "pools=default:10.0.0.0/25/27,twin:10.0.0.0/25/27 pre-allocate=default=4,twin=2",
      "pools=default:10.0.0.0/26/32 pre-allocate=default=2 version=1.17",
      "pools=default:10.0.0.0/26/31,mars:10.0.0.0/24/28 version=1.16 reserve-health=off",
      "pools=default:10.0.0.0/26/29,default:fd00::/122/125,mars:10.2.0.0/27/29",
      "pools=default:10.1.0.0/25/28,mars:fd00::/120/126 namespace-pools=other:mars",
      "pools=default:10.0.0.0/24/27 sync-interval=1s scan=contiguous",
    ]
    for (place, setup) in setups.enumerated() {
      for seed in UInt64(1)...3 {
        var cluster = try cluster(setup, seed: seed)
        var history = ModeHistory(seed: seed &* 91 &+ UInt64(place), isTame: false)
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

  @Test func `two pools of one node that overlap share the node's book and say so`() throws {
    var cluster = try cluster("pools=default:10.0.0.0/24/28,twin:10.0.0.0/24/28")
    let events = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    #expect(events.count > 0)
    let node = try #require(cluster.nodes["n"]).id
    let more = try cluster.perform(
      .addPods(PodOrder(naming: .app("t"), count: 12, node: node, pool: "twin")))
    // The agent has two of the first fourteen addresses, and the twin the others.
    #expect(prefixes(cluster, "n") == ["10.0.0.0/28", "10.0.0.16/28"])
    #expect(cluster.tallies.podsRunning == 12)
    let notes = more.compactMap { event in
      if case .noted(let note) = event { note.text } else { nil }
    }
    #expect(notes.contains { $0.contains("10.0.0.0/28, which another pool gave as well") })
    #expect(cluster.brokenInvariants() == [])
    // The default pool has two in use of its own: its next pod is given another block's address.
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("d"), count: 1, node: node)))
    #expect(cluster.tallies.podsRunning == 13)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `a smaller book grows into that of a larger CIDR and back`() throws {
    var cluster = try cluster(
      "pools=default:10.0.0.0/28/28,big:10.0.0.0/24/24 sync-interval=1s scan=contiguous")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    let node = try #require(cluster.nodes["n"])
    let router = try #require(node.ranges[0].address(of: .router))
    _ = try cluster.perform(
      .addPods(PodOrder(naming: .named("b"), node: node.id, pool: "big")))
    #expect(prefixes(cluster, "n") == ["10.0.0.0/24"])
    #expect(cluster.nodes["n"]?.ranges.count == 1)
    #expect(cluster.nodes["n"]?.ranges[0].address(of: .router) == router)
    let pod = try #require(cluster.allPods.first)
    #expect(cluster.pods[pod]?.v4?.description == "10.0.0.3")
    _ = try cluster.perform(.removePods([pod]))
    _ = try cluster.perform(.wait(.seconds(2)))
    #expect(prefixes(cluster, "n") == ["10.0.0.0/28"])
    #expect(cluster.nodes["n"]?.ranges[0].address(of: .router) == router)
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `an agent whose default pool has no spare addresses cannot start`() throws {
    var cluster = try cluster(
      "pools=default:10.0.0.0/24/28,mars:10.1.0.0/24/28 pre-allocate=mars=4")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    let node = try #require(cluster.nodes["n"])
    #expect(
      node.agentError == "unable to allocate router IP for family ipv4: unable to allocate from "
        + "pool \"default\" (family ipv4): pool not (yet) available")
    #expect(node.state == .failed)
    _ = try cluster.perform(.change(.set([ModeOption("pre-allocate", "default=1,mars=4")])))
    #expect(cluster.nodes["n"]?.state == .ready)
  }

  @Test func `a node that waits for a pool is served when the pool comes`() throws {
    var cluster = try cluster("pools=mars:10.1.0.0/24/28")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    #expect(cluster.nodes["n"]?.state == .failed)
    let error = cluster.nodes["n"]?.error ?? ""
    #expect(
      error.hasSuffix("from pool \"default\": cannot allocate from non-existing pool: default"))
    let pool = try IPPrefix(parsing: "10.0.0.0/24")
    _ = try cluster.perform(.change(.addPool(pool, name: "default", mask: 27)))
    #expect(cluster.nodes["n"]?.state == .failed)
    _ = try cluster.perform(.wait(.seconds(5)))
    #expect(cluster.nodes["n"]?.state == .ready)
    #expect(prefixes(cluster, "n") == ["10.0.0.0/27"])
  }

  @Test func `a wish of a pod that is gone lasts five minutes`() throws {
    var cluster = try cluster("pools=default:10.0.0.0/24/28,mars:10.1.0.0/24/28 sync-interval=1s")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    let node = try #require(cluster.nodes["n"]).id
    _ = try cluster.perform(
      .addPods(PodOrder(naming: .named("w"), node: node, pool: "venus")))
    _ = try cluster.perform(.wait(.seconds(3600)))
    #expect(cluster.nodes["n"]?.error?.contains("non-existing pool: venus") == true)
    _ = try cluster.perform(.removePods(cluster.allPods))
    _ = try cluster.perform(.wait(.seconds(290)))
    #expect(cluster.nodes["n"]?.error?.contains("non-existing pool: venus") == true)
    _ = try cluster.perform(.wait(.seconds(20)))
    #expect(cluster.nodes["n"]?.error == nil)
  }

  @Test func `the operator waits a second longer after each error`() throws {
    var cluster = try cluster(
      "pools=default:10.0.0.0/28/28 pre-allocate=default=1 sync-interval=1s")
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a"), NodeOrder(name: "b")]))
    #expect(cluster.nodes["b"]?.error?.hasSuffix("pool empty") == true)
    // Errors after 0, 1, 3, 6 and 10 seconds and so on: nothing happens between.
    _ = try cluster.perform(.wait(.seconds(12)))
    _ = try cluster.perform(.removeNodes([#require(cluster.nodes["a"]).id]))
    _ = try cluster.perform(.wait(.seconds(2)))
    #expect(cluster.nodes["b"]?.state == .failed)
    _ = try cluster.perform(.wait(.seconds(2)))
    #expect(cluster.nodes["b"]?.state == .ready)
  }

  @Test func `options and pools read back as they were set`() throws {
    let texts = [
      "mask=26", "mask6=124",
      "pools=default:10.0.0.0/16/26,default:fd00::/112/124,mars:10.2.0.0/24/27",
      "default-pool=default", "pre-allocate=default=8,mars=1", "sync-interval=60s",
      "namespace-pools=prod:mars", "pool-selectors=mars:app=web,mars:kubernetes.io/metadata.name=x",
      "require-pool-match=prod,dev",
      "auto-create=venus=ipv4-cidrs:10.3.0.0/24;ipv4-mask-size:28", "max-pods=30",
      "reserve-router=off", "reserve-health=on", "reserve-ingress=on", "scan=contiguous",
      "version=1.17.7",
    ]
    let options = texts.map { text in
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      return ModeOption(sides[0], sides[1])
    }
    let mode = try MultiPool(pools: [], options: options)
    let pools = "default:10.0.0.0/16/26,default:fd00::/112/124,mars:10.2.0.0/24/27,"
    #expect(
      mode.options.map { "\($0.key)=\($0.value)" }
        == texts.map { $0.hasPrefix("pools=") ? "pools=\(pools)venus:10.3.0.0/24/28" : $0 })
    #expect(
      mode.pools.map(\.description) == ["10.0.0.0/16", "10.2.0.0/24", "10.3.0.0/24", "fd00::/112"])
    #expect(mode.unitLength(of: mode.pools[1]) == 27)
  }

  @Test func `what is wrong with an option is said`() throws {
    let bad = [
      ("pools", "mars:10.0.0.0/16", "pools: \"mars:10.0.0.0/16\" is not NAME:CIDR/MASK"),
      (
        "pools", "mars:10.0.0.0/16/33",
        "The CiliumPodIPPool \"mars\" is invalid: spec.ipv4.maskSize"
      ),
      ("pools", "a:10.0.0.0/16/24,a:10.1.0.0/16/25", "pools: pool a has one mask size a family"),
      ("pre-allocate", "default=x", "pre-allocate: invalid value for pool \"default\": strconv."),
      ("sync-interval", "soon", "sync-interval: \"soon\" is not a duration"),
      ("namespace-pools", "prod", "namespace-pools: \"prod\" is not NAMESPACE:POOL"),
      ("pool-selectors", "mars:web", "pool-selectors: \"mars:web\" is not POOL:LABEL=VALUE"),
      ("auto-create", "x", "auto-create: \"x\" is not NAME=ipv4-cidrs"),
      ("default-pool", "A_b", "default-pool: \"A_b\" is not a name"),
      ("version", "1.12", "version: \"1.12\" is not one of 1.16, 1.17, 1.17.7, 1.18, 1.19"),
      ("nonsense", "1", "nonsense: mode multi-pool has no such option"),
    ]
    for (key, value, text) in bad {
      let refusal = #expect(throws: Refusal.self) {
        try MultiPool(pools: [], options: [ModeOption(key, value)])
      }
      #expect(refusal?.description.hasPrefix(text) == true, "\(refusal?.description ?? "")")
    }
  }
}
