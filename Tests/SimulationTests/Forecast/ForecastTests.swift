import Addressing
import Allocation
import TestSupport
import Testing

@testable import Simulation

@Suite struct ForecastTests {
  private func session(_ lines: [String]) throws -> Session {
    var session = Session()
    for line in lines { _ = session.execute(try Command(parsing: line)) }
    return session
  }

  private func forecast(_ lines: [String]) throws -> Forecast {
    let session = try session(lines)
    let plan = try #require(session.current)
    return try #require(session.forecast(of: plan))
  }

  /// Two nodes a day in a pool of 64 blocks, of which 24 are taken at the end.
  private let growth =
    ["plan a mode=cluster-pool pool=10.0.0.0/18 mask=24", "add nodes 10"]
    + Array(repeating: ["wait 1d", "add nodes 2"], count: 7).flatMap(\.self)

  @Test func `the rate leaves out what was there at the beginning`() throws {
    let session = try session(growth)
    let rate = RecentRate(of: "a", in: session.timeline)
    #expect(rate == RecentRate(clock: .time, span: 7 * 86_400, nodes: 14, pods: 0))
    let day = RecentRate(of: "a", in: session.timeline, window: TimeSpan(seconds: 86_400))
    // The two that joined at the beginning of the window belong to what was there.
    #expect(day == RecentRate(clock: .time, span: 86_400, nodes: 2, pods: 0))
  }

  @Test func `the rate is net, and follows undo`() throws {
    var session = try session(growth + ["remove nodes 4"])
    #expect(RecentRate(of: "a", in: session.timeline).nodes == 10)
    _ = session.execute(.undo(1))
    #expect(RecentRate(of: "a", in: session.timeline).nodes == 14)
  }

  @Test func `a constant rate and a known capacity give the computed time in the middle`() throws {
    let forecast = try forecast(growth)
    // 64 blocks, 24 taken, two a day: the forty-first node comes after twenty days and a half.
    let computed = 41 * 86_400 / 2
    let nodes = forecast.nodes
    let earliest = try #require(nodes.earliest)
    let median = try #require(nodes.median)
    let latest = try #require(nodes.latest)
    #expect(earliest < computed && computed < latest)
    #expect(abs(median - computed) < computed / 7, "\(nodes.times)")
    #expect(nodes.text == "allocator full")
    #expect(nodes.missed == 0)
    #expect(forecast.lines[0].hasPrefix("next node refused in about "), "\(forecast.lines)")
    #expect(forecast.lines[1] == "no pod refused: none came in the last 7d, net")
  }

  @Test func `the same seed gives the same answer, another one another`() throws {
    let one = try forecast(growth)
    #expect(try forecast(growth) == one)
    #expect(try forecast(growth + ["seed 2"]).nodes.times != one.nodes.times)
  }

  @Test func `pods are refused when the range is full`() throws {
    let forecast = try forecast([
      "plan a mode=cluster-pool pool=10.0.0.0/24 mask=27", "add node n", "wait 1h", "add pods 2",
      "wait 1h", "add pods 2",
    ])
    // Of 32 addresses 28 are for pods; 4 are used; two an hour: the twenty-fifth after 12.5 hours.
    let median = try #require(forecast.pods.median)
    #expect(abs(median - 25 * 1800) < 25 * 1800 / 4, "\(forecast.pods.times)")
    #expect(forecast.pods.text == "range is full")
    #expect(forecast.nodes.times.isEmpty)
  }

  @Test func `without time it is reckoned by command and says so`() throws {
    let forecast = try forecast(
      ["plan a mode=cluster-pool pool=10.0.0.0/20 mask=24"]
        + Array(repeating: "add node", count: 6).enumerated().map { "\($1) n\($0)" })
    #expect(forecast.rate == RecentRate(clock: .commands, span: 6, nodes: 6, pods: 0))
    // Ten blocks are left, one a command.
    #expect(forecast.nodes.median.map { abs($0 - 11) <= 3 } == true, "\(forecast.nodes.times)")
    #expect(forecast.lines[0].contains("commands"))
  }

  @Test(arguments: [
    ["plan a mode=cluster-pool pool=10.0.0.0/20 mask=24"],
    ["plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 3", "wait 2d"],
    [
      "plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 9", "wait 2d",
      "remove nodes 3",
    ],
  ])
  func `no growth meets no refusal and says why`(script: [String]) throws {
    let forecast = try forecast(script)
    #expect(forecast.nodes.times.isEmpty && forecast.pods.times.isEmpty)
    for line in forecast.lines {
      #expect(line.contains("none came") || line.contains("no history"), "\(line)")
    }
  }

  @Test func `far away is told as not within the horizon`() throws {
    let forecast = try forecast([
      "plan a mode=cluster-pool pool=10.0.0.0/8 mask=24", "add nodes 3", "wait 10d", "add node x",
    ])
    #expect(forecast.lines[0] == "no node refused within 90d")
  }

  @Test func `what waits already is no news`() throws {
    let forecast = try forecast([
      "plan a mode=cluster-pool pool=10.0.0.0/23 mask=24", "add nodes 5", "wait 1h", "add pods 1",
    ])
    #expect(forecast.nodes.times.isEmpty)
    #expect(forecast.pods.earliest.map { $0 > 3600 } == true)
  }

  @Test func `ended on the way it gives no answer`() throws {
    let session = try session(growth)
    let plan = try #require(session.current)
    var told = 0
    let forecast = session.forecast(of: plan) { progress in
      told += 1
      #expect(progress.total == 2_000 && progress.done <= progress.total)
      return told < 5
    }
    #expect(forecast == nil)
    #expect(told == 5)
  }

  @Test(arguments: Vocabulary.modes)
  func `every mode can be asked`(mode: String) throws {
    var session = try session(
      ["plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 3", "wait 1h"])
    _ = session.execute(.mode(mode))
    _ = session.execute(.addPods(count: 3, app: "x", namespace: nil, PodPlacement()))
    let outcome = session.execute(.get(.forecast, of: .current))
    guard case .answer(let table) = outcome else {
      Issue.record("\(mode): \(outcome)")
      return
    }
    #expect(table.count == 2)
  }
}
