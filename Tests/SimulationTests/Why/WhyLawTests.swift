import Addressing
import Allocation
import Simulation
import TestSupport
import Testing

/// What holds of every answer, in every mode, whatever has happened.
@Suite struct `Laws of asking why` {
  static let plans = [
    "cluster-pool pool=10.0.0.0/22 mask=24 max-pods=6",
    "cluster-pool pool=10.0.0.0/22 pool=fd00::/110 mask=28 mask6=112",
    "node-local pool=10.0.0.0/22 mask=24 assign=hash", "kubernetes pool=10.0.0.0/22 mask=24",
    "multi-pool pool=10.0.0.0/25 mask=28", "crd pool=10.0.0.0/26", "eni pool=10.0.0.0/26",
    "azure pool=10.0.0.0/26", "alibabacloud pool=10.0.0.0/26",
    "delegated-plugin pool=10.0.0.0/22 mask=24", "calico pool=10.0.0.0/27 mask=29",
    "vpc-cni pool=10.0.0.0/26", "gke pool=10.0.0.0/22", "aks pool=10.0.0.0/22",
    "ovn-kubernetes pool=10.0.0.0/22 mask=24", "host-local pool=10.0.0.0/22 mask=29",
    "flat pool=10.0.0.0/27",
  ]

  private static func line(_ random: inout SeededRandom, _ number: Int) -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: "add nodes \(Int.random(in: 1...2, using: &random))"
    case 2, 3, 4: "add pods \(Int.random(in: 1...9, using: &random)) app=a"
    case 5: "add pod p\(number) address=10.0.0.\(Int.random(in: 0...40, using: &random))"
    case 6: "remove pods \(Int.random(in: 1...3, using: &random)) pick=random"
    case 7: "remove nodes 1 pick=oldest"
    case 8: "wait \([1, 40, 900][Int.random(in: 0..<3, using: &random)])s"
    case 9: "restart operator"
    case 10: "cordon node-2"
    default: "undo"
    }
  }

  private static func history(_ plan: String, seed: UInt64, steps: Int) throws -> Session {
    var random = SeededRandom(seed: seed)
    var session = Session()
    let first = session.execute(try Command(parsing: "plan a mode=\(plan)"))
    if case .refused(let text) = first { Issue.record("\(plan): \(text)") }
    _ = session.execute(try Command(parsing: "add nodes 2"))
    for number in 0..<steps {
      _ = session.execute(try Command(parsing: line(&random, number)))
    }
    return session
  }

  @Test(arguments: plans)
  func `every node, pod, block and address has an answer that fits it`(_ plan: String) throws {
    for seed in UInt64(1)...3 {
      let session = try Self.history(plan, seed: seed, steps: 14)
      let cluster = try #require(session.current?.cluster)
      for id in cluster.nodes.ids {
        let node = try #require(cluster.nodes[id])
        let reason = try session.inquest(on: .name(node.name)).reason
        #expect(!reason.verdict.isEmpty && !reason.occasions.isEmpty)
        if !node.isReady { #expect(reason.isRefusal) }
        for part in reason.parts { Self.check(part.explanation) }
        for block in node.blocks.prefix(2) {
          #expect(try session.inquest(on: .prefix(block)).reason.verdict.isEmpty == false)
        }
      }
      var pods: [PodID] = []
      cluster.pods.forEach { id in
        pods.append(id)
        return pods.count < 20
      }
      for id in pods {
        let pod = try #require(cluster.pods[id])
        let reason = try session.inquest(on: .name(pod.name.description)).reason
        #expect(reason.isRefusal == pod.status.isPending)
        for part in reason.parts { Self.check(part.explanation) }
        guard let address = pod.address, let last = reason.parts.last else { continue }
        // Whoever got an address got it of what was marked as taken.
        #expect(!last.explanation.taken.isEmpty, "\(plan) seed \(seed): \(pod.name) \(address)")
      }
      for offset in stride(from: 0, to: 70, by: 7) {
        let address = IPAddress(.v4, bits: 0x0A00_0000 + UInt128(offset))
        #expect(try session.inquest(on: .address(address)).reason.verdict.isEmpty == false)
        let block = IPPrefix(address, length: 28)
        #expect(try session.inquest(on: .prefix(block)).reason.verdict.isEmpty == false)
      }
      _ = try session.inquest(on: nil)
    }
  }

  private static func check(_ explanation: Explanation) {
    #expect(!explanation.rule.isEmpty)
    #expect(explanation.candidates.count <= Explanation.listLimit)
    if explanation.candidates.count < Explanation.listLimit, explanation.omitted > 0 {
      #expect(explanation.taken.isEmpty || explanation.candidates.count > 0)
    }
  }

  @Test(arguments: plans)
  func `a fix that is offered helps when it is really made`(_ plan: String) throws {
    var session = Session()
    _ = session.execute(try Command(parsing: "plan a mode=\(plan)"))
    for line in ["add nodes 3", "add pods 14", "add nodes 2", "add pods 30", "add pod last"] {
      _ = session.execute(try Command(parsing: line))
      var inquest = try session.inquest(on: nil)
      if !inquest.reason.isRefusal, let rivals = try Self.collision(in: session) {
        inquest = rivals
      }
      guard inquest.reason.isRefusal, let fixes = inquest.fixes(watching: { _ in true }) else {
        continue
      }
      #expect(fixes.count <= 6)
      for fix in fixes {
        var copy = session
        let outcome = copy.execute(fix.trial(fork: "fix"))
        guard case .done = outcome else {
          Issue.record("\(plan): \(fix.trial(fork: "fix")) came to \(outcome)")
          continue
        }
        let name = inquest.reason.title.split(separator: " ").last.map(String.init) ?? ""
        let after = try copy.inquest(on: .name(name)).reason
        #expect(!after.isRefusal, "\(plan): \(fix.sentence)\n\(after.verdict)")
      }
      // One refusal of each history is enough: the next is of the same kind.
      return
    }
    Issue.record("nothing was refused under \(plan)")
  }

  /// A node whose block another one has too: nobody refuses that.
  private static func collision(in session: Session) throws -> Inquest? {
    guard let nodes = session.current?.cluster.nodes else { return nil }
    for id in nodes.ids {
      let inquest = try session.inquest(on: .name(nodes.name(of: id) ?? ""))
      if inquest.reason.isRefusal { return inquest }
    }
    return nil
  }

  @Test func `whoever watches can end the search`() throws {
    var session = Session()
    for line in ["plan a mode=cluster-pool pool=10.0.0.0/24 mask=24", "add nodes 2"] {
      _ = session.execute(try Command(parsing: line))
    }
    let inquest = try session.inquest(on: nil)
    #expect(inquest.hasFixesToTry)
    #expect(inquest.fixes(watching: { _ in false }) == nil)
    #expect(inquest.fixes(watching: { _ in true })?.isEmpty == false)
  }
}
