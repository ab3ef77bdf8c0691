import Addressing
import Allocation

/// A zone fails, its pods come back elsewhere once somebody notices, and the zone comes back later.
struct ZoneFailure: Workload {
  let zone: String
  let outage: TimeSpan
  let unnoticed: TimeSpan
  let eviction: TimeSpan
  let areGone: Bool

  static let description = WorkloadDescription(
    name: "zone-failure", summary: "a zone fails, is noticed, and comes back",
    details: """
      All nodes of a zone fail at once. After unnoticed= the control plane calls them not ready, and \
      eviction= later their pods are evicted and the pods of apps start elsewhere; at the end of the \
      outage the nodes join again under their names. With nodes=gone the nodes and their blocks are \
      taken away at the very start, as a cloud controller does when machines no longer exist; with \
      nodes=unreachable they stay, keep their blocks, take no pods, and take them again at the end. \
      An outage that is over before the eviction moves no pod. Pods of no app are gone for good. \
      Left out: evicted pods of an unreachable node hold their addresses until the node is back or \
      deleted; and the slower eviction when most of a zone is unhealthy, which Kubernetes stops when \
      all of a cluster is.
      """,
    options: [
      WorkloadOption("zone", "Z", .zone, standard: nil, meaning: "the zone that fails"),
      WorkloadOption(
        "outage", "DURATION", .span, standard: "30m", meaning: "how long until the zone is back"),
      // Kubernetes 1.32, kube-controller-manager --node-monitor-grace-period: 50 s (40 s before;
      // kubernetes/kubernetes pull request 126287).
      WorkloadOption(
        "unnoticed", "DURATION", .span, standard: "50s",
        meaning: "until nodes are called not ready"),
      // Kubernetes, plugin/pkg/admission/defaulttolerationseconds/admission.go: 300 s each.
      WorkloadOption(
        "eviction", "DURATION", .span, standard: "5m", meaning: "how long pods then stay bound"),
      WorkloadOption(
        "nodes", "gone|unreachable", .text, standard: "gone",
        meaning: "whether the nodes go with their blocks or stay"),
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    zone = try options.name("zone")
    outage = try options.someTime("outage")
    unnoticed = try options.span("unnoticed")
    eviction = try options.span("eviction")
    areGone = try options.option("nodes").choice(of: ["gone", "unreachable"]) == "gone"
  }

  var rate: String { "zone \(zone) away for \(outage)" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    for span in [outage, unnoticed, eviction] { _ = try WorkloadTime(span, grain: nil) }
    let nodes = try population.nodes(inZone: zone)
    let names = nodes.map(\.name)
    let end = outage.seconds
    let evicted = unnoticed.seconds + eviction.seconds
    var writer = StepWriter(population)
    if areGone {
      writer.act(.removeNodes(names), at: 0)
      if evicted < end { restore(population, &writer, at: evicted) }
      writer.act(.addNodes(nodes), at: end)
      if evicted >= end { restore(population, &writer, at: end) }
    } else {
      writer.act(.cordonNodes(names), at: 0)
      if evicted < end { writer.act(.drainNodes(names), at: evicted) }
      writer.act(.uncordonNodes(names), at: end)
    }
    return writer.steps(until: end)
  }

  /// The controllers of apps make up for the pods that are gone, however many those were.
  private func restore(_ population: Population, _ writer: inout StepWriter, at second: Int) {
    for app in population.apps where app.count > 0 {
      writer.act(.restorePods(app.count, of: app.name), at: second)
    }
  }
}
