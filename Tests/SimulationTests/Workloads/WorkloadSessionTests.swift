import Addressing
import Allocation
import Testing

@testable import Simulation

@Suite struct `Workloads in a session` {
  private func session(_ lines: [String]) throws -> Session {
    var session = Session()
    for line in lines {
      let outcome = session.execute(try Command(parsing: line))
      if case .refused(let text) = outcome { Issue.record("\(line): \(text)") }
    }
    return session
  }

  private let start = [
    "plan a mode=cluster-pool pool=10.0.0.0/16 mask=24", "add nodes 6 zone=z1",
    "add nodes 6 zone=z2", "add pods 100 app=web", "add pods 20 app=api",
  ]

  @Test func `every plan lives through the same`() throws {
    let life = [
      "plan b mode=calico pool=10.0.0.0/16", "churn for=3h pods=100/h nodes=6/h", "roll web",
      "workload zone-failure zone=z1", "workload autoscale for=1d app=web", "workload upgrade",
    ]
    let session = try session(start + life)
    let (a, b) = (session.moment.plans[0].cluster, session.moment.plans[1].cluster)
    #expect(
      a.nodes.ids.compactMap { a.nodes.name(of: $0) }
        == b.nodes.ids.compactMap { b.nodes.name(of: $0) })
    #expect(
      a.pods.count(ofApp: NamespacedName("web")) == b.pods.count(ofApp: NamespacedName("web")))
    #expect(
      a.pods.count(ofApp: NamespacedName("api")) == b.pods.count(ofApp: NamespacedName("api")))
    #expect(a.brokenInvariants() == [] && b.brokenInvariants() == [])
  }

  @Test func `a zone fails and comes back`() throws {
    var session = try session(start + ["fail zone=z1"])
    #expect(session.current?.cluster.nodes.count == 6)
    #expect(session.current?.cluster.pods.count == 120)
    #expect(session.population?.lost.count == 6)
    guard case .refused(let text) = session.execute(try Command(parsing: "fail zone=z1")) else {
      Issue.record("a zone without nodes failed")
      return
    }
    #expect(text == "no node is in a zone called \"z1\"; there are z2")
    _ = session.execute(try Command(parsing: "recover zone=z1"))
    #expect(session.current?.cluster.nodes.count == 12)
    #expect(session.population?.lost == [])
    guard case .refused = session.execute(try Command(parsing: "recover zone=z1")) else {
      Issue.record("a zone came back twice")
      return
    }
  }

  @Test func `churn that says nothing is pods that come and go`() throws {
    let churn = try #require(try Command(parsing: "churn for=1h").workload)
    #expect(churn.rate == "200 pods/h in and out")
    let nodes = try #require(try Command(parsing: "churn for=1h nodes=5/d").workload)
    #expect(nodes.rate == "5 nodes/d in and out")
    #expect(try Command(parsing: "add pods 3").workload == nil)
  }
}
