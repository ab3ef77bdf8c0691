import Addressing

/// What kube-controller-manager is told of the networks, wherever it is written.
struct ControlPlaneSettings {
  /// A value as written, and the way to it.
  typealias Written = (text: String, path: [PathStep])

  /// As the report names it: `kubeadm ClusterConfiguration`.
  var title: String
  /// Why the mode is `kubernetes`.
  var evidence: String
  /// What the pods' CIDRs are called there.
  var podsKey: String
  var podCIDRs: [Written] = []
  /// The mask of a family's blocks.
  var masks: [IPFamily: Written] = [:]
  var services: [Written] = []
  /// Whether nodes are given blocks at all.
  var givesBlocks = true

  /// Takes the settings into the picture.
  func apply(_ document: Document, to draft: inout ClusterDraft) throws(ImportError) {
    for (text, path) in services {
      let prefix = try document.prefix(
        text, at: path, of: "service range", remarks: &draft.remarks)
      guard let prefix else { continue }
      draft.serviceRanges.append(
        ImportedRange(prefix: prefix, name: "service range", place: document.place(of: path)))
    }
    guard !podCIDRs.isEmpty else { return }
    guard givesBlocks else {
      draft.remarks.add(
        .note, document.source,
        "kube-controller-manager gives nodes no blocks (allocate-node-cidrs is false)")
      return
    }
    var configuration = Configuration(source: document.source, title: title, rank: .controlPlane)
    configuration.mode = "kubernetes"
    configuration.evidence = evidence
    for family in IPFamily.allCases {
      let own = podCIDRs.filter { $0.text.contains(":") == (family == .v6) }
      guard let first = own.first else { continue }
      // kube-controller-manager 1.36, `nodeipam/config/v1alpha1/defaults.go`: 24 and 64.
      let mask = masks[family]
      configuration.pools += try PoolSettings(
        family: family, entries: own.map { ($0.text, []) }, listPath: first.path,
        mask: mask.map { FlexibleText($0.text) }, maskPath: mask?.path ?? [],
        defaultMask: family == .v4 ? 24 : 64, origin: .configured
      ).pools(in: document, of: podsKey, remarks: &draft.remarks)
    }
    draft.configurations.append(configuration)
  }

  /// CIDRs with commas between, one of each family.
  static func list(_ text: String?, at path: [PathStep]) -> [Written] {
    (text ?? "").split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
      .map { ($0, path) }
  }
}
