public import Simulation

/// What published pages print otherwise than their own rules say.
public struct SizingErratum: Hashable, Sendable {
  /// The provider or system.
  public let system: String
  /// The page.
  public let page: String
  /// What it prints.
  public let prints: String
  /// What its own rule gives.
  public let gives: String

  /// Mistakes in published sizing tables that differ from what this program answers.
  public static let all = documents + tools

  /// Those that a question touches.
  public static func touching(_ question: SizingQuestion) -> [SizingErratum] {
    let modes = SizingMode.allowed(by: question).map(\.name)
    let systems = systemsOfModes.filter { modes.contains($0.mode) }.map(\.system)
    return all.filter { $0.system == question.provider?.rawValue || systems.contains($0.system) }
  }

  /// Whose documents speak of a mode.
  private static var systemsOfModes: [(mode: String, system: String)] {
    [
      ("gke", "gke"), ("aks", "aks"), ("vpc-cni", "eks"), ("ovn-kubernetes", "openshift"),
      ("calico", "calico"),
    ]
  }

  /// The mistakes as a table.
  public static func table(_ errata: [SizingErratum]) -> Table {
    Table(
      title: "published otherwise", columns: ["PAGE", "PRINTS", "ITS RULE GIVES"],
      rows: errata.map { [$0.page, $0.prints, $0.gives] })
  }
}
