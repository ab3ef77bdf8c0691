import Addressing

/// kube-controller-manager's own configuration: a file of `kubecontrollermanager.config.k8s.io`, or
/// what its page `/configz` prints (Kubernetes 1.36,
/// `staging/src/k8s.io/kube-controller-manager/config/v1alpha1/types.go`; its fields bear no JSON
/// names, so that Go takes their letters in either case).
enum ControllerManagerConfiguration: DocumentArtefact {
  static let noun = Noun("KubeControllerManagerConfiguration")

  private static let group = "kubecontrollermanager.config.k8s.io"

  static func recognises(_ document: Document) -> Bool {
    if document.kind == "KubeControllerManagerConfiguration" { return true }
    guard document.kind == nil, case .one = document.element[group] else { return false }
    return true
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    var root: LooseValue = try document.decode()
    var path: [PathStep] = []
    if let inner = root.map?[group] {
      root = inner
      path = [.key(group)]
    }
    var settings = ControlPlaneSettings(
      title: "KubeControllerManagerConfiguration",
      evidence:
        "kube-controller-manager's configuration in \(document.source) names a cluster CIDR",
      podsKey: "clusterCIDR")
    let shared = member("kubeCloudShared", of: root, path)
    let controller = member("nodeIPAMController", of: root, path)
    if let cluster = member("clusterCIDR", of: shared.value, shared.path).written {
      settings.podCIDRs = ControlPlaneSettings.list(cluster.text, at: cluster.path)
    }
    let allocates = member("allocateNodeCIDRs", of: shared.value, shared.path).value.scalar
    settings.givesBlocks = allocates?.flag == true
    for key in ["serviceCIDR", "secondaryServiceCIDR"] {
      guard let range = member(key, of: controller.value, controller.path).written else { continue }
      settings.services += ControlPlaneSettings.list(range.text, at: range.path)
    }
    for family in IPFamily.allCases {
      let keys = ["nodeCIDRMaskSize\(family == .v4 ? "IPv4" : "IPv6")", "nodeCIDRMaskSize"]
      // 0 stands for "not set" in Go's types.
      settings.masks[family] = keys.lazy
        .compactMap { member($0, of: controller.value, controller.path).written }
        .first { $0.text != "0" }
    }
    try settings.apply(document, to: &draft)
  }

  /// The member of an object whose name is the same but for the case of its letters.
  private static func member(
    _ name: String, of value: LooseValue, _ path: [PathStep]
  ) -> Member {
    let wanted = name.lowercased()
    let key = value.map?.keys.sorted().first { $0.lowercased() == wanted }
    guard let key, let member = value.map?[key] else { return Member(value: .null, path: path) }
    return Member(value: member, path: path + [.key(key)])
  }

  private struct Member {
    var value: LooseValue
    var path: [PathStep]

    var written: ControlPlaneSettings.Written? { value.scalar.map { ($0.text, path) } }
  }
}
