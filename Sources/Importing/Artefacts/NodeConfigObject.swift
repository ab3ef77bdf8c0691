/// A `CiliumNodeConfig`: settings of `cilium-config` that some nodes have otherwise (`cilium.io/v2`,
/// before 1.16 `v2alpha1`; Cilium 1.19, `pkg/k8s/apis/cilium.io/v2/cnc_types.go`).
enum NodeConfigObject: DocumentArtefact {
  static let noun = Noun("CiliumNodeConfig")

  static func recognises(_ document: Document) -> Bool { document.kind == "CiliumNodeConfig" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let name = try document.name(object.metadata)
    draft.checkName(name, of: "CiliumNodeConfig", in: document.source)
    guard !document.isDeleted else {
      draft.nodeConfigs[name] = nil
      return
    }
    draft.nodeConfigs[name] = NodeConfigFacts(
      source: document.source, name: name,
      settings: (object.spec?.defaults ?? [:]).compactMapValues { $0?.text })
  }

  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
  }

  struct Spec: Decodable {
    var defaults: [String: FlexibleText?]?
  }
}

/// What a CiliumNodeConfig sets on its nodes.
struct NodeConfigFacts {
  var source: String
  var name: String
  var settings: [String: String]

  /// Keys of `cilium-config` that the agents read and that decide about addresses (Cilium 1.19,
  /// `pkg/option/config.go`); what only the operator reads is of no effect on a node.
  private static let agentKeys = [
    "ipam", "enable-ipv4", "enable-ipv6", "ipam-default-ip-pool", "ipam-multi-pool-pre-allocation",
    "ipam-min-allocate", "ipam-pre-allocate", "ipam-max-allocate", "local-router-ipv4",
    "local-router-ipv6", "enable-health-checking", "enable-endpoint-health-checking",
    "enable-envoy-config", "ipv4-native-routing-cidr", "routing-mode",
  ]

  /// Says what some nodes have otherwise than `cilium-config` says; `values` is that.
  func tell(beside values: [String: String], to remarks: inout Remarks) {
    for key in settings.keys.sorted() {
      let value = settings[key] ?? ""
      if key.hasPrefix("cluster-pool-") {
        remarks.add(
          .warning, source,
          "settings of the operator in a CiliumNodeConfig, which only agents read",
          of: "\(key) in \(name)")
      } else if Self.agentKeys.contains(key), values[key] != value {
        let other = values[key].map { ", cilium-config \($0)" } ?? ""
        remarks.add(
          .warning, source, "settings that some nodes have otherwise than the picture shows",
          of: "\(key) is \(value) by CiliumNodeConfig \(name)\(other)")
      }
    }
  }
}
