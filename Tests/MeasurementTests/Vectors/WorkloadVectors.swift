import Addressing
import Allocation
import Measurement
import TestSupport

/// What one workload, a hundred nodes of thirty pods each, costs under each way of giving addresses.
enum WorkloadVectors {
  /// Given: a mode with pools and options.
  ///
  /// Steps: `committed`, `waste` (thousandths of what is
  /// committed), and the same `for-pods`, without what can never serve one.
  static let table: [Vector] = [
    // Three /28s a node; the interfaces' primary addresses come on top.
    Vector(
      "MET-041", "vpc-cni pool=10.0.0.0/16 prefix-delegation=on", "for-pods; waste-for-pods",
      "4800; 375"),
    Vector(
      "MET-042", "aks pool=10.0.0.0/16 networking=pod-subnet-dynamic max-pods=110",
      "committed; waste", "4800; 375"),
    Vector(
      "MET-044", "aks pool=10.0.0.0/16 networking=node-subnet max-pods=30", "committed; waste",
      "3100; 32"),
    Vector("MET-045", "flat pool=10.0.0.0/16", "committed; waste", "3000; 0"),
    Vector("MET-046", "gke pool=10.0.0.0/16 max-pods=32", "committed; waste", "6400; 531"),
    Vector("more", "kubernetes pool=10.0.0.0/16", "committed; waste", "25600; 882"),
    Vector("more", "cluster-pool pool=10.0.0.0/16", "committed; waste", "25600; 882"),
    Vector("more", "host-local pool=10.0.0.0/16", "committed; waste", "25600; 882"),
    Vector("more", "calico pool=10.0.0.0/16", "committed; waste", "6400; 531"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    let words = vector.given.split(separator: " ").map(String.init)
    var pools: [IPPrefix] = []
    var options: [ModeOption] = []
    for word in words.dropFirst() {
      let parts = word.split(separator: "=").map(String.init)
      if parts[0] == "pool" {
        pools.append(try IPPrefix(parsing: parts[1]))
      } else {
        options.append(ModeOption(parts[0], parts[1]))
      }
    }
    let mode = try AllModes.make(words[0], pools: pools, options: options)
    var cluster = Cluster(mode: mode)
    _ = try cluster.perform(.addNodes((1...100).map { NodeOrder(name: "node-\($0)") }))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 3000)))
    _ = try cluster.perform(.wait(.seconds(600)))
    let figures = AddressFigures(of: cluster, family: .v4)
    guard figures.used == 3000 else { return ["only \(figures.used) pods have addresses"] }
    return vector.actions.map { answer($0[0], figures) }
  }

  private static func answer(_ word: String, _ figures: AddressFigures) -> String {
    let forPods = figures.committed - figures.reserved
    switch word {
    case "committed": return String(figures.committed)
    case "waste": return figures.internalWaste.map(String.init) ?? "none"
    case "for-pods": return String(forPods)
    case "waste-for-pods": return String((forPods - figures.used) * 1000 / forPods)
    default: return "unknown step \(word)"
    }
  }
}
