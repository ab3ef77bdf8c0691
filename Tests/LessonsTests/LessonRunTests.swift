import Simulation
import Testing

@testable import Lessons

@Suite struct `Somebody in a lesson` {
  private func begun(_ id: String) throws -> LessonRun {
    let lesson = try #require(Lesson.named(id))
    var run = try #require(LessonRun(lesson))
    run.skipStory()
    return run
  }

  @Test func `ticks tasks as they come true and unticks what is undone`() throws {
    var run = try begun("read-the-map")
    #expect(run.ticks.allSatisfy { $0 == nil })
    _ = run.execute(try Command(parsing: "add node mapper cidr=10.42.2.0/24"))
    #expect(run.ticks.map { $0 != nil } == [false, true, false])
    _ = run.execute(.undo(1))
    #expect(run.ticks.allSatisfy { $0 == nil })
    _ = run.execute(.redo(1))
    #expect(run.ticks.map { $0 != nil } == [false, true, false])
    run.reset()
    #expect(run.ticks.allSatisfy { $0 == nil })
    #expect(run.strokes == 0)
  }

  @Test func `passes by another way than the solution`() throws {
    var run = try begun("exhaust-the-pool")
    for line in ["add node a", "add node b", "add nodes 2", "add pool 192.168.0.0/24"] {
      _ = run.execute(try Command(parsing: line))
    }
    let result = try #require(run.result)
    #expect(result.strokes == 4)
    #expect(result.explanation.contains("idle in blocks that nodes hold"))
  }

  @Test func `is told what the lesson does not allow`() throws {
    var run = try begun("exhaust-the-pool")
    let refused = try #require(run.refusal(of: try Command(parsing: "mode kubernetes")))
    #expect(refused.hasPrefix("'mode' is not a word of this lesson; it is done with add nodes"))
    #expect(
      run.refusal(of: .undo(1)) == "there is nothing of yours to undo: the lesson begins here")
    #expect(run.refusal(of: try Command(parsing: "get nodes")) == nil)
    guard case .refused = run.execute(try Command(parsing: "mode kubernetes")) else {
      Issue.record("mode is taken")
      return
    }
    #expect(run.strokes == 0)
  }

  @Test func `has three hints a task, the last one exact`() throws {
    var run = try begun("exhaust-the-pool")
    #expect(run.takeHint()?.level == 1)
    #expect(run.takeHint()?.level == 2)
    #expect(run.takeHint()?.text == "`add nodes 4`")
    #expect(run.takeHint() == nil)
    _ = run.execute(try Command(parsing: "add nodes 4"))
    #expect(run.hint == nil)
    #expect(run.hints == [3, 0])
  }

  @Test func `keeps the best of each lesson`() {
    var progress = LessonProgress("zoom 5 0 no\nbad line\nzoom 3 0 yes\nmap 2 1 no\n")
    #expect(progress["zoom"]?.strokes == 5)
    progress.note(.init(strokes: 4, hints: 2, sawSolution: false), for: "zoom")
    #expect(progress.text == "zoom 4 2 no\nmap 2 1 no\n")
    #expect(LessonProgress(progress.text) == progress)
  }
}
