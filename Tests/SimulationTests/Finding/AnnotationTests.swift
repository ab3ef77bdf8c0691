import Addressing
import Allocation
import Simulation
import Testing

@Suite struct `Annotations` {
  private static func run(_ lines: [String]) throws -> (Session, [Outcome]) {
    var session = Session()
    var outcomes: [Outcome] = []
    for line in lines { outcomes.append(session.execute(try Command(parsing: line))) }
    return (session, outcomes)
  }

  private static let plan = "plan a mode=cluster-pool pool=10.0.0.0/16 mask=24"

  @Test(arguments: [
    ("annotate 10.0.4.0/22 blue team", "annotate 10.0.4.0/22 \"blue team\""),
    (
      "annotate 10.0.4.0/22 \"say \\\"x\\\" = y # z\"",
      "annotate 10.0.4.0/22 \"say \\\"x\\\" = y # z\""
    ),
    ("annotate 10.0.4.0/22 a=b c", "annotate 10.0.4.0/22 \"a=b c\""),
    ("remove annotation 10.0.4.0/22", "remove annotation 10.0.4.0/22"),
  ])
  func `are written with quotes and without`(line: String, canonical: String) throws {
    let command = try Command(parsing: line)
    #expect(command.description == canonical)
    #expect(try Command(parsing: canonical) == command)
  }

  @Test(arguments: [
    ("annotate", "\"annotate\" needs CIDR TEXT; usage: annotate CIDR TEXT"),
    ("annotate 10.0.4.0/22", "\"10.0.4.0/22\" needs a text after it; usage: annotate CIDR TEXT"),
    ("annotate 10.0.4.1/22 x", "\"10.0.4.1/22\" has host bits set; did you mean 10.0.4.0/22?"),
    (
      "annotate 10.0.4.0/22 \"a\\nb\"",
      "\"aU+000Ab\" holds U+000A; an annotation is one line of visible text"
    ),
    (
      "annotate 10.0.4.0/22 \" \"",
      "\" \" an empty text says nothing; remove annotation CIDR wipes one out"
    ),
    (
      "annotate 10.0.4.0/22 \(String(repeating: "x", count: 81))",
      "\"\(String(repeating: "x", count: 60))...\" begins a text of 81 characters; "
        + "an annotation has at most 80"
    ),
  ])
  func `that cannot be read on a map are refused`(line: String, message: String) {
    do throws(CommandError) {
      let command = try Command(parsing: line)
      Issue.record("read as \(command)")
    } catch {
      #expect(error.message == message)
    }
  }

  @Test func `are kept in the order of addresses, one a prefix, and undone like all else`() throws {
    var (session, outcomes) = try Self.run([
      Self.plan, "annotate 10.0.8.0/22 second", "annotate 10.0.0.0/16 all",
      "annotate 10.0.4.0/22 first", "annotate 10.0.8.0/22 \"second again\"",
    ])
    func texts() -> [String] { session.moment.annotations.map(\.text) }
    #expect(texts() == ["all", "first", "second again"])
    guard case .done(let said, _) = outcomes[4] else {
      Issue.record("\(outcomes[4])")
      return
    }
    #expect(said == "10.0.8.0/22 is annotated anew: second again")
    _ = session.execute(.undo(1))
    #expect(texts() == ["all", "first", "second"])
    _ = session.execute(.undo(3))
    #expect(texts().isEmpty)
    _ = session.execute(.redo(9))
    #expect(texts() == ["all", "first", "second again"])
    let again = try Self.run(session.journal).0
    #expect(again.moment.annotations == session.moment.annotations)
  }

  @Test func `go when they are removed, and only then`() throws {
    var (session, _) = try Self.run([
      Self.plan, "annotate 10.0.4.0/22 x", "add nodes 3", "mode kubernetes", "seed 5",
    ])
    #expect(session.moment.annotations.count == 1)
    let missing = session.execute(try Command(parsing: "remove annotation 10.0.4.0/24"))
    guard case .refused(let text) = missing else {
      Issue.record("\(missing)")
      return
    }
    #expect(text == "nothing is written on 10.0.4.0/24; there is something on 10.0.4.0/22")
    _ = session.execute(try Command(parsing: "remove annotation 10.0.4.0/22"))
    #expect(session.moment.annotations.isEmpty)
  }

  @Test func `change nothing of what happens`() throws {
    let life = ["add nodes 3", "add pods 40", "remove pods 7", "remove nodes 1"]
    let plain = try Self.run([Self.plan] + life).0
    let noted = try Self.run(
      [Self.plan, "annotate 10.0.0.0/16 x"] + life.flatMap { [$0, "annotate 10.0.1.0/24 y"] }
    ).0
    func pods(_ session: Session) -> [String] {
      guard let cluster = session.current?.cluster else { return [] }
      return cluster.pods.newest(99).compactMap { cluster.pods[$0] }.map { "\($0.name) \($0.v4!)" }
    }
    #expect(pods(plain) == pods(noted) && pods(plain).count > 10)
  }

  @Test func `are listed, and told of what they are on`() throws {
    var (session, _) = try Self.run([
      Self.plan, "add nodes 1", "annotate 10.0.0.0/22 outer", "annotate 10.0.0.0/24 own",
      "annotate 192.168.0.0/24 away",
    ])
    func rows(_ line: String) throws -> [[String]] {
      guard case .answer(let table) = session.execute(try Command(parsing: line)) else { return [] }
      return table.firstRows(99)
    }
    #expect(
      try rows("get annotations") == [
        ["10.0.0.0/22", "outer", "10.0.0.0/16"], ["10.0.0.0/24", "own", "10.0.0.0/16"],
        ["192.168.0.0/24", "away", ""],
      ])
    let told = [["annotation", "outer (on 10.0.0.0/22)"], ["annotation", "own"]]
    #expect(try rows("describe node-1").suffix(2) == told)
    #expect(try rows("describe 10.0.0.0/24").suffix(2) == told)
    #expect(try rows("describe 10.0.3.9").last == ["annotation", "outer (on 10.0.0.0/22)"])
    #expect(try rows("describe 10.0.9.9").allSatisfy { $0[0] != "annotation" })
  }
}
