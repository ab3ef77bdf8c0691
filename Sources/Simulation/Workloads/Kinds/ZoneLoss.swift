import Addressing
import Allocation

/// All nodes of a zone go at once: what `fail zone=` means.
struct ZoneLoss: Workload {
  let zone: String

  static let description = WorkloadDescription(
    name: "fail", summary: "takes all nodes of a zone away",
    details: """
      The nodes of the zone are gone at once with their blocks, and the pods of their apps start \
      anew elsewhere at the same moment; pods of no app are gone for good. The workload \
      zone-failure lets the time pass that a real cluster takes to notice.
      """,
    options: [
      WorkloadOption("zone", "Z", .zone, standard: nil, meaning: "the zone that fails")
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    zone = try WorkloadOptions(options, of: Self.description).name("zone")
  }

  init(zone: String) {
    self.zone = zone
  }

  var rate: String { "all nodes of zone \(zone) at once" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    var writer = StepWriter(population)
    writer.act(.loseNodes(try population.nodes(inZone: zone).map(\.name)), at: 0)
    return writer.steps(until: 0)
  }
}

/// The nodes of a failed zone come back: what `recover zone=` means.
struct ZoneReturn: Workload {
  let zone: String

  static let description = WorkloadDescription(
    name: "recover", summary: "brings the nodes of a zone back",
    details: """
      The nodes that the zone had when it failed join again with their names and traits, and are \
      given blocks as new nodes are. No pod moves there by itself: the scheduler fills them as pods \
      come.
      """,
    options: [
      WorkloadOption("zone", "Z", .zone, standard: nil, meaning: "the zone that is back")
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    zone = try WorkloadOptions(options, of: Self.description).name("zone")
  }

  init(zone: String) {
    self.zone = zone
  }

  var rate: String { "all nodes of zone \(zone) at once" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    let back = population.lost.filter { $0.traits.zone == zone }
    guard !back.isEmpty else {
      throw .system("no node of zone \"\(zone)\" is away; \"fail zone=\(zone)\" takes them away")
    }
    var writer = StepWriter(population)
    writer.act(.addNodes(back), at: 0)
    return writer.steps(until: 0)
  }
}

extension Population {
  /// The nodes of a zone; a refusal where it has none.
  func nodes(inZone zone: String) throws(Refusal) -> [Resident] {
    let found = nodes.filter { $0.traits.zone == zone }
    guard found.isEmpty else { return found }
    var zones: [String] = []
    for node in nodes {
      if let zone = node.traits.zone, !zones.contains(zone) { zones.append(zone) }
    }
    let known = zones.isEmpty ? "no node has one" : "there are \(zones.joined(separator: ", "))"
    throw .system("no node is in a zone called \"\(zone)\"; \(known)")
  }
}
