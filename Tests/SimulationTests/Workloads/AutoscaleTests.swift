import Addressing
import Allocation
import TestSupport
import Testing

@testable import Simulation

@Suite struct `Autoscaling` {
  private static let line = "autoscale for=3d pods=60..600 per-node=20 noise=10%"

  @Test func `only drained nodes are removed, and never so many that pods would not fit`() throws {
    let population = try WorkloadScenes.population(nodes: 3, apps: [("web", 30)])
    for seed in 1...4 as ClosedRange<UInt64> {
      var life = PlainLife(population)
      for step in try WorkloadScenes.steps(Self.line, population, seed: seed) {
        for action in step.actions {
          if case .removeNodes(let names) = action {
            #expect(life.drained.isSuperset(of: names))
          }
        }
        let before = life.nodes.count
        life.live(step)
        if life.nodes.count < before { #expect(life.nodes.count * 20 >= life.pods - 60) }
      }
      #expect(life.faults == [])
      #expect(life.nodesIn > 20 && life.nodesOut > 20)
      #expect(life.drained.count == life.nodesOut)
    }
  }

  @Test func `a node is removed only when it was unneeded for as long as was said`() throws {
    let population = try WorkloadScenes.population(nodes: 3, apps: [("web", 30)])
    var life = PlainLife(population)
    var time = 0
    var needs: [(time: Int, need: Int)] = []
    var joined = 0
    for step in try WorkloadScenes.steps(Self.line + " grain=1m", population) {
      time += step.wait.seconds
      let drained = life.drained.count
      let present = life.nodes.count
      life.live(step)
      needs.append((time, (life.pods + 19) / 20))
      let leaving = life.drained.count - drained
      if leaving > 0 {
        // What was needed holds until something changes, so the last need before counts too.
        let first = needs.lastIndex { $0.time <= time - 600 } ?? 0
        let most = needs[first...].map(\.need).max() ?? 0
        #expect(present - leaving >= most, "\(time)")
        #expect(time - joined >= 600, "\(time)")
      }
      if step.actions.contains(where: { if case .addNodes = $0 { true } else { false } }) {
        joined = time
      }
    }
  }

  @Test func `nodes join some time after the pods that need them`() throws {
    let population = try WorkloadScenes.population(nodes: 0)
    let line = "autoscale for=1d pods=100..100 noise=0% per-node=10 boot=3m"
    let steps = try WorkloadScenes.steps(line, population)
    #expect(steps[0].label == "+100 pods of load")
    #expect(steps[1].wait.seconds == 180)
    #expect(steps[1].label == "+10 nodes")
  }

  @Test func `the largest of the last numbers is what a list says`() {
    var random = SeededRandom(seed: 4)
    for pieces in [0, 1, 5, 40] {
      var recent = RecentMaximum(pieces: pieces)
      var all: [Int] = []
      for piece in 0..<300 {
        all.append(random.int(in: 0..<50))
        #expect(recent.add(all[piece], at: piece) == all.suffix(pieces + 1).max())
      }
    }
  }
}
