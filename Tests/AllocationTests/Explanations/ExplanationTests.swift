import Addressing
import Allocation
import Testing

@Suite struct `An explanation` {
  @Test func `lists the first candidates and counts the rest`() {
    let all = (1...40).map { Candidate("block \($0)", found: "taken") }
    let explanation = Explanation(rule: ["The first free one."], candidates: all)
    #expect(explanation.candidates == Array(all.prefix(Explanation.listLimit)))
    #expect(explanation.omitted == 40 - Explanation.listLimit)
    #expect(explanation.taken.isEmpty)
  }

  @Test func `never leaves out what was taken`() {
    var all = (1...40).map { Candidate("block \($0)", found: "taken") }
    all[34].isTaken = true
    let explanation = Explanation(rule: ["The first free one."], candidates: all)
    #expect(explanation.taken.map(\.what) == ["block 35"])
    #expect(explanation.candidates.count == Explanation.listLimit)
    #expect(explanation.omitted == 40 - Explanation.listLimit)
  }

  @Test(arguments: AllModes.names)
  func `a decision made again on a copy is the one that is then made`(_ name: String) throws {
    var cluster = Cluster(mode: try AllModes.make(name, pools: [], options: []), seed: 5)
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n1"), NodeOrder(name: "n2")]))
    let before = cluster
    let order = NodeOrder(name: "n3")
    let rehearsed = try before.mode.rehearsedJoin(of: order, in: before)
    _ = before.mode.explainJoin(of: order, in: before)
    let halfway = before.halfway(joining: [order])
    let joined = try #require(halfway.nodes["n3"])
    #expect(rehearsed.blocks == joined.blocks && rehearsed.isReady == joined.isReady)
    _ = try cluster.perform(.addPods(PodOrder(naming: .named("p"))))
    guard let id = cluster.pods[NamespacedName("p")], let pod = cluster.pods[id],
      let home = pod.node, pod.status == .running
    else { return }
    let node = try #require(before.nodes[home])
    let demand = PodDemand(pod: id, name: pod.name)
    #expect(before.mode.rehearsedGive(demand, on: node, in: before).addresses.first == pod.address)
    #expect(!before.mode.explainGive(demand, on: node, in: before).taken.isEmpty)
  }

  @Test func `the scheduler's candidates come with the fewest pods first`() throws {
    let pool = IPPrefix(IPAddress(.v4, bits: 0x0A00_0000), length: 16)
    var cluster = Cluster(
      mode: try AllModes.make("cluster-pool", pools: [pool], options: [ModeOption("mask", "24")]))
    _ = try cluster.perform(.addNodes((1...4).map { NodeOrder(name: "n\($0)", maxPods: 2) }))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("a"), count: 5)))
    let fourth = try #require(cluster.nodes["n4"])
    _ = try cluster.perform(.cordon(fourth.id, true))
    let explanation = cluster.explainPlacement()
    #expect(
      explanation.candidates == [
        Candidate("n2", found: "1 of 2 pods", isTaken: true),
        Candidate("n3", found: "1 of 2 pods"),
      ])
    #expect(
      explanation.state == [
        Detail("nodes", "4, 2 could take a pod"), Detail("cordoned", "1"),
        Detail("at their maximum of pods", "1"),
      ])
  }
}
