import Addressing
import Allocation
import Testing

@testable import Simulation

@Suite struct `An action done to a cluster` {
  private let web = NamespacedName("web")

  private func cluster() throws -> Cluster {
    try WorkloadScenes.cluster(nodes: 6, apps: [("web", 60), ("api", 12)], loose: 3)
  }

  @Test func `what cannot be done is left, and the rest is done`() throws {
    var cluster = try cluster()
    let before = cluster.nodes.count
    _ = cluster.carryOut(.removeNodes(["node-1", "nobody", "node-1"]), stream: 1)
    #expect(cluster.nodes.count == before - 1)
    let residents = ["node-2", "new"].map { Resident(name: $0, traits: NodeTraits()) }
    _ = cluster.carryOut(.addNodes(residents), stream: 1)
    #expect(cluster.nodes.count == before)
    let present = cluster.pods.count(ofApp: web)
    _ = cluster.carryOut(.removePods(present + 50, of: web, .random), stream: 1)
    #expect(cluster.pods.count(ofApp: web) == 0)
    for action: WorkloadAction in [
      .drainNodes(["nobody"]), .loseNodes([]), .cordonNodes(["nobody"]), .uncordonNodes(["node-3"]),
      .addPods(0, of: web), .addPods(-3, of: web), .addPods(.max, of: web),
      .restorePods(0, of: web), .removePods(9, of: NamespacedName("none"), .newest),
    ] {
      #expect(cluster.carryOut(action, stream: 1).isEmpty, "\(action)")
    }
    #expect(cluster.brokenInvariants() == [])
  }

  @Test func `pods of apps move away from a drained node, and pods of none are gone`() throws {
    var cluster = try cluster()
    let names = ["node-1", "node-2"]
    let loose = names.flatMap { cluster.nodes[$0]?.pods ?? [] }
      .filter { cluster.pods.app(of: $0) == nil }.count
    let count = cluster.pods.count
    _ = cluster.carryOut(.drainNodes(names), stream: 1)
    #expect(names.allSatisfy { cluster.nodes[$0]?.pods == [] })
    #expect(names.allSatisfy { cluster.nodes[$0]?.isCordoned == true })
    #expect(cluster.pods.count == count - loose)
    #expect(cluster.pods.count(ofApp: web) == 60)
    _ = cluster.carryOut(.uncordonNodes(names), stream: 1)
    _ = cluster.carryOut(.addPods(10, of: web), stream: 1)
    #expect(names.contains { cluster.nodes[$0]?.pods != [] })
  }

  @Test func `an app comes back to its size after its nodes were removed`() throws {
    var cluster = try cluster()
    _ = cluster.carryOut(.removeNodes(["node-1", "node-2", "node-3"]), stream: 1)
    #expect(cluster.pods.count(ofApp: web) < 60)
    _ = cluster.carryOut(.restorePods(60, of: web), stream: 1)
    #expect(cluster.pods.count(ofApp: web) == 60)
  }

  @Test(arguments: [1, 5, 25, 40, 60])
  func `random pods are of the app, each as likely, and the same for the same stream`(_ count: Int)
    throws
  {
    let cluster = try cluster()
    let ids = cluster.pods.ids(ofApp: web)
    var hits: [PodID: Int] = [:]
    for stream in 0..<300 as Range<UInt64> {
      var (one, other) = (cluster, cluster)
      _ = one.carryOut(.removePods(count, of: web, .random), stream: stream)
      let gone = Set(ids).subtracting(one.pods.ids(ofApp: web))
      #expect(gone.count == count)
      #expect(one.pods.count(ofApp: NamespacedName("api")) == 12)
      for id in gone { hits[id, default: 0] += 1 }
      if stream < 3 {
        _ = other.carryOut(.removePods(count, of: web, .random), stream: stream)
        #expect(other.pods.ids(ofApp: web) == one.pods.ids(ofApp: web))
      }
    }
    let expected = Double(300 * count) / 60
    let spread = 5 * (expected * (1 - Double(count) / 60)).squareRoot() + 1
    for id in ids { #expect(abs(Double(hits[id] ?? 0) - expected) <= spread) }
  }

  @Test func `pods of no app are found among many`() throws {
    var cluster = try cluster()
    _ = cluster.carryOut(.removePods(2, of: nil, .random), stream: 8)
    #expect(cluster.pods.count == 73)
    #expect(cluster.pods.count(ofApp: web) + cluster.pods.count(ofApp: NamespacedName("api")) == 72)
  }
}
