import Addressing
import Allocation
import Testing

@testable import Simulation

@Suite struct `A rollout` {
  private static let strategies: [(surge: String, unavailable: String)] = [
    ("25%", "25%"), ("1", "0"), ("0", "1"), ("0%", "0%"), ("100%", "0"), ("3", "50%"), ("1%", "1%"),
  ]

  @Test(arguments: [1, 2, 3, 4, 7, 10, 100, 333])
  func `there are never too many pods, nor too few`(_ wanted: Int) throws {
    let population = try WorkloadScenes.population(nodes: 9, apps: [("web", wanted)])
    let web = NamespacedName("web")
    for (surge, unavailable) in Self.strategies {
      let line = "rollout app=web surge=\(surge) unavailable=\(unavailable)"
      let kind = try #require(try WorkloadScenes.workload(line) as? Rollout)
      let limits = kind.limits(of: wanted)
      var life = PlainLife(population)
      for step in try WorkloadScenes.steps(line, population) {
        life.live(step) { life in
          let count = life.apps[web] ?? 0
          #expect(count <= wanted + limits.surge)
          #expect(count >= wanted - limits.unavailable)
        }
      }
      #expect(life.podsOut == wanted)
      #expect(life.podsIn == wanted)
    }
  }

  @Test func `shares count up for surge and down for unavailable, as in kube-controller-manager`()
    throws
  {
    func limits(_ wanted: Int, _ surge: String, _ unavailable: String) throws -> [Int] {
      let line = "rollout app=web surge=\(surge) unavailable=\(unavailable)"
      let kind = try #require(try WorkloadScenes.workload(line) as? Rollout)
      let limits = kind.limits(of: wanted)
      return [limits.surge, limits.unavailable]
    }
    #expect(try limits(10, "25%", "25%") == [3, 2])
    #expect(try limits(4, "25%", "25%") == [1, 1])
    #expect(try limits(1, "25%", "25%") == [1, 0])
    // The examples in the comment of ResolveFenceposts.
    #expect(try limits(2, "0%", "1%") == [0, 1])
    #expect(try limits(1, "0%", "1%") == [0, 1])
    #expect(try limits(2, "1%", "25%") == [1, 0])
    #expect(try limits(2, "1%", "0%") == [1, 0])
  }

  @Test func `ten pods with a quarter each take these waves`() throws {
    let population = try WorkloadScenes.population(nodes: 3, apps: [("web", 10)])
    let steps = try WorkloadScenes.steps("rollout app=web", population)
    #expect(
      steps.map(\.label) == [
        "-2 pods of web, +5 pods of web", "-5 pods of web, +5 pods of web", "-3 pods of web",
        "time passes",
      ])
    #expect(steps.map(\.wait.seconds) == [0, 30, 30, 30])
  }

  @Test func `only pods of the app are replaced, each of them once`() throws {
    var cluster = try WorkloadScenes.cluster(nodes: 3, apps: [("web", 40), ("api", 20)])
    let web = Set(cluster.pods.ids(ofApp: NamespacedName("web")))
    let api = cluster.pods.ids(ofApp: NamespacedName("api"))
    let steps = try WorkloadScenes.steps("rollout app=web", Population(of: cluster))
    for (index, step) in steps.enumerated() { _ = cluster.live(step, index: index, stream: 1) }
    #expect(cluster.pods.ids(ofApp: NamespacedName("api")) == api)
    #expect(cluster.pods.count(ofApp: NamespacedName("web")) == 40)
    #expect(web.isDisjoint(with: cluster.pods.ids(ofApp: NamespacedName("web"))))
  }

  @Test func `an app that nobody has, or several have, is refused`() throws {
    var cluster = try WorkloadScenes.cluster(nodes: 3, apps: [("web", 4)])
    #expect(throws: Refusal.self) {
      try WorkloadScenes.steps("rollout app=wbe", Population(of: cluster))
    }
    for namespace in ["one", "two"] {
      _ = try cluster.perform(
        .addPods(PodOrder(namespace: namespace, naming: .app("api"), count: 2)))
    }
    #expect(throws: Refusal.self) {
      try WorkloadScenes.steps("rollout app=api", Population(of: cluster))
    }
    #expect(try WorkloadScenes.steps("rollout app=two/api", Population(of: cluster)).count > 1)
  }
}
