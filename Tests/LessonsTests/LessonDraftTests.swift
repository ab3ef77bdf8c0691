import Simulation
import Testing
import UserFiles

@testable import Lessons

@Suite struct `A session on its way to a lesson` {
  private let script = """
    # cidrscope session
    plan demo mode=cluster-pool pool=10.0.0.0/22 mask=24
    add nodes 1
    # title: Four "blocks"
    # page: A node takes a block.
    # task: Take all blocks.
    # nudge: Nodes take blocks.
    add nodes 3
    get nodes
    expect blocks.free = 0
    # task: Let one fail.
    add node more
    """

  @Test func `becomes a lesson that holds`() throws {
    let file = try LessonDraft(parsing: script, file: "a.scope").file
    let lesson = try Lesson(parsing: file, file: "a.yaml")
    #expect(lesson.id == "four-blocks")
    #expect(lesson.title == "Four \"blocks\"")
    #expect(lesson.par == 2)
    #expect(
      lesson.tasks.map { $0.checks.map(\.command.description) } == [
        ["expect blocks.free = 0"], ["expect nodes.failed = 1"],
      ])
    #expect(lesson.tasks[1].place.text == "It is done with `add`.")
    #expect(LessonCheck(lesson).faults.map(\.description) == [])
  }

  @Test(arguments: [
    ("plan demo mode=nonsense\n", "a.scope:1:"),
    ("add nodes 3\n", "a.scope:2:1: no command follows a task"),
    ("# task: nothing\n", "a.scope:2:1: no command follows a task"),
  ])
  func `says with a place what is missing`(script: String, message: String) {
    do {
      _ = try LessonDraft(parsing: script, file: "a.scope")
      Issue.record("it is taken")
    } catch {
      #expect("\(error)".hasPrefix(message), "\(error)")
    }
  }
}
