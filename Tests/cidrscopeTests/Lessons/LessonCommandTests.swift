import Foundation
import Testing

@Suite struct `cidrscope lesson` {
  /// A folder of its own for a test.
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "lesson-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static let lesson = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/Lessons/Resources/05-pick-the-mask.yaml")

  @Test func `check all passes`() throws {
    let run = try Program.run(["lesson", "check", "all"])
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count { $0.contains(": holds, par ") } == 16)
  }

  @Test func `check fails on a copy whose solution is broken`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = folder.appending(path: "copy.yaml")
    let text = try String(contentsOf: Self.lesson, encoding: .utf8)
    #expect(text.contains("solution: |\n  set mask=25"))
    try text.replacing("solution: |\n  set mask=25", with: "solution: |\n  set mask=24")
      .write(to: copy, atomically: true, encoding: .utf8)
    let run = try Program.run(["lesson", "check", copy.path])
    #expect(run.status == 1)
    #expect(
      run.output.contains(
        "the solution leaves task 1 undone: 'expect nodes.ready >= 30' does not hold, got 16"))
  }

  @Test func `play tells tasks as they come true, and its exit code whether all are`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appending(path: "a.scope")
    try "add nodes 4\n".write(to: script, atomically: true, encoding: .utf8)
    let half = try Program.run(["lesson", "play", "4", "--script", script.path])
    #expect(half.status == 1)
    #expect(half.output.contains("refused: node-17: allocator full"))
    #expect(half.output.contains("done: Go on until a node gets no block."))
    try "add nodes 4\nadd pool 10.0.16.0/20\n".write(
      to: script, atomically: true, encoding: .utf8)
    let whole = try Program.run(["lesson", "play", "4", "--script", script.path])
    #expect(whole.status == 0)
    #expect(whole.output.hasSuffix("2 commands, par 2\n"))
  }

  @Test func `what is no lesson is said, with those there are`() throws {
    let run = try Program.run(["lesson", "check", "nothing"])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("nothing: no such file; lessons are read-the-map, zoom"))
  }

  @Test func `make turns notes into a file that check passes`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appending(path: "a.scope")
    try """
    plan demo mode=cluster-pool pool=10.0.0.0/22 mask=24
    # title: Four blocks
    # task: Take all of them.
    add nodes 4
    """.write(to: script, atomically: true, encoding: .utf8)
    let made = try Program.run(["lesson", "make", script.path])
    #expect(made.status == 0)
    let file = folder.appending(path: "a.yaml")
    try made.output.write(to: file, atomically: true, encoding: .utf8)
    let checked = try Program.run(["lesson", "check", file.path])
    #expect(checked.output == "four-blocks: holds, par 1\n")
  }
}
