import Explorer
import Foundation
import Lessons
import Terminal
import Testing

@Suite struct `In a lesson` {
  private let size = Size(width: 80, height: 24)

  private func begun(_ lesson: String, _ size: Size? = nil) throws -> Stage {
    try Stage(size ?? self.size, lesson: lesson)
  }

  private var lastLine: (Stage) -> String {
    { stage in
      String(stage.text.split(separator: "\n", omittingEmptySubsequences: false).last ?? "")
    }
  }

  @Test(arguments: Lesson.all.map(\.id))
  func `every one begins, and its keys stand in the last line`(id: String) throws {
    let stage = try begun(id)
    let line = lastLine(stage)
    for word in ["F2 hint", "F3 next", "F4 reset", "F9 lessons", "q quit"] {
      #expect(line.contains(word), "\(line)")
    }
    #expect(stage.text.contains("F3 goes on") || stage.text.contains("F3 lets it happen"))
  }

  @Test func `the keys are clickable`() throws {
    var stage = try begun("exhaust-the-pool")
    try stage.press("<F3><F3><F3>")
    let line = lastLine(stage)
    let column = try #require(line.range(of: "F2 hint")).lowerBound
    let x = line.distance(from: line.startIndex, to: column)
    stage.send(.mouse(MouseEvent(.press(.left), at: Point(x: x, y: 23))))
    #expect(stage.text.contains("Hint 1 of 3"))
  }

  @Test func `the score is kept once all is done`() throws {
    var stage = try begun("exhaust-the-pool")
    try stage.press("<F3><F3><F3>:add nodes 4<Enter>")
    #expect(stage.effects.allSatisfy { $0.score == nil })
    try stage.press(":add pool 10.0.16.0/20<Enter>")
    #expect(stage.effects.compactMap(\.score).map(\.strokes) == [2])
    #expect(stage.text.contains("done in 2, par 2"))
    // Looking around does not score again.
    try stage.press("zz0:get nodes<Enter><Esc>")
    #expect(stage.effects.compactMap(\.score).count == 1)
    try stage.press("<F3>")
    #expect(stage.text.contains("5 Pick the mask"))
  }

  @Test func `words that are not the lesson's are refused with a sentence`() throws {
    var stage = try begun("exhaust-the-pool", Size(width: 200, height: 40))
    try stage.press("<F3><F3><F3>m")
    #expect(stage.text.contains("'mode' is not a word of this lesson; it is done with add nodes"))
    try stage.press("u")
    #expect(stage.text.contains("there is nothing of yours to undo: the lesson begins here"))
  }

  @Test func `reset and undo take ticks back`() throws {
    var stage = try begun("exhaust-the-pool")
    try stage.press("<F3><F3><F3>:add nodes 4<Enter>")
    #expect(stage.text.contains("done 1 of 2"))
    try stage.press("u")
    #expect(stage.text.contains("done 0 of 2"))
    try stage.press(":add nodes 4<Enter><F4>")
    #expect(stage.text.contains("done 0 of 2"))
    #expect(stage.text.contains("commands 0, par 2"))
  }

  @Test func `the story and the solution play under one key for a room`() throws {
    var stage = try begun("exhaust-the-pool", Size(width: 100, height: 30))
    try stage.press("<A-p><F3><F3><F3><F3>")
    #expect(stage.text.contains("add nodes 4: "))
    try stage.press("<F3>")
    #expect(stage.text.contains("done in 2, par 2, solution seen"))
  }

  @Test func `the list shows what was done and begins another`() throws {
    var stage = try begun("zoom")
    try stage.press("<F9>")
    #expect(stage.text.contains("Lessons: 0 of \(Lesson.all.count) done"))
    try stage.press("<Down><Enter>")
    #expect(stage.text.contains("3 What a node gets"))
  }

  @Test func `the talk reads story, hints and ticks`() throws {
    var reader = Reader(try begun("exhaust-the-pool").state)
    #expect(reader.greeting().first?.hasPrefix("A lesson, spoken.") == true)
    for _ in 0..<3 { _ = reader.take("next") }
    #expect(reader.take("hint").lines.contains("Hint 1 of 3"))
    #expect(reader.take("add nodes 4").lines.contains { $0.hasPrefix("Done: Go on until") })
    #expect(reader.take("lesson").lines.contains { $0.hasPrefix("To do now: Now get every") })
    #expect(reader.take("lesson 2").lines.first?.hasPrefix("An IPv4 address is 32 bits") == true)
  }

  @Test func `outside of lessons their keys say how they are opened`() throws {
    var stage = try Stage(size)
    try stage.press("<F2>")
    #expect(stage.text.contains("lessons are opened by `cidrscope lesson`"))
  }

  @Test func `the lesson goes on beside plans that are compared, where there is room`() throws {
    var stage = try begun("five-modes", Size(width: 160, height: 45))
    try stage.press("<F3>:plan calico mode=calico pool=10.0.0.0/16 mask=26<Enter>c")
    #expect(stage.text.contains("┌ * cluster-pool ─"))
    #expect(stage.text.contains("┌ calico ─"))
    #expect(stage.text.contains("13 Same history, five modes"))
    #expect(stage.text.contains("done 0 of 3"))
  }

  @Test(arguments: [(40, 12), (60, 30), (72, 20), (100, 30), (160, 45), (200, 60)])
  func `there is a panel at every size`(width: Int, height: Int) throws {
    let stage = try begun("zoom", Size(width: width, height: height))
    #expect(stage.text.contains("2 A prefix, and what zoom does"))
    #expect(stage.text.contains("An IPv4 address is 32 bits"))
  }
}

extension ExplorerApp.Effect {
  fileprivate var score: LessonProgress.Score? {
    if case .keepScore(_, let score) = self { score } else { nil }
  }
}
