import Addressing
import Allocation
import TestSupport
import Testing

@testable import Simulation

@Suite struct `What the kinds of workloads do` {
  private static func population() throws -> Population {
    try WorkloadScenes.population(nodes: 12, apps: [("web", 120), ("api", 40)])
  }

  private static func lived(
    _ line: String, _ population: Population, seed: UInt64 = 1,
    _ look: (PlainLife) -> Void = { _ in }
  ) throws -> PlainLife {
    var life = PlainLife(population)
    for step in try WorkloadScenes.steps(line, population, seed: seed) { life.live(step, look) }
    #expect(life.faults == [])
    return life
  }

  @Test func `as many pods come and go as the rate says, and the number stays about the same`()
    throws
  {
    let population = try Self.population()
    var (sum, out) = (0, 0)
    for seed in 1...20 as ClosedRange<UInt64> {
      let life = try Self.lived("steady for=1d pods=500/d", population, seed: seed)
      sum += life.podsIn
      out += life.podsOut
      #expect(life.pods > 80 && life.pods < 260)
    }
    // Twenty times 500, five standard deviations of it to either side.
    #expect(abs(sum - 10_000) < 500)
    #expect(abs(out - 10_000) < 700)
  }

  @Test func `new pods belong to apps in proportion to their size`() throws {
    let population = try Self.population()
    var web = 0
    for step in try WorkloadScenes.steps("steady for=1d pods=4000/d", population) {
      for case .addPods(let count, let app) in step.actions where app.name == "web" { web += count }
    }
    #expect(abs(web - 3_000) < 300)
  }

  @Test func `with a load the pods are what the hour says`() throws {
    let population = try Self.population()
    var life = PlainLife(population)
    var time = 0
    // Twelve nodes take 1320 pods.
    let curve = LoadCurve(low: 132, high: 1_056, in: 86_400)
    for step in try WorkloadScenes.steps("steady for=1d pods=0/h load=10%..80%", population) {
      life.live(step)
      time += step.wait.seconds
      #expect(life.pods == curve.load(at: time), "\(time)")
    }
    #expect(curve.load(at: 0) == 132)
    #expect(curve.load(at: 21_600) == 594)
    #expect(curve.load(at: 43_200) == 1_056)
    #expect(curve.load(at: 86_400) == 132)
  }

  @Test func `a ramp is half done after half of its time`() throws {
    let population = try Self.population()
    var life = PlainLife(population)
    var time = 0
    for step in try WorkloadScenes.steps("ramp for=1h nodes=30 pods=601", population) {
      life.live(step)
      time += step.wait.seconds
      #expect(life.nodesIn == 30 * time / 3_600)
      #expect(life.podsIn == 601 * time / 3_600)
    }
    #expect(life.nodes.count == 42 && life.pods == 761)
  }

  @Test func `new nodes are like those that are there, so zones stay even`() throws {
    let population = try Self.population()
    var zones: [String: Int] = [:]
    for step in try WorkloadScenes.steps("ramp nodes=30 pods=0", population) {
      for case .addNodes(let nodes) in step.actions {
        for node in nodes { zones[node.traits.zone ?? "", default: 0] += 1 }
      }
    }
    #expect(zones == ["z1": 10, "z2": 10, "z3": 10])
  }

  @Test func `each burst goes when its time is up, and in the end all have gone`() throws {
    let population = try Self.population()
    let steps = try WorkloadScenes.steps("bursts for=1h every=10m pods=50 hold=2m", population)
    #expect(
      steps.map(\.wait.seconds) == [
        0, 120, 480, 120, 480, 120, 480, 120, 480, 120, 480, 120, 480,
      ])
    let life = try Self.lived("bursts for=1h every=10m pods=50 hold=25m", population)
    #expect(life.podsIn == life.podsOut)
    #expect(abs(life.podsIn - 300) < 90)
    #expect(life.apps[NamespacedName("burst")] == 0)
  }

  @Test func `as many pods of jobs run as come in the time that one takes`() throws {
    let population = try Self.population()
    var sum = 0
    var looks = 0
    for seed in 1...10 as ClosedRange<UInt64> {
      var life = PlainLife(population)
      var time = 0
      for step in try WorkloadScenes.steps(
        "jobs for=8h jobs=120/h pods=3 run=20m", population, seed: seed)
      {
        life.live(step)
        time += step.wait.seconds
        guard time > 7_200 else { continue }
        sum += life.apps[NamespacedName("job")] ?? 0
        looks += 1
      }
    }
    // Forty jobs run at any time (Little's law), 120 pods.
    #expect(abs(sum / looks - 120) < 15)
  }

  @Test func `spot nodes are replaced one by one, each drained before it goes`() throws {
    let population = try Self.population()
    let life = try Self.lived("spot for=2d nodes=3/h", population) { life in
      #expect(life.nodes.count <= 12)
    }
    #expect(life.nodes.count == 12)
    #expect(life.nodesIn == life.nodesOut)
    #expect(abs(life.nodesOut - 144) < 60)
    #expect(life.drained.count == life.nodesOut)
    #expect(life.drained.isDisjoint(with: life.nodes))
  }

  @Test func `an upgrade replaces each node once, with no more nodes than the surge allows`() throws
  {
    for nodes in [1, 2, 7, 30] {
      let population = try WorkloadScenes.population(nodes: nodes, apps: [("web", nodes * 5)])
      for (surge, extra) in [("1", 1), ("3", 3), ("33%", (nodes * 33 + 99) / 100), ("900", nodes)] {
        let life = try Self.lived("upgrade surge=\(surge)", population) { life in
          #expect(life.nodes.count >= nodes && life.nodes.count <= nodes + extra)
        }
        #expect(life.drained == Set(population.nodes.map(\.name)))
        #expect(life.nodes == life.everJoined)
        #expect(life.nodes.count == nodes && life.nodesOut == nodes)
      }
    }
  }

  @Test func `a failed zone is evicted when its time has come, and is back at the end`() throws {
    let population = try Self.population()
    let zone = Set(population.nodes.filter { $0.traits.zone == "z1" }.map(\.name))
    let steps = try WorkloadScenes.steps("zone-failure zone=z1 outage=1h", population)
    #expect(steps.map(\.wait.seconds) == [0, 350, 3_250])
    guard case .removeNodes(let gone) = steps[0].actions[0],
      case .addNodes(let back) = steps[2].actions[0]
    else {
      Issue.record("the nodes do not go and come")
      return
    }
    #expect(Set(gone) == zone && Set(back.map(\.name)) == zone)
    #expect(steps[1].actions.contains(.restorePods(120, of: NamespacedName("web"))))
    let short = try WorkloadScenes.steps("zone-failure zone=z1 outage=5m", population)
    #expect(short.map(\.wait.seconds) == [0, 300])
    let cut = try WorkloadScenes.steps(
      "zone-failure zone=z1 outage=5m nodes=unreachable", population)
    #expect(cut.map(\.label) == ["4 nodes cordoned", "4 nodes uncordoned"])
  }

  @Test func `growth ends with the node that was enough`() throws {
    let population = try Self.population()
    let life = try Self.lived("growth for=400d nodes=1/d until=40 pods=3/d", population)
    #expect(life.nodes.count == 40)
    let all = try Self.lived("growth for=90d nodes=4/d pods=40/d", population)
    #expect(abs(all.nodesIn - 360) < 95)
    #expect(abs(all.podsIn - 3_600) < 300)
    #expect(all.podsOut + all.nodesOut == 0)
  }

  @Test func `at a weekend of nothing nothing grows`() throws {
    var time = 0
    for step in try WorkloadScenes.steps(
      "growth for=60d nodes=9/d weekend=0% grain=1h", try Self.population())
    {
      time += step.wait.seconds
      if !step.actions.isEmpty { #expect((time - 1) / 86_400 % 7 < 5) }
    }
  }
}
