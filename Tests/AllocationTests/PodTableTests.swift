import Addressing
import Testing

@testable import Allocation

struct PodTableTests {
  private func cluster() throws -> Cluster {
    let pool = try IPPrefix(parsing: "10.0.0.0/16")
    var cluster = Cluster(mode: try ClusterPool(.init(pools: [pool])))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n", maxPods: 5000)]))
    return cluster
  }

  private func names(_ cluster: Cluster) -> [String] {
    var names: [String] = []
    cluster.pods.forEach { id in
      names.append(cluster.pods[id]?.name.name ?? "?")
      return true
    }
    return names
  }

  private func id(_ name: String, _ cluster: Cluster) -> PodID? {
    cluster.pods[NamespacedName(name)]
  }

  @Test func `generated names take the lowest free ordinals from 1`() throws {
    var cluster = try cluster()
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 5)))
    _ = try cluster.perform(
      .removePods([#require(id("web-2", cluster)), #require(id("web-4", cluster))]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 3)))
    #expect(names(cluster) == ["web-1", "web-3", "web-5", "web-2", "web-4", "web-6"])
    #expect(cluster.pods.count(ofApp: NamespacedName("web")) == 6)
  }

  @Test func `a name that somebody chose is not generated`() throws {
    var cluster = try cluster()
    _ = try cluster.perform(.addPods(PodOrder(naming: .named("web-2"))))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 2)))
    #expect(names(cluster) == ["web-2", "web-1", "web-3"])
    // The chosen one is no pod of the app.
    #expect(cluster.pods.count(ofApp: NamespacedName("web")) == 2)
    _ = try cluster.perform(.removePods([#require(id("web-2", cluster))]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 1)))
    #expect(names(cluster) == ["web-1", "web-3", "web-2"])
  }

  @Test func `names are found as they are written and no other way`() throws {
    var cluster = try cluster()
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web-1"), count: 3)))
    _ = try cluster.perform(.addPods(PodOrder(namespace: "x", naming: .named("web"))))
    #expect(id("web-1-3", cluster) != nil)
    #expect(id("x/web", cluster) != nil)
    for name in ["web", "web-1", "web-1-4", "web-1-03", "web-1-0", "web-1-", "-1", "x/web-1-3"] {
      #expect(id(name, cluster) == nil, "\(name)")
    }
  }

  @Test func `a name in use is refused and changes nothing`() throws {
    var cluster = try cluster()
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 2)))
    for naming in [
      PodOrder.Naming.named("web-2"), .listed(["a", "web-1"]), .listed(["a", "a"]),
    ] {
      let count = if case .listed(let names) = naming { names.count } else { 1 }
      #expect(throws: Refusal.self) {
        try cluster.perform(.addPods(PodOrder(naming: naming, count: count)))
      }
    }
    #expect(names(cluster) == ["web-1", "web-2"])
  }

  @Test func `a large batch begins on a page of its own and keeps its names`() throws {
    var cluster = try cluster()
    _ = try cluster.perform(.addPods(PodOrder(naming: .named("first"))))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("many"), count: 2000)))
    _ = try cluster.perform(.addPods(PodOrder(naming: .named("last"))))
    #expect(cluster.pods.count == 2002)
    #expect(id("many-1", cluster)?.rawValue == 1024)
    #expect(id("many-2000", cluster)?.rawValue == 3023)
    #expect(id("last", cluster)?.rawValue == 3024)
    #expect(cluster.pods.newest(2).map(\.rawValue) == [3023, 3024])
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `IPv6 is stored once the first pod has it`() throws {
    var cluster = try cluster()
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("old"), count: 3)))
    #expect(cluster.pods.v6 == nil)
    _ = try cluster.perform(.change(.addPool(IPPrefix(parsing: "fd00::/112"))))
    let node = try #require(cluster.nodes["n"])
    // The running agent learns of it when it restarts.
    #expect(node.blocks.count == 2 && node[.v6] == nil)
    _ = try cluster.perform(.restartAgent(node.id))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("new"), count: 2)))
    let v6 = try ["old-3", "new-1"].map { try cluster.pods[#require(id($0, cluster))]?.v6 }
    #expect(v6[0] == nil && v6[1] != nil)
    #expect(cluster.brokenInvariants() == [])
  }
}
