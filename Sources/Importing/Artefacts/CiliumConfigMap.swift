import Addressing

/// The ConfigMap `cilium-config`, flat keys and texts: what agents and operator really read.
enum CiliumConfigMap: DocumentArtefact {
  static let noun = Noun("ConfigMap cilium-config", "ConfigMaps cilium-config")

  static func recognises(_ document: Document) -> Bool {
    guard document.kind == "ConfigMap", let named = try? document.decode(NamedObject.self) else {
      return false
    }
    if named.metadata?.name?.text == "cilium-config" { return true }
    let object = try? document.decode(Object.self)
    return object?.data?["ipam"] != nil && object?.data?["enable-ipv4"] != nil
  }

  static func read(_ document: Document, into draft: inout ClusterDraft) throws(ImportError) {
    let object: Object = try document.decode()
    let values = (object.data ?? [:]).compactMapValues { $0 }
    guard !document.isDeleted else { return }
    draft.ciliumConfig = values.mapValues(\.text)
    var configuration = Configuration(
      source: document.source, title: "ConfigMap \(object.metadata?.name?.text ?? "cilium-config")",
      rank: .configMap)
    configuration.options = options(of: values, in: document, remarks: &draft.remarks)
    try readMode(of: values, into: &configuration, in: document, remarks: &draft.remarks)
    if let mode = configuration.mode, ModeNames.withPools.contains(mode) {
      for family in IPFamily.allCases {
        configuration.pools += try pools(
          of: family, values, configuration, in: document, remarks: &draft.remarks)
      }
    } else {
      let unused = values.keys.filter { $0.hasPrefix("cluster-pool-") }.sorted()
      for key in unused {
        draft.remarks.add(
          .note, document.source,
          "keys that mode \(configuration.mode ?? "unknown") does not use", of: key)
      }
    }
    draft.configurations.append(configuration)
  }

  private static func readMode(
    of values: [String: FlexibleText], into configuration: inout Configuration,
    in document: Document, remarks: inout Remarks
  ) throws(ImportError) {
    let isPooled = values.keys.contains { $0.hasPrefix("cluster-pool-") }
    switch values["ipam"]?.text {
    case let mode? where mode.holdsTemplate:
      remarks.add(.warning, document.source, "the key ipam is an unfilled template", of: mode)
    case let mode? where !mode.isEmpty:
      configuration.mode = mode
      configuration.evidence = "the key ipam in the ConfigMap of \(document.source)"
      ModeNames.remark(on: mode, in: document.source, remarks: &remarks)
    case _ where isPooled:
      configuration.mode = "cluster-pool"
      configuration.evidence =
        "cluster-pool keys and no key ipam in the ConfigMap of \(document.source)"
    default:
      break
    }
  }

  /// Flag defaults of Cilium 1.19 (`pkg/defaults`): /24 blocks, /112 for IPv6.
  private static func pools(
    of family: IPFamily, _ values: [String: FlexibleText], _ configuration: Configuration,
    in document: Document, remarks: inout Remarks
  ) throws(ImportError) -> [ImportedPool] {
    let name = family == .v4 ? "ipv4" : "ipv6"
    let (list, mask) = ("cluster-pool-\(name)-cidr", "cluster-pool-\(name)-mask-size")
    let options = configuration.options
    let isOn = family == .v4 ? options.enableIPv4 : options.enableIPv6
    guard let text = values[list], isOn != false else { return [] }
    let data = PathStep.key("data")
    return try PoolSettings(
      family: family, entries: text.text.split(separator: " ").map { (String($0), []) },
      listPath: [data, .key(list)], mask: values[mask], maskPath: [data, .key(mask)],
      defaultMask: family == .v4 ? 24 : 112, origin: .configured
    ).pools(in: document, of: list, remarks: &remarks)
  }

  private static func options(
    of values: [String: FlexibleText], in document: Document, remarks: inout Remarks
  ) -> ImportedOptions {
    var options = ImportedOptions()
    options.enableIPv4 = values["enable-ipv4"]?.flag
    options.enableIPv6 = values["enable-ipv6"]?.flag
    options.healthChecking = values["enable-health-checking"]?.flag
    options.endpointHealthChecking = values["enable-endpoint-health-checking"]?.flag
    options.envoyConfig = values["enable-envoy-config"]?.flag
    options.localRouterIPv4 = document.address(
      values["local-router-ipv4"]?.text, of: "local-router-ipv4", remarks: &remarks)
    options.localRouterIPv6 = document.address(
      values["local-router-ipv6"]?.text, of: "local-router-ipv6", remarks: &remarks)
    options.defaultPool = values["ipam-default-ip-pool"]?.text
    options.multiPoolPreAllocation = values["ipam-multi-pool-pre-allocation"]?.text
    options.watermarks.preAllocate = values["ipam-pre-allocate"]?.integer
    options.watermarks.minAllocate = values["ipam-min-allocate"]?.integer
    options.watermarks.maxAllocate = values["ipam-max-allocate"]?.integer
    options.prefixDelegation = values["aws-enable-prefix-delegation"]?.flag
    options.nodesGCInterval = values["nodes-gc-interval"]?.text
    return options
  }
}

extension CiliumConfigMap {
  struct Object: Decodable {
    var metadata: Metadata?
    var data: [String: FlexibleText?]?
  }
}
