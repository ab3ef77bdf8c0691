import Addressing
import Allocation

/// Every node is drained and replaced, some at a time.
struct Upgrade: Workload {
  let surge: Amount
  let pace: TimeSpan

  static let description = WorkloadDescription(
    name: "upgrade", summary: "drains and replaces every node, some at a time",
    details: """
      As surge upgrades of managed clusters do it: new nodes join, as many old ones are cordoned and \
      drained, and when the next wave begins those are removed. So there are never more nodes than \
      before and surge= beyond, and never fewer than before. The oldest node goes first; a new one \
      has its traits and a name of its own. One at a time is the standard of Google Kubernetes \
      Engine; a share counts up, as on AKS. The pace is this program's own. Left out: disruption \
      budgets, for which a drain may wait up to an hour, and pods that take long to end.
      """,
    options: [
      // Google Kubernetes Engine, "Node upgrade strategies": maxSurge=1, maxUnavailable=0.
      WorkloadOption(
        "surge", "N|N%", .amount, standard: "1", meaning: "nodes that are replaced at a time"),
      WorkloadOption(
        "pace", "DURATION", .span, standard: "5m", meaning: "how long a wave takes"),
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    surge = try options.amount("surge")
    guard surge != .count(0), surge != .percent(0) else {
      throw try options.option("surge").wrong("replaces no node", "expected 1 or more, or a share")
    }
    pace = try options.someTime("pace")
  }

  var rate: String { "\(surge) of the nodes every \(pace)" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    guard population.nodeCount > 0 else { throw .system("there is no node to replace") }
    let nodes = population.nodes
    let perWave = min(nodes.count, max(1, surge.share(of: nodes.count, roundingUp: true)))
    let waves = (nodes.count + perWave - 1) / perWave
    guard waves < WorkloadTime.pieceLimit, pace.seconds <= WorkloadTime.longest / waves else {
      throw .tooMany("\(waves) waves of \(pace); take a larger surge")
    }
    try population.checkNodes(Mean(whole: perWave))
    var writer = StepWriter(population)
    var drained: [String] = []
    for wave in 0..<waves {
      let second = wave * pace.seconds
      writer.act(.removeNodes(drained), at: second)
      let old = Array(nodes[wave * perWave..<min(nodes.count, (wave + 1) * perWave)])
      writer.addNodes(like: old, at: second)
      drained = old.map(\.name)
      writer.act(.drainNodes(drained), at: second)
    }
    writer.act(.removeNodes(drained), at: waves * pace.seconds)
    return writer.steps(until: waves * pace.seconds)
  }
}
