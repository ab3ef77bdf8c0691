import Addressing
import Allocation
import TestSupport
import Testing

@testable import Simulation

@Suite("The laws of all workloads") struct WorkloadLawTests {
  /// Each kind with little said and with much, and the span its steps have to last for.
  static let examples: [(line: String, span: Int?)] = [
    ("steady", 86_400), ("steady for=1h pods=60/m nodes=30/h grain=1m", 3_600),
    ("steady for=1d pods=0/h load=10%..40% grain=15m", 86_400),
    ("steady for=90s pods=1/s grain=7s", 90),
    ("rollout app=web", nil), ("rollout app=web surge=1 unavailable=0 pace=5s", nil),
    ("ramp", 1_800), ("ramp for=7m nodes=200 pods=1 grain=1s app=api", 420),
    ("bursts", 7_200), ("bursts for=1h every=7s hold=60s pods=3", 3_600),
    ("jobs", 14_400), ("jobs for=5m jobs=5/s run=1s pods=1", 300),
    ("spot", 86_400), ("spot for=30d nodes=20/d", 2_592_000), ("spot for=2h nodes=1/m", 7_200),
    ("autoscale", 172_800), ("autoscale for=1d pods=10%..400% app=web per-node=10 boot=0s", 86_400),
    ("zone-failure zone=z1", 1_800), ("zone-failure zone=z2 outage=2m nodes=unreachable", 120),
    ("upgrade", 3_600), ("upgrade surge=40% pace=1m", 180),
    ("growth", 7_776_000), ("growth for=400d nodes=1/d until=40 weekend=10%", nil),
  ]

  static let lines = examples.map(\.line)

  static func population() throws -> Population {
    try WorkloadScenes.population(
      nodes: 12, apps: [("web", 120), ("api", 45), ("cron", 1)], loose: 5)
  }

  @Test func `every kind has an example here`() {
    for name in AllWorkloads.names {
      #expect(Self.lines.contains { $0.split(separator: " ")[0] == name }, "\(name)")
    }
  }

  @Test(arguments: lines)
  func `each step says what happens, and only the last may be nothing`(_ line: String) throws {
    let steps = try WorkloadScenes.steps(line, try Self.population())
    #expect(!steps.isEmpty)
    #expect(steps.allSatisfy { !$0.label.isEmpty })
    // Only the last may be nothing but the time that is left.
    #expect(steps.dropLast().allSatisfy { !$0.actions.isEmpty })
    #expect(steps.dropFirst().allSatisfy { $0.wait.seconds > 0 })
  }

  @Test(arguments: examples)
  func `the steps last as long as was said`(_ example: (line: String, span: Int?)) throws {
    let steps = try WorkloadScenes.steps(example.line, try Self.population())
    let sum = steps.reduce(0) { $0 + $1.wait.seconds }
    if let span = example.span { #expect(sum == span) } else { #expect(sum > 0) }
  }

  @Test(arguments: lines)
  func `nothing goes that is not there, and no name is given twice`(_ line: String) throws {
    let population = try Self.population()
    for seed in 1...5 as ClosedRange<UInt64> {
      var life = PlainLife(population)
      for step in try WorkloadScenes.steps(line, population, seed: seed) { life.live(step) }
      #expect(life.faults == [])
    }
  }

  @Test(arguments: lines)
  func `the same population and seed make the same steps`(_ line: String) throws {
    let population = try Self.population()
    let once = try WorkloadScenes.steps(line, population, seed: 9)
    #expect(try WorkloadScenes.steps(line, try Self.population(), seed: 9) == once)
  }

  @Test(arguments: lines)
  func `another seed makes other steps, unless nothing is left to chance`(_ line: String) throws {
    let population = try Self.population()
    let kind = line.split(separator: " ")[0]
    let isSure = ["rollout", "ramp", "upgrade", "zone-failure"].contains(kind)
    let steps = try WorkloadScenes.steps(line, population, seed: 1)
    #expect((try WorkloadScenes.steps(line, population, seed: 2) == steps) == isSure)
  }

  @Test(arguments: lines)
  func `an empty cluster is no trap`(_ line: String) throws {
    let empty = try WorkloadScenes.population(nodes: 0)
    var life = PlainLife(empty)
    do {
      for step in try WorkloadScenes.steps(line, empty) { life.live(step) }
    } catch let refusal as Refusal {
      #expect(refusal.description.count > 20)
    }
    #expect(life.faults == [])
  }

  @Test func `huge numbers are refused with a sentence or lived through`() throws {
    let population = try Self.population()
    let numbers = ["0", "1", "9223372036854775807", "70000000", "100000"]
    for kind in AllWorkloads.kinds {
      let about = kind.description
      for option in about.options {
        for number in numbers {
          let values = [
            "\(number)", "\(number)s", "\(number)d", "\(number)/s", "\(number)/d", "\(number)%",
            "0..\(number)", "0%..\(number)%", "\(number)..\(number)",
          ]
          for value in values {
            let required = about.options.filter { $0.standard == nil && $0.key != option.key }
              .map { $0.kind == .zone ? "\($0.key)=z1" : "\($0.key)=web" }
            let line = ([about.name] + required + ["\(option.key)=\(value)"])
              .joined(separator: " ")
            do {
              let steps = try WorkloadScenes.steps(line, population)
              #expect(steps.count <= WorkloadTime.pieceLimit + 1, "\(line)")
            } catch let error as CommandError {
              #expect(error.message.count > 10, "\(line)")
            } catch let refusal as Refusal {
              #expect(refusal.description.count > 10, "\(line)")
            }
          }
        }
      }
    }
  }

  @Test func `options are refused with a sentence`() throws {
    for kind in AllWorkloads.kinds {
      let name = kind.description.name
      #expect(throws: CommandError.self) { try kind.init([CommandOption("colour", "red")]) }
      for option in kind.description.options where option.kind != .text {
        let isName = [.app, .zone].contains(option.kind)
        for value in ["", "a b"] + (isName ? [] : ["-1", "1..", "99999999999999999999"]) {
          #expect(throws: CommandError.self, "\(name) \(option.key)=\"\(value)\"") {
            try kind.init([CommandOption(option.key, value)])
          }
        }
      }
    }
  }

  @Test func `what is not said is what the description says`() throws {
    for kind in AllWorkloads.kinds {
      let options = kind.description.options
      let required = options.filter { $0.standard == nil }.map { CommandOption($0.key, "web") }
      let standards = options.compactMap { option in
        option.standard.map { CommandOption(option.key, $0) }
      }
      let population = try Self.population()
      func steps(_ options: [CommandOption]) throws -> [WorkloadStep]? {
        let workload = try kind.init(options)
        return try? workload.steps(for: population, drawing: SeededGenerator(seed: 3))
      }
      #expect(try steps(required) == steps(required + standards))
    }
  }

  @Test func `a kind tells what it is, in words that fit a screen`() {
    for about in AllWorkloads.descriptions {
      #expect(about.details.count > 100)
      #expect(about.summary.count <= 60)
      #expect(about.options.allSatisfy { $0.meaning.count <= 60 })
      #expect(Set(about.options.map(\.key)).count == about.options.count)
    }
    #expect(Set(AllWorkloads.names).count == AllWorkloads.names.count)
  }

  @Test(arguments: lines)
  func `the rate is told in a line`(_ line: String) throws {
    let rate = try WorkloadScenes.workload(line).rate
    #expect(rate.count > 5 && rate.count <= 78, "\(rate)")
  }

  @Test(arguments: lines)
  func `a real cluster ends with the apps of the slow model`(_ line: String) throws {
    var cluster = try WorkloadScenes.cluster(
      nodes: 12, apps: [("web", 120), ("api", 45), ("cron", 1)], loose: 5)
    var life = PlainLife(Population(of: cluster))
    for (index, step) in try WorkloadScenes.steps(line, Population(of: cluster)).enumerated() {
      life.live(step)
      _ = cluster.live(step, index: index, stream: 4)
    }
    for (app, count) in life.apps { #expect(cluster.pods.count(ofApp: app) == count, "\(app)") }
    #expect(cluster.nodes.count == life.nodes.count)
    #expect(cluster.brokenInvariants() == [])
  }
}
