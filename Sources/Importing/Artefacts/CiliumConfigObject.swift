/// An object of `kind: CiliumConfig`.
///
/// In `cilium.io/v1alpha1` it belongs to the archived OpenShift operator, and its spec is Helm
/// values; in `cilium.io/v2alpha1` an article shows it, and no Cilium ever had it.
enum CiliumConfigObject: DocumentArtefact {
  static let noun = Noun("CiliumConfig")

  static func recognises(_ document: Document) -> Bool { document.kind == "CiliumConfig" }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let spec = object.spec ?? .map([:])
    var reader = HelmValuesReader(
      document: document, values: spec, path: [.key("spec")], title: "CiliumConfig",
      rank: .customResource)
    if document.apiVersion == "cilium.io/v2alpha1" {
      reader.takesTopLevelKeys = true
      draft.remarks.add(
        .note, document.source,
        "no Cilium has a CiliumConfig in cilium.io/v2alpha1, opened as it is meant; real are the "
          + "Helm values ipam.mode, ipam.operator.clusterPoolIPv4PodCIDRList (a list) and "
          + "ipam.operator.clusterPoolIPv4MaskSize")
    }
    draft.configurations.append(try reader.read(remarks: &draft.remarks))
  }

  struct Object: Decodable {
    var spec: LooseValue?
  }
}
