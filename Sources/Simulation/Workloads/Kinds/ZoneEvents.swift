import Addressing
import Allocation

/// All nodes of a zone vanish at once: what the command `fail zone=` means.
struct ZoneLoss: Workload {
  static let description = WorkloadDescription(
    name: "zone-loss", summary: "all nodes of a zone vanish", details: "", options: [])
  let zone: String

  init(_ options: [CommandOption]) throws(CommandError) {
    zone = try WorkloadOptions(options)("zone")?.name() ?? ""
  }

  init(zone: String) { self.zone = zone }

  var rate: String { "all nodes of zone \(zone) at once" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    let names = population.nodes.filter { $0.traits.zone == zone }.map(\.name)
    guard !names.isEmpty else { throw .system(population.noZone(zone, among: population.nodes)) }
    var planner = WorkloadPlanner()
    planner.add(at: 0, .loseNodes(names))
    return try planner.steps(until: 0)
  }
}

/// The nodes of a failed zone come back: what the command `recover zone=` means.
struct ZoneReturn: Workload {
  static let description = WorkloadDescription(
    name: "zone-return", summary: "the nodes of a failed zone come back", details: "", options: [])
  let zone: String

  init(_ options: [CommandOption]) throws(CommandError) {
    zone = try WorkloadOptions(options)("zone")?.name() ?? ""
  }

  init(zone: String) { self.zone = zone }

  var rate: String { "all nodes of zone \(zone) at once" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    let back = population.lost.filter { $0.traits.zone == zone }
    guard !back.isEmpty else {
      throw .system("no node of zone \"\(zone)\" has failed; fail zone=\(zone) lets them fail")
    }
    var planner = WorkloadPlanner()
    planner.add(at: 0, .addNodes(back))
    return try planner.steps(until: 0)
  }
}

extension Population {
  func noZone(_ zone: String, among nodes: [Resident]) -> String {
    var zones: [String] = []
    for case let name? in nodes.lazy.map(\.traits.zone) where !zones.contains(name) {
      zones.append(name)
    }
    let known =
      zones.isEmpty ? "no node has one" : "there are " + zones.sorted().joined(separator: ", ")
    return "no node is in zone \"\(zone)\"; \(known)"
  }
}
