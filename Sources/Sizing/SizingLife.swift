import Addressing
public import Allocation
import Measurement
public import Simulation

/// One life of a choice under one seed: growth, failures, busy nodes and upgrades, day by day, in the
/// real simulator.
///
/// A life is a history of the command language, so that whoever doubts one can open it.
public struct SizingLife: Hashable, Sendable {
  /// A node that did not become ready, or a pod that waited for an address to the end of the day.
  ///
  /// A refusal that the system itself makes good at once is none: in modes that fetch blocks as pods
  /// need them, the first pod that finds none is how a node comes to ask.
  public struct Failure: Hashable, Sendable {
    /// The day, counted from one.
    public let day: Int
    /// The nodes that there were.
    public let nodes: Int
    /// The words of the system.
    public let text: String
    /// Whether it was a pod that got nothing, and not a node.
    public let isOfPods: Bool

    /// The month, counted from one.
    public var month: Int { (day - 1) / SizingLife.daysOfMonth + 1 }
  }

  /// The seed.
  public let seed: UInt64
  /// What was refused first; nil for nothing.
  public private(set) var failure: Failure?
  /// Nodes for which there was still room, the least of each month.
  public private(set) var headroom: [Int] = []
  /// The most nodes that there were at once.
  public private(set) var mostNodes = 0
  /// The most pods that there were at once.
  public private(set) var mostPods = 0
  /// The commands that were its history.
  public private(set) var commands: [String] = []

  /// Months are counted as the twelfth of 365 days, rounded down.
  public static let daysOfMonth = 30

  /// Lives the months of a question, or as far as to the first refusal.
  ///
  /// Whoever watches is told each day and may end it: then there is no life. What the simulator
  /// itself does not take as a command is an error: nothing is left out of a life.
  public init?(
    of choice: SizingChoice, _ question: SizingQuestion, seed: UInt64, untilFailure: Bool = false,
    watching watch: Watcher? = nil
  ) throws(Refusal) {
    self.seed = seed
    var run = SizingRun(choice, question, seed: seed)
    try run.begin()
    let days = question.months * Self.daysOfMonth
    for day in 1...max(1, days) {
      if let watch, !watch(Progress("seed \(seed)", done: day - 1, total: days)) { return nil }
      try run.live(day: day)
      if (day - 1) % Self.daysOfMonth == 0 { headroom.append(run.leastRoom) }
      headroom[headroom.count - 1] = min(headroom[headroom.count - 1], run.leastRoom)
      failure = run.failure
      if failure != nil, untilFailure { break }
    }
    (mostNodes, mostPods) = (run.mostNodes, run.mostPods)
    commands = run.commands
  }
}

/// A life while it is lived.
private struct SizingRun {
  let choice: SizingChoice
  let question: SizingQuestion
  var session = Session()
  var generator: SeededGenerator
  var commands: [String] = []
  var isBusy = false
  /// Nodes that would still have had room, at the worst moment of the day.
  var leastRoom = Int.max
  var mostNodes = 0
  var mostPods = 0
  var day = 1
  var failure: SizingLife.Failure?

  init(_ choice: SizingChoice, _ question: SizingQuestion, seed: UInt64) {
    self.choice = choice
    self.question = question
    generator = SeededGenerator(seed: SeededGenerator.mix(seed, 0x6c69_6665))
    _ = try? execute("seed \(seed)")
  }

  mutating func execute(_ line: String) throws(Refusal) {
    let command: Command
    do throws(CommandError) {
      command = try Command(parsing: line)
    } catch {
      throw .system("\(line): \(error.message)")
    }
    commands.append(line)
    switch session.execute(command) {
    case .refused(let text): throw .system("\(line): \(text)")
    case .failed, .cancelled: throw .system("\(line) was not executed")
    case .done, .answer, .held: break
    }
  }

  mutating func begin() throws(Refusal) {
    try execute(choice.planLine(named: "sized"))
    try execute("add nodes \(question.nodes)")
    try execute("scale web \(question.nodes * question.pods)")
  }

  /// Lives a day.
  ///
  /// Nodes are kept as many as growth says: one that fails is replaced. Pods come and go, every
  /// third day one node is as busy as a node may be, and every fourth month, as Kubernetes has three
  /// releases a year, all nodes are replaced with as many beside the others as the question allows.
  mutating func live(day: Int) throws(Refusal) {
    self.day = day
    leastRoom = .max
    // Before a node fails: its busy pods would go with it.
    if isBusy { try execute("scale busy 0") }
    isBusy = false
    try changeNodes(day: day)
    let pods = (session.current?.cluster.nodes.count ?? 0) * question.pods
    try scaleWeb(to: pods)
    // A pod lives three months.
    let leaving = pods / (3 * SizingLife.daysOfMonth)
    if leaving > 0 {
      try execute("remove pods \(leaving) app=web pick=oldest")
      try scaleWeb(to: pods)
    }
    if day % (4 * SizingLife.daysOfMonth) == 0, question.surge > 0 { try upgrade() }
    try fillOneNode()
    look()
    try execute("wait 1d")
    noteFailure(ofPods: true)
  }

  /// Wave by wave, since the room is least in the middle.
  private mutating func upgrade() throws(Refusal) {
    let line = "workload upgrade surge=\(question.surge)"
    let command: Command
    do throws(CommandError) {
      command = try Command(parsing: line)
    } catch {
      throw .system("\(line): \(error.message)")
    }
    if case .refused(let text)? = session.begin(command) { throw .system("\(line): \(text)") }
    commands.append(line)
    while session.performStep() { look() }
  }

  private mutating func changeNodes(day: Int) throws(Refusal) {
    let present = session.current?.cluster.nodes.count ?? 0
    let joining = joining(on: day, present: present)
    if joining > 0 { try execute("add nodes \(joining)") }
    look()
    // One node of a thousand fails a day, which is one in three a year.
    let failing = generator.poisson(Mean(whole: present + joining).times(1, over: 1_000))
    if failing > 0 {
      try execute("remove nodes \(failing) pick=random")
      try execute("add nodes \(failing)")
    }
  }

  /// Nodes join at moments of their own, as many as growth says on average: some clusters are full
  /// sooner and some later, but none gets more nodes than were asked about.
  private mutating func joining(on day: Int, present: Int) -> Int {
    let days = SizingLife.daysOfMonth
    let month = (day - 1) / days
    let growth = question.nodes(after: month + 1) - question.nodes(after: month)
    guard growth > 0 else { return 0 }
    let drawn = generator.poisson(Mean(whole: growth).times(1, over: days))
    return max(0, min(drawn, question.nodesAtEnd - present))
  }

  /// While no node is busy all pods are of one app.
  private mutating func scaleWeb(to pods: Int) throws(Refusal) {
    guard session.current?.cluster.pods.count != pods else { return }
    try execute("scale web \(pods)")
  }

  /// Every third day a node runs as many pods as the busiest may.
  ///
  /// A third of these pods tell as much: a block that is too small refuses on the first day.
  private mutating func fillOneNode() throws(Refusal) {
    guard day % 3 == 1, let cluster = session.current?.cluster, cluster.nodes.count > 0 else {
      return
    }
    let ids = cluster.nodes.ids
    guard let node = cluster.nodes[ids[generator.int(in: 0..<ids.count)]] else { return }
    let more = question.podsToHold - node.pods.count
    isBusy = more > 0
    if more > 0 { try execute("add pods \(more) app=busy node=\(node.name)") }
  }

  /// Sees how much room there is, and how many nodes and pods.
  mutating func look() {
    guard let cluster = session.current?.cluster else { return }
    for range in choice.ranges where range.perFullNode > 0 {
      let free = AddressFigures(of: cluster, family: range.pool.family).free
      leastRoom = min(leastRoom, Int(clamping: free / range.perFullNode))
    }
    mostNodes = max(mostNodes, cluster.nodes.count)
    mostPods = max(mostPods, cluster.pods.count)
    noteFailure(ofPods: false)
  }

  /// Remembers the first failure: nodes as soon as one is not ready, pods at the end of a day.
  private mutating func noteFailure(ofPods: Bool) {
    guard failure == nil, let cluster = session.current?.cluster else { return }
    let tallies = cluster.tallies
    let isFailing =
      ofPods ? tallies.podsPending > 0 : tallies.nodesReady < cluster.nodes.count
    guard isFailing else { return }
    let words = tallies.refusals.entries.last { $0.isOfPods == ofPods }?.text
    failure = SizingLife.Failure(
      day: day, nodes: cluster.nodes.count,
      text: words ?? (ofPods ? "it waits for an address" : "it is not ready"), isOfPods: ofPods)
  }
}
