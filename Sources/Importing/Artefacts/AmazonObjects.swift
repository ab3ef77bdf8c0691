/// An `ENIConfig`: the subnet that pods of a zone get addresses of (Amazon VPC CNI's custom
/// networking, `crd.k8s.amazonaws.com/v1alpha1`; aws/amazon-vpc-cni-k8s v1.20,
/// `pkg/apis/crd/v1alpha1/eniconfig_types.go`).
enum ENIConfigObject: DocumentArtefact {
  static let noun = Noun("ENIConfig")

  static func recognises(_ document: Document) -> Bool {
    document.kind == "ENIConfig" && document.apiVersion?.hasPrefix("crd.k8s.amazonaws.com/") == true
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    guard !document.isDeleted else { return }
    let name = try document.name(object.metadata)
    draft.amazon.evidence = "there are ENIConfigs, which only Amazon's VPC CNI reads"
    draft.remarks.add(
      .note, document.source, "subnets of pods (custom networking); their CIDRs stand in no file",
      of: "\(object.spec?.subnet?.text ?? "none") of ENIConfig \(name)")
  }

  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
  }

  struct Spec: Decodable {
    var subnet: FlexibleText?
  }
}

/// A `CNINode`: what Amazon's controller does for a node (`vpcresources.k8s.aws/v1alpha1`;
/// aws/amazon-vpc-resource-controller-k8s v1.7, `apis/vpcresources/v1alpha1/cninode_types.go`).
enum CNINodeObject: DocumentArtefact {
  static let noun = Noun("CNINode")

  static func recognises(_ document: Document) -> Bool {
    document.kind == "CNINode" && document.apiVersion?.hasPrefix("vpcresources.k8s.aws/") == true
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    guard !document.isDeleted else { return }
    let name = try document.name(object.metadata)
    draft.checkName(name, of: "CNINode", in: document.source)
    draft.amazon.evidence =
      draft.amazon.evidence ?? "there are CNINodes, which only Amazon's VPC CNI has"
    for feature in object.spec?.features ?? [] {
      guard let word = feature.name?.text else { continue }
      draft.remarks.add(.note, document.source, "nodes with the feature \(word)", of: name)
    }
  }

  struct Object: Decodable {
    var metadata: Metadata?
    var spec: Spec?
  }

  struct Spec: Decodable {
    var features: [Feature]?
  }

  struct Feature: Decodable {
    var name: FlexibleText?
  }
}

/// The DaemonSet `aws-node`, whose environment holds the VPC CNI's settings
/// (aws/amazon-vpc-cni-k8s v1.20, README.md).
enum AmazonNodeObject: DocumentArtefact {
  static let noun = Noun("DaemonSet aws-node", "DaemonSets aws-node")

  static func recognises(_ document: Document) -> Bool {
    guard document.kind == "DaemonSet", let named = try? document.decode(NamedObject.self) else {
      return false
    }
    return named.metadata?.name?.text == "aws-node"
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    guard !document.isDeleted else { return }
    draft.amazon.evidence = "the DaemonSet aws-node of \(document.source) is Amazon's VPC CNI"
    for container in object.spec?.template?.spec?.containers ?? [] {
      for variable in container.env ?? [] {
        guard let name = variable.name?.text, let value = variable.value?.text else { continue }
        switch name {
        case "ENABLE_PREFIX_DELEGATION":
          draft.amazon.prefixDelegation = FlexibleText(value).flag
        case "WARM_ENI_TARGET", "WARM_IP_TARGET", "MINIMUM_IP_TARGET", "WARM_PREFIX_TARGET",
          "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "MAX_ENI", "IP_COOLDOWN_PERIOD":
          draft.remarks.add(
            .note, document.source, "settings of the VPC CNI", of: "\(name)=\(value)")
        default: continue
        }
      }
    }
  }

  struct Object: Decodable {
    var spec: Spec?
  }

  struct Spec: Decodable {
    var template: Template?
  }

  struct Template: Decodable {
    var spec: PodSpec?
  }

  struct PodSpec: Decodable {
    var containers: [Container]?
  }

  struct Container: Decodable {
    var env: [Variable]?
  }

  struct Variable: Decodable {
    var name: FlexibleText?
    var value: FlexibleText?
  }
}

/// What Amazon's objects say of the whole cluster.
struct AmazonFacts {
  /// Why the mode is `vpc-cni`, nil if nothing says so.
  var evidence: String?
  var prefixDelegation: Bool?
}
