import Testing
import UserFiles

@testable import Lessons

@Suite struct `A check of lessons` {
  @Test(arguments: Lesson.all.map(\.id))
  func `finds nothing in the lessons of the program`(id: String) throws {
    let lesson = try #require(Lesson.named(id))
    #expect(LessonCheck(lesson).faults.map(\.description) == [])
  }

  @Test func `finds the next lesson and all that are needed`() {
    let ids = Lesson.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Lesson.all.compactMap(\.number) == Array(1...Lesson.all.count))
    for lesson in Lesson.all {
      for id in lesson.needs + [lesson.next].compactMap(\.self) { #expect(ids.contains(id)) }
    }
  }

  /// What a change of the sample makes wrong, told with its line.
  @Test(arguments: [
    (
      "  add nodes 3\nexplanation", "  add nodes 2\nexplanation",
      "s.yaml:24: the solution leaves task 1 undone: 'expect blocks.free = 0' does not hold, got 1"
    ),
    (
      "title: A sample", "title: A sample of a lesson that goes on and on",
      "s.yaml:1: the title has 40 letters; the panel has room for 35"
    ),
    ("par: 1", "par: 2", "s.yaml:24: the solution takes 1 commands and par is 2"),
    (
      "nodes 3\nallow", "nodes 1\nallow",
      "s.yaml:20: the exact hint of task 1 does not do it; expect blocks.free = 0: got 2"
    ),
    (
      "expect blocks.free = 0", "expect blocks.free = 3",
      "s.yaml:14: task 1 is done before anything is: its checks must fail"
    ),
    (
      "expect blocks.total = 4", "expect blocks.total = 5",
      "s.yaml:12: the text claims blocks.total = 5, but there is 4"
    ),
    (
      "It has 4 blocks.", "It has 9 blocks.",
      "s.yaml:10: page 1 says '9', which no expect, command or fact of it holds"
    ),
    ("allow: [add]", "allow: [remove]", "s.yaml:20: the hint 'add nodes 3' is refused"),
    ("All of it is held.", "{blocks.fre}", "s.yaml:26: nothing stands for {blocks.fre}"),
    (
      "add nodes 1\npages", "remove node x\npages",
      "s.yaml:7: the set-up 'remove node x' is refused"
    ),
    (
      "text: Take all blocks.", "text: \(String(repeating: "Take all blocks. ", count: 60))",
      "s.yaml:14: the tasks with hint"
    ),
  ])
  func `says what is wrong and where`(old: String, new: String, fault: String) throws {
    #expect(Sample.text.contains(old))
    let text = Sample.text.replacing(old, with: new)
    let faults = LessonCheck(try Lesson(parsing: text, file: "s.yaml")).faults.map(\.description)
    #expect(faults.contains { $0.hasPrefix(fault) }, "\(faults)")
  }

  @Test func `finds nothing in the sample`() throws {
    #expect(LessonCheck(try Sample.lesson).faults.map(\.description) == [])
  }
}

/// A lesson as small as one can be.
enum Sample {
  static let text = """
    id: sample
    title: A sample
    summary: What a lesson is.
    minutes: 1
    setup: |
      plan demo mode=cluster-pool pool=10.0.0.0/22 mask=24
      add nodes 1
    pages:
      - text:
          text: It has 4 blocks.
          expect: |
            expect blocks.total = 4
    tasks:
      - text: Take all blocks.
        check: |
          expect blocks.free = 0
        hints:
          nudge: Nodes take blocks.
          place: The word is add.
          exact: add nodes 3
    allow: [add]
    par: 1
    solution: |
      add nodes 3
    explanation: |
      All of it is held.
    """

  static var lesson: Lesson { get throws { try Lesson(parsing: text, file: "s.yaml") } }
}
