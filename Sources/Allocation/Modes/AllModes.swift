public import Addressing

/// Every mode that can be chosen.
public enum AllModes {
  /// The kinds, in the order of menus: a new mode is a folder and a line here.
  public static let kinds: [any IPAMMode.Type] = [
    ClusterPool.self,
    NodeLocal.self,
    Kubernetes.self,
    MultiPool.self,
    CRDBacked.self,
    ENI.self,
    Azure.self,
    AlibabaCloud.self,
    DelegatedPlugin.self,
    Calico.self,
    VPCCNI.self,
    GKE.self,
    AKS.self,
    OVNKubernetes.self,
    HostLocal.self,
    Flat.self,
  ]

  /// What each mode says of itself.
  public static var descriptions: [ModeDescription] { kinds.map { $0.description } }

  /// The names, in the order of menus.
  public static var names: [String] { descriptions.map(\.name) }

  /// A mode by name, with its pools and options.
  public static func make(
    _ name: String, pools: [IPPrefix], options: [ModeOption]
  ) throws(Refusal) -> any IPAMMode {
    guard let kind = kinds.first(where: { $0.description.name == name }) else {
      throw .system("\"\(name)\" is not a mode; the modes are \(names.joined(separator: ", "))")
    }
    return try kind.init(pools: pools, options: options)
  }
}
