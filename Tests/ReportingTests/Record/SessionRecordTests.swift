import Addressing
import Allocation
import Reporting
import Simulation
import TestSupport
import Testing

/// What was done to a session, read back, is the session.
struct SessionRecordTests {
  /// What two sessions must have in common to be the same one.
  struct Face: Hashable {
    let hash: StateHash
    let forks: [String]
    let fork: String
    let place: Place
    let end: Place
    let entries: [String]
    let plans: [String]

    init(_ session: Session) {
      hash = StateHash(of: session.moment)
      forks = session.forks
      fork = session.fork
      place = session.timeline.place
      end = session.timeline.end
      entries = session.timeline.entries.map { "\($0.command) in \($0.steps.count)" }
      plans = session.planReferences
    }
  }

  /// The commands as a script holds them.
  static func reread(_ commands: [Command]) throws -> [Command] {
    try Script(parsing: commands.map(\.description).joined(separator: "\n"), file: "saved").lines
      .map(\.command)
  }

  @Test(arguments: UInt64(1)...16)
  func `a record reads back as the session, condensed or not`(seed: UInt64) throws {
    var draw = try SessionDraw(seed: seed)
    draw.live(through: 36)
    let face = Face(draw.session)
    for commands in [draw.session.record.lines.map(\.command), draw.session.record.condensed] {
      var copy = Session()
      let reading = copy.read(try Self.reread(commands))
      #expect(Face(copy) == face, "\(commands.map(\.description).joined(separator: "\n"))")
      #expect(reading?.refused == [])
    }
  }

  @Test(arguments: UInt64(30)...35)
  func `a session that began on a dump reads back on the dump`(seed: UInt64) throws {
    let base = Session(
      recorded: RecordedBase(
        planName: "a", mode: "cluster-pool", pools: [try #require(IPPrefix("10.0.0.0/20"))],
        options: [ModeOption("mask", "26")]))
    var draw = try SessionDraw(seed: seed, on: base)
    draw.live(through: 36)
    var copy = base
    _ = copy.read(try Self.reread(draw.session.record.condensed))
    #expect(Face(copy) == Face(draw.session))
  }

  @Test(arguments: UInt64(17)...28)
  func `run gives the same state hash as the session that was saved`(seed: UInt64) throws {
    var draw = try SessionDraw(seed: seed)
    draw.live(through: 36)
    for commands in [draw.session.record.lines.map(\.command), draw.session.record.condensed] {
      var copy = Session()
      for command in try Self.reread(commands) { _ = copy.execute(command) }
      #expect(StateHash(of: copy.moment) == StateHash(of: draw.session.moment))
      #expect(copy.planReferences == draw.session.planReferences)
    }
  }

  @Test func `what was undone before something else happened is left out`() throws {
    let session = try session(
      """
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
      add nodes 2
      add pods 3
      undo
      undo
      add nodes 1
      undo
      redo
      """)
    #expect(
      session.record.condensed.map(\.description) == [
        "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24", "add nodes 1",
      ])
  }

  @Test func `what is undone at the end can be redone when it is read back`() throws {
    let session = try session(twoOfFour + "\nundo 2")
    #expect(session.record.condensed.map(\.description).suffix(2) == ["add pods 3", "seek 1"])
  }

  @Test func `a workload on its way is on its way when it is read back`() throws {
    var session = try session(twoOfFour)
    _ = session.begin(try Command(parsing: "churn for=2h pods=20/h"))
    for _ in 0..<5 { session.performStep() }
    var copy = Session()
    _ = copy.read(session.record.condensed)
    #expect(copy.performance?.done == 5)
    #expect(session.record.condensed.last?.description == "seek 3.5")
    _ = session.execute(try Command(parsing: "add nodes 1"))
    #expect(
      session.record.condensed.suffix(2).map(\.description) == [
        "churn for=2h pods=20/h steps=5", "add nodes 1",
      ])
  }

  @Test func `a reader that is ended leaves everything as it was`() throws {
    var copy = try session(twoOfFour)
    let before = Face(copy)
    let more = try ["add nodes 1", "add pods 2"].map { try Command(parsing: $0) }
    #expect(copy.read(more) { $0.done < 1 } == nil)
    #expect(Face(copy) == before)
    #expect(copy.record.lines.count == 3)
  }
}

/// A session lived through by chance.
struct SessionDraw {
  var session = Session()
  private var random: SeededGenerator
  private var count = 0

  init(seed: UInt64, on base: Session) throws {
    random = SeededGenerator(seed: seed, stream: 0)
    session = base
    for line in ["add nodes 3", "add pods 9"] { _ = session.execute(try Command(parsing: line)) }
  }

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed, stream: 0)
    session = try ReportingTests.session(
      "plan a mode=cluster-pool pool=10.0.0.0/20 mask=26\nadd nodes 3\nadd pods 9")
  }

  mutating func live(through steps: Int) {
    for _ in 0..<steps { step() }
  }

  private mutating func pick(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

  private mutating func step() {
    count += 1
    switch pick(10) {
    case 0, 1: play()
    case 2: move()
    case 3: fork()
    default: execute(change)
    }
  }

  private mutating func execute(_ line: String) {
    guard let command = try? Command(parsing: line) else {
      Issue.record("no command: \(line)")
      return
    }
    _ = session.execute(command)
  }

  private var change: String {
    mutating get {
      let lines = [
        "add nodes \(1 + pick(4))", "add pods \(1 + pick(40)) app=web", "remove nodes 1",
        "remove pods \(1 + pick(9))", "plan p\(count) mode=kubernetes pool=10.0.0.0/20 mask=26",
        "use a", "mode multi-pool", "mode cluster-pool", "seed \(1 + pick(9))", "wait 10m",
        "claim 10.0.\(pick(9)).0/24 net\(count)", "roll web", "churn for=30m pods=20/h",
        "cordon node-1", "add pool 10.1.\(pick(4) * 16).0/20", "drop p\(max(1, count - 2))",
        "annotate 10.0.1.0/24 \"a \\\"word\\\"\"", "restart operator",
      ]
      return lines[pick(lines.count)]
    }
  }

  private mutating func play() {
    if session.performance == nil {
      let lines = ["churn for=1h pods=30/h nodes=2/h", "roll web", "churn for=20m pods=60/h"]
      if let command = try? Command(parsing: lines[pick(3)]) { _ = session.begin(command) }
    }
    for _ in 0..<pick(12) { session.performStep() }
  }

  private mutating func move() {
    let all = session.timeline.stepCount
    switch pick(5) {
    case 0: execute("undo")
    case 1: execute("undo \(1 + pick(4))")
    case 2: execute("redo \(1 + pick(3))")
    default: execute("seek \(session.timeline.place(afterSteps: pick(all + 1)))")
    }
  }

  private mutating func fork() {
    let forks = session.forks
    switch pick(6) {
    case 0, 1: execute("fork f\(count)")
    case 2: execute("fork f\(count) at=\(pick(session.position + 1)) with=\"add nodes 1\"")
    case 3, 4: execute("switch \(forks[pick(forks.count)])")
    default: execute("discard \(forks[pick(forks.count)])")
    }
  }
}
