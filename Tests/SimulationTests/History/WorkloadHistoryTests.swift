import Allocation
import Simulation
import Testing

@Suite struct `Workloads in the history` {
  private func session(_ lines: [String]) throws -> Session {
    var session = Session()
    for line in lines { _ = session.execute(try Command(parsing: line)) }
    return session
  }

  private let twoPlans = [
    "plan a mode=cluster-pool pool=10.0.0.0/20 mask=26",
    "plan b mode=kubernetes pool=10.1.0.0/20 mask=25",
    "add nodes 12 zone=x", "add nodes 12 zone=y", "add pods 300 app=web",
  ]
  private let churn = "churn for=2h pods=120/h nodes=6/h"

  /// All that tells two states apart, of every plan.
  private func picture(_ session: Session) -> [String] {
    session.moment.plans.flatMap { plan -> [String] in
      let cluster = plan.cluster
      var lines = [
        "\(plan.name) \(session.moment.time) \(cluster.tallies) \(plan.refusals) "
          + "\(plan.firstFailure ?? 0) \(session.moment.lost.map(\.name))"
      ]
      for id in cluster.nodes.ids {
        guard let node = cluster.nodes[id] else { continue }
        lines.append("\(node.name) \(node.blocks) \(node.pods) \(node.running)")
      }
      return lines
    }
  }

  @Test func `a workload is one command of many steps`() throws {
    var session = try session(twoPlans)
    let before = picture(session)
    _ = session.execute(try Command(parsing: churn))
    let after = picture(session)
    #expect(after != before)
    #expect(session.position == 6)
    #expect(session.timeline.entries[5].steps.count > 100)
    #expect(session.moment.time == 7_200)
    #expect(session.journal.last == churn)
    _ = session.execute(.undo(1))
    #expect(picture(session) == before)
    _ = session.execute(.redo(1))
    #expect(picture(session) == after)
  }

  @Test func `played step by step it comes to the same`() throws {
    var once = try session(twoPlans)
    _ = once.execute(try Command(parsing: churn))
    var played = try session(twoPlans)
    let refusal = played.begin(try Command(parsing: churn))
    #expect(refusal == nil)
    let total = try #require(played.performance?.total)
    for step in 0..<total {
      #expect(played.timeline.place == Place(5, step: step))
      let moved = played.performStep()
      #expect(moved)
    }
    #expect(played.performance == nil)
    let moved = played.performStep()
    #expect(!moved)
    #expect(played.timeline.place == Place(6))
    #expect(picture(played) == picture(once))
  }

  @Test func `every step can be gone back to`() throws {
    var session = try session(twoPlans)
    let refusal = session.begin(try Command(parsing: churn))
    #expect(refusal == nil)
    var pictures = [picture(session)]
    while session.performance != nil {
      session.performStep()
      pictures.append(picture(session))
    }
    for step in stride(from: pictures.count - 2, through: 0, by: -7) {
      _ = session.execute(.seek(Place(5, step: step)))
      #expect(picture(session) == pictures[step])
    }
    _ = session.execute(.seek(6))
    #expect(picture(session) == pictures.last)
  }

  @Test func `broken off it stays as its first steps, and its line says so`() throws {
    var session = try session(twoPlans)
    let refusal = session.begin(try Command(parsing: churn))
    #expect(refusal == nil)
    for _ in 0..<20 { session.performStep() }
    let half = picture(session)
    _ = session.execute(try Command(parsing: "add pods 3"))
    #expect(session.journal.suffix(2) == ["\(churn) steps=20", "add pods 3"])
    #expect(session.performance == nil)
    let end = picture(session)
    _ = session.execute(.undo(1))
    #expect(picture(session) == half)
    // The journal leads to the same state.
    var again = Session()
    for line in session.journal + ["add pods 3"] {
      _ = again.execute(try Command(parsing: line))
    }
    #expect(picture(again) == end)
  }

  @Test func `a place inside is cut there when something else happens`() throws {
    var session = try session(twoPlans + [churn])
    _ = session.execute(.seek(Place(5, step: 10)))
    let inside = picture(session)
    #expect(session.timeline.canRedo)
    _ = session.execute(try Command(parsing: "add pods 3"))
    #expect(session.journal.suffix(2) == ["\(churn) steps=10", "add pods 3"])
    #expect(!session.timeline.canRedo)
    _ = session.execute(.undo(1))
    #expect(picture(session) == inside)
    _ = session.execute(.undo(1))
    #expect(session.timeline.place == Place(5))
  }

  @Test func `undoing a part undoes the whole command`() throws {
    var session = try session(twoPlans)
    let before = picture(session)
    let refusal = session.begin(try Command(parsing: churn))
    #expect(refusal == nil)
    for _ in 0..<5 { session.performStep() }
    _ = session.execute(.undo(1))
    #expect(picture(session) == before)
    _ = session.execute(.redo(1))
    #expect(session.timeline.place == Place(5, step: 5))
    // It goes on where it was.
    let moved = session.performStep()
    #expect(moved)
    #expect(session.timeline.place == Place(5, step: 6))
  }

  @Test func `another plan lives through the very same workload`() throws {
    var early = try session(twoPlans + [churn, "roll web", "fail zone=x", "wait 5m"])
    var late = try session(
      [twoPlans[0]] + twoPlans[2...] + [churn, "roll web", "fail zone=x", "wait 5m", twoPlans[1]])
    _ = early.execute(.use(plan: "b"))
    _ = late.execute(.use(plan: "b"))
    #expect(picture(early) == picture(late))
    #expect(late.moment.plans[0].cluster.pods.count == late.moment.plans[1].cluster.pods.count)
  }

  @Test func `a zone that failed comes back, and undo knows it`() throws {
    var session = try session(twoPlans)
    let before = picture(session)
    _ = session.execute(.fail(zone: "x"))
    #expect(session.current?.cluster.nodes.count == 12)
    #expect(session.current?.cluster.pods.count == 300)
    #expect(session.moment.lost.count == 12)
    let failed = picture(session)
    _ = session.execute(.recover(zone: "x"))
    #expect(session.current?.cluster.nodes.count == 24)
    #expect(session.moment.lost.isEmpty)
    _ = session.execute(.undo(1))
    #expect(picture(session) == failed)
    _ = session.execute(.undo(1))
    #expect(picture(session) == before)
    guard case .refused(let text) = session.execute(.fail(zone: "z")) else {
      Issue.record("a zone failed that nobody lives in")
      return
    }
    #expect(text == "no node is in a zone called \"z\"; there are x, y")
  }

  @Test func `ending a workload on the way leaves everything as it was`() throws {
    var session = try session(twoPlans)
    let before = picture(session)
    var calls = 0
    let outcome = session.execute(try Command(parsing: churn)) { _ in
      calls += 1
      return calls < 30
    }
    guard case .cancelled = outcome else {
      Issue.record("it was not ended")
      return
    }
    #expect(picture(session) == before)
    #expect(session.timeline.place == session.timeline.end)
    #expect(session.timeline.place == Place(5))
  }

  @Test func `samples follow the plan's own life`() throws {
    var session = try session([twoPlans[0]] + twoPlans[2...] + [churn, twoPlans[1]])
    let timeline = session.timeline
    let steps = timeline.stepIndex(of: timeline.place)
    for plan in ["a", "b"] {
      var slow = Session()
      let definition = plan == "a" ? twoPlans[0] : twoPlans[1]
      _ = slow.execute(try Command(parsing: definition))
      for line in twoPlans[2...] + [churn] { _ = slow.execute(try Command(parsing: line)) }
      for index in 2..<steps {
        #expect(
          timeline.sample(of: plan, afterStep: index)
            == slow.timeline.sample(of: plan, afterStep: index))
      }
    }
    _ = session.execute(.seek(3))
    #expect(session.timeline.sample(of: "a", afterStep: 3)?.nodes == 24)
    #expect(session.timeline.sample(of: "b", afterStep: 3) == nil)
  }

  @Test func `places and steps count alike, both ways`() throws {
    let session = try session(twoPlans + [churn, "wait 1m"])
    let timeline = session.timeline
    var seen: Set<Place> = []
    for index in 0...timeline.stepCount {
      let place = timeline.place(afterSteps: index)
      #expect(timeline.stepIndex(of: place) == index)
      #expect(timeline.contains(place))
      #expect(seen.insert(place).inserted)
    }
    #expect(!timeline.contains(Place(99)))
    #expect(timeline.place(afterSteps: timeline.stepCount) == timeline.end)
  }
}
