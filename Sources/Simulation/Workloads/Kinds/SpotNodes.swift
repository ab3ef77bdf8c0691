import Addressing
import Allocation

/// Nodes are taken away at short notice and replaced.
struct SpotNodes: Workload {
  let duration: TimeSpan
  let nodes: Rate
  let notice: TimeSpan
  let replacement: TimeSpan
  let grain: TimeSpan?

  static let description = WorkloadDescription(
    name: "spot", summary: "nodes are taken away at short notice and replaced",
    details: """
      Nodes are claimed back at random moments, each node as likely; the rate is of the whole \
      cluster of the start. With the notice a node is cordoned and drained (what a termination \
      handler does), after it the node is gone, and some time later a new one like it joins. The \
      notice is two minutes on EC2 and half a minute on Google Cloud and Azure; the time to the \
      replacement is this program's own. The last are claimed early enough to be replaced. Where a \
      step is longer than the notice, all of it is one step. Left out: that a whole sort of machines \
      is often claimed at once, and pods that do not end in time.
      """,
    options: [
      .duration("1d"),
      WorkloadOption("nodes", "RATE", .rate, standard: "2/h", meaning: "how often a node goes"),
      // Amazon EC2 User Guide, "Spot Instance interruption notices": two minutes before. Google
      // Kubernetes Engine, "Spot VMs": 30 seconds.
      WorkloadOption(
        "notice", "DURATION", .span, standard: "2m", meaning: "from the notice to the end"),
      WorkloadOption(
        "replace", "DURATION", .span, standard: "2m",
        meaning: "from the end to a new node that is ready"),
      .grain,
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    duration = try options.span("for")
    nodes = try options.rate("nodes")
    notice = try options.span("notice")
    replacement = try options.span("replace")
    grain = try options.grain()
  }

  var rate: String { "\(nodes.of("nodes")) taken at \(notice) notice" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    guard population.nodeCount > 0 else { throw .system("there is no node to take away") }
    let time = try WorkloadTime(duration, grain: grain)
    try population.checkNodes(Mean(nodes, seconds: time.span))
    let (toEnd, toNew) = (time.pieces(notice), time.pieces(notice) + time.pieces(replacement))
    var generator = generator
    var claims = generator.split()
    var ending = [[Resident]](repeating: [], count: time.count)
    var joining = ending
    var told: Set<String> = []
    var writer = StepWriter(population)
    for piece in 0..<time.count {
      let end = time.end(of: piece)
      if toNew < time.count - piece {
        let present = writer.population.nodeCount - told.count
        let mean = Mean(nodes, seconds: time.length(of: piece))
          .times(present, over: population.nodeCount)
        let claimed = writer.population.nodes(
          min(present, claims.poisson(mean)), sparing: told, using: &generator)
        told.formUnion(claimed.map(\.name))
        writer.act(.drainNodes(claimed.map(\.name)), at: end)
        ending[piece + toEnd] += claimed
        joining[piece + toNew] += claimed
      }
      writer.act(.removeNodes(ending[piece].map(\.name)), at: end)
      told.subtract(ending[piece].map(\.name))
      writer.addNodes(like: joining[piece], at: end)
    }
    return writer.steps(until: time.span)
  }
}

extension Population {
  /// `count` nodes that are not `spared`, each as likely; there have to be as many.
  func nodes(
    _ count: Int, sparing spared: Set<String>, using generator: inout SeededGenerator
  ) -> [Resident] {
    var found: [Resident] = []
    var seen = spared
    while found.count < count, let node = node(using: &generator) {
      if seen.insert(node.name).inserted { found.append(node) }
    }
    return found
  }
}
