import Yams

/// Values of Cilium's Helm chart, alone or inside the file of a tool that installs the chart.
enum HelmValues: DocumentArtefact {
  static let noun = Noun("Helm values file")

  /// The objects that carry values, and a plain file, which has no kind.
  private static let carriers: Set<String?> = [
    nil, "HelmRelease", "HelmChart", "HelmChartConfig", "HelmChartProxy", "Application",
    "ApplicationSet",
  ]

  static func recognises(_ document: Document) -> Bool {
    guard carriers.contains(document.kind), document.isObject,
      let root = try? document.decode(LooseValue.self)
    else { return false }
    return find(in: root) != nil
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let root: LooseValue = try document.decode()
    guard let found = find(in: root) else { return }
    var reader = HelmValuesReader(
      document: document, values: found.values, path: found.path, title: "Helm values",
      rank: .values)
    reader.statedVersion = statedVersion(in: root)
    draft.configurations.append(try reader.read(remarks: &draft.remarks))
  }

  /// The values nearest to the root, by name among equals: they may sit below `cilium`, `global`,
  /// `spec.values` and more.
  static func find(in root: LooseValue) -> (values: LooseValue, path: [PathStep])? {
    var level: [(values: LooseValue, path: [PathStep])] = [(root, [])]
    for _ in 0..<6 {
      if let found = level.first(where: { isValues($0.values) }) { return found }
      var next: [(values: LooseValue, path: [PathStep])] = []
      for (value, path) in level {
        next += children(of: value).map { ($0.value, path + [.key($0.key)]) }
      }
      level = next
    }
    return nil
  }

  private static func children(of value: LooseValue) -> [(key: String, value: LooseValue)] {
    (value.map ?? [:]).sorted { $0.key < $1.key }.map { key, value in
      // k3s' HelmChartConfig and Argo CD hold values as a text of their own.
      guard ["valuesContent", "values", "valuesTemplate"].contains(key),
        let text = value.scalar?.text, let inner = parse(text)
      else { return (key, value) }
      return (key, inner)
    }
  }

  private static func parse(_ yaml: String) -> LooseValue? {
    var value: LooseValue?
    try? YAMLReader(source: "", yaml: yaml).read { (text) throws(ImportError) in
      let whole = Document(
        text: text, element: try text.parsed(by: JSONParser()), way: [], kind: nil,
        apiVersion: nil)
      value = value ?? (try? whole.decode(LooseValue.self))
    }
    return value
  }

  /// A section `ipam` as the chart has it, or enough keys that only this chart combines.
  private static func isValues(_ value: LooseValue) -> Bool {
    guard let map = value.map else { return false }
    if let ipam = map["ipam"]?.map, !ipamKeys.isDisjoint(with: ipam.keys) { return true }
    return signature.intersection(map.keys).count >= 4
  }

  private static let ipamKeys: Set<String> = [
    "mode", "operator", "ciliumNodeUpdateRate", "multiPoolPreAllocation",
  ]

  private static let signature: Set<String> = [
    "autoDirectNodeRoutes", "bgpControlPlane", "bpf", "cni", "endpointRoutes", "hubble",
    "identityAllocationMode", "k8sServiceHost", "k8sServicePort", "kubeProxyReplacement",
    "l2announcements", "l7Proxy", "localRedirectPolicy", "rollOutCiliumPods", "routingMode",
    "tunnel", "tunnelProtocol", "wellKnownIdentities",
  ]

  /// The chart's version where the installing tool's file says it.
  private static func statedVersion(in root: LooseValue) -> String? {
    let ways = [
      "spec.chart.spec.version", "custom_cni_chart_version", "spec.version",
      "spec.source.targetRevision",
    ]
    return ways.lazy.compactMap { root[$0]?.scalar?.text }.first { ChartGeneration($0) != nil }
  }
}
