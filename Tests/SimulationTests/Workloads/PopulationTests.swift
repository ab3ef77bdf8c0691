import Addressing
import Allocation
import TestSupport
import Testing

@testable import Simulation

@Suite struct `A population` {
  @Test func `it is who lives in the cluster`() throws {
    let cluster = try WorkloadScenes.cluster(
      nodes: 5, apps: [("web", 12), ("api", 3)], loose: 2)
    let population = Population(of: cluster)
    #expect(population.nodes.map(\.name) == ["node-1", "node-2", "node-3", "node-4", "node-5"])
    #expect(population.nodes.map(\.traits.zone) == ["z1", "z1", "z2", "z2", "z3"])
    #expect(population.apps.map(\.count) == [12, 3])
    #expect(population.podCount == 17 && population.loosePods == 2)
    #expect(population.places == 550)
  }

  @Test(arguments: WorkloadLawTests.lines)
  func `after each step it is what the slow model says`(_ line: String) throws {
    var population = try WorkloadScenes.population(
      nodes: 12, apps: [("web", 120), ("api", 45), ("cron", 1)])
    var life = PlainLife(population)
    for step in try WorkloadScenes.steps(line, population, seed: 6) {
      for action in step.actions { population.apply(action) }
      life.live(step)
      #expect(population.nodeCount == life.nodes.count)
      #expect(population.podCount == life.pods)
    }
    #expect(population.nodes.map(\.name) == life.nodes)
    for app in population.apps { #expect(app.count == life.apps[app.name]) }
  }

  @Test func `pods of no app go with their nodes, as many as a node has on average`() throws {
    var population = try WorkloadScenes.population(nodes: 4, loose: 8)
    population.apply(.drainNodes(["node-1"]))
    #expect(population.loosePods == 6)
    population.apply(.loseNodes(["node-1", "node-2", "node-3", "node-4"]))
    #expect(population.loosePods == 0 && population.nodeCount == 0)
    population.apply(.removePods(5, of: nil, .random))
    population.apply(.removePods(5, of: NamespacedName("web"), .random))
    #expect(population.podCount == 0)
  }

  @Test func `a name is never given twice, and follows the names that are there`() throws {
    var population = try WorkloadScenes.population(nodes: 3)
    population.apply(.removeNodes(["node-2"]))
    #expect(population.newNames(2, prefix: "node-") == ["node-4", "node-5"])
    #expect(population.newNames(1, prefix: "node-") == ["node-6"])
    #expect(Resident(name: "worker-17", traits: NodeTraits()).prefix == "worker-")
    #expect(Resident(name: "worker", traits: NodeTraits()).prefix == "worker-")
    #expect(Resident(name: "w-", traits: NodeTraits()).prefix == "w-")
  }

  @Test func `the largest limit of pods is no trap`() throws {
    var session = Session()
    for line in [
      "plan a mode=cluster-pool pool=10.0.0.0/8 mask=24",
      "add nodes 3 max-pods=9223372036854775807",
    ] { _ = session.execute(try Command(parsing: line)) }
    let population = try #require(session.population)
    #expect(population.places > 0)
    #expect(throws: Refusal.self) {
      try WorkloadScenes.steps("steady load=1%..99999999999%", population)
    }
  }
}
