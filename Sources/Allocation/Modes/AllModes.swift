public import Addressing

/// Every mode that can be chosen, in the order of menus.
public enum AllModes {
  /// What each mode says of itself.
  public static let descriptions: [ModeDescription] = [ClusterPool.description]

  /// Names of the language's modes that are not built yet: they are refused by name.
  public static let notBuiltYet = [
    "node-local", "kubernetes", "multi-pool", "crd", "eni", "azure", "alibabacloud",
    "delegated-plugin", "calico", "vpc-cni", "gke", "aks", "ovn-kubernetes", "host-local", "flat",
  ]

  /// A mode by name, with its pools and options.
  public static func make(
    _ name: String, pools: [IPPrefix], options: [ModeOption]
  ) throws(Refusal) -> any IPAMMode {
    switch name {
    case ClusterPool.description.name:
      let settings: ClusterPool.Settings
      do {
        settings = try ClusterPool.Settings(pools: pools, options: options)
      } catch {
        throw .badOption(error)
      }
      do {
        return try ClusterPool(settings)
      } catch {
        throw .system(error.description)
      }
    case let name where notBuiltYet.contains(name):
      throw .system("mode \(name) is not built yet; cluster-pool is")
    default:
      let known = descriptions.map(\.name) + notBuiltYet
      throw .system("\"\(name)\" is not a mode; the modes are \(known.joined(separator: ", "))")
    }
  }
}
