import Addressing

/// kubeadm's `ClusterConfiguration`: the networks that it hands to the control plane (Kubernetes 1.36,
/// `cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go`; v1beta3 has its arguments as a map).
enum KubeadmConfiguration: DocumentArtefact {
  static let noun = Noun("kubeadm ClusterConfiguration")

  static func recognises(_ document: Document) -> Bool {
    document.kind == "ClusterConfiguration"
      && document.apiVersion?.hasPrefix("kubeadm.k8s.io/") == true
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let networking = [PathStep.key("networking")]
    var settings = ControlPlaneSettings(
      title: "kubeadm ClusterConfiguration",
      evidence: "kubeadm gives kube-controller-manager the pod subnet of \(document.source)",
      podsKey: "podSubnet")
    settings.services = ControlPlaneSettings.list(
      object.networking?.serviceSubnet?.text, at: networking + [.key("serviceSubnet")])
    settings.podCIDRs = ControlPlaneSettings.list(
      object.networking?.podSubnet?.text, at: networking + [.key("podSubnet")])
    for family in IPFamily.allCases {
      let flags = ["node-cidr-mask-size-\(family == .v4 ? "ipv4" : "ipv6")", "node-cidr-mask-size"]
      let found = flags.lazy.compactMap {
        argument($0, in: object.controllerManager?.extraArgs)
      }.first
      settings.masks[family] = found.map {
        ($0.value.text, [.key("controllerManager"), .key("extraArgs")] + $0.path)
      }
    }
    try settings.apply(document, to: &draft)
  }

  /// An argument by its name, of a map or of a list of names and values; of several the last counts.
  private static func argument(
    _ name: String, in arguments: LooseValue?
  ) -> (value: FlexibleText, path: [PathStep])? {
    switch arguments {
    case .map(let map): map[name]?.scalar.map { ($0, [.key(name)]) }
    case .list(let entries):
      entries.enumerated().reversed().lazy.compactMap { index, entry in
        guard entry["name"]?.scalar?.text == name, let value = entry["value"]?.scalar else {
          return nil
        }
        return (value, [.index(index), .key("value")])
      }.first
    case .null, .text, nil: nil
    }
  }

  struct Object: Decodable {
    var networking: Networking?
    var controllerManager: ControllerManager?
  }

  struct Networking: Decodable {
    var podSubnet: FlexibleText?
    var serviceSubnet: FlexibleText?
  }

  struct ControllerManager: Decodable {
    var extraArgs: LooseValue?
  }
}

/// A `ServiceCIDR` (`networking.k8s.io/v1`, Kubernetes 1.33 on): one more range for Services.
enum ServiceCIDRObject: DocumentArtefact {
  static let noun = Noun("ServiceCIDR")

  static func recognises(_ document: Document) -> Bool { document.kind == "ServiceCIDR" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    guard !document.isDeleted else { return }
    let name = try document.name(object.metadata)
    draft.checkName(name, of: "ServiceCIDR", in: document.source)
    let path = [PathStep.key("spec"), .key("cidrs")]
    for (text, way) in object.spec?.cidrs?.entries ?? [] {
      let prefix = try document.prefix(
        text, at: path + way, of: "ServiceCIDR \(name)", remarks: &draft.remarks)
      guard let prefix else { continue }
      draft.serviceRanges.append(
        ImportedRange(
          prefix: prefix, name: "service range \(name)", place: document.place(of: path + way)))
    }
  }

  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
  }

  struct Spec: Decodable {
    var cidrs: FlexibleList?
  }
}
