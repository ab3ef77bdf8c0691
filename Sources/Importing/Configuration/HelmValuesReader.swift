import Addressing

/// Reads the IPAM part of Helm values, wherever they sit in their file.
struct HelmValuesReader {
  let document: Document
  let values: LooseValue
  let path: [PathStep]
  let title: String
  let rank: Configuration.Rank
  /// A version that the file states outside the values.
  var statedVersion: String?
  /// Also takes the pool keys beside `ipam`, where an article puts them.
  var takesTopLevelKeys = false

  func read(remarks: inout Remarks) throws(ImportError) -> Configuration {
    var configuration = Configuration(source: document.source, title: title, rank: rank)
    let fit = chartFit
    if !takesTopLevelKeys {
      let place = path.isEmpty ? "" : " below \(path.text)"
      remarks.add(.info, document.source, "\(title)\(place): \(fit.text)")
      configuration.options.generation = fit.text
    }
    noteUnknownKeys(remarks: &remarks)
    readMode(into: &configuration, fit, remarks: &remarks)
    readOptions(into: &configuration, remarks: &remarks)
    if configuration.mode == "multi-pool" {
      configuration.podIPPools = try createdPools(remarks: &remarks)
    }
    guard let mode = configuration.mode, ModeNames.withPools.contains(mode) else {
      let keys = (values["ipam.operator"]?.map ?? [:]).keys.filter { $0.hasPrefix("clusterPool") }
      for key in keys.sorted() {
        remarks.add(
          .note, document.source, "keys that mode \(configuration.mode ?? "unknown") does not use",
          of: key)
      }
      return configuration
    }
    for family in IPFamily.allCases where isOn(family) {
      let settings = settings(of: family, mode: mode, fit, remarks: &remarks)
      configuration.pools += try settings.pools(in: document, of: title, remarks: &remarks)
    }
    return configuration
  }

  private var chartFit: ChartFit {
    if let stated = statedVersion.flatMap({ ChartGeneration($0) }) {
      return ChartFit(exactly: stated)
    }
    let byKeys = ChartFit(values, isGlobal: path.last == .key("global"))
    let tags = ["image.tag", "operator.image.tag", "tag"].lazy
      .compactMap { values[$0]?.scalar?.text }.compactMap { ChartGeneration($0) }
    // Who builds images of their own numbers them as they like.
    return tags.first { $0 >= byKeys.range.lowerBound }.map(ChartFit.init(exactly:)) ?? byKeys
  }

  private func readMode(
    into configuration: inout Configuration, _ fit: ChartFit, remarks: inout Remarks
  ) {
    if let mode = values["ipam.mode"]?.scalar?.text {
      guard !mode.holdsTemplate else {
        remarks.add(.warning, document.source, "ipam.mode is an unfilled template", of: mode)
        return
      }
      configuration.mode = mode
      configuration.evidence = "ipam.mode in the \(title) of \(document.source)"
      ModeNames.remark(on: mode, in: document.source, remarks: &remarks)
    } else if let cloud = ["eni", "azure", "alibabacloud"].first(where: isCloudOn) {
      configuration.mode = cloud
      configuration.evidence = "\(cloud) is switched on in the \(title) of \(document.source)"
    } else if fit.range.upperBound.minor < 8 {
      remarks.add(
        .note, document.source,
        "names no IPAM mode; Cilium \(fit.range.upperBound) then gave out the Node's podCIDR or one "
          + "made up from its address (hostscope-legacy)")
    } else {
      configuration.mode = "cluster-pool"
      configuration.evidence =
        "the chart's default, as the \(title) of \(document.source) name no ipam.mode"
    }
  }

  /// `eni: true` up to chart 1.9, `eni.enabled: true` from 1.10 on.
  private func isCloudOn(_ name: String) -> Bool {
    values[name]?.scalar?.flag ?? values["\(name).enabled"]?.scalar?.flag ?? false
  }

  /// Chart defaults: IPv4 on, IPv6 off (`values.yaml` of 1.7 to 1.19).
  private func isOn(_ family: IPFamily) -> Bool {
    switch family {
    case .v4: values["ipv4.enabled"]?.scalar?.flag ?? true
    case .v6: values["ipv6.enabled"]?.scalar?.flag ?? (takesTopLevelKeys && hasIPv6Pool)
    }
  }

  private var hasIPv6Pool: Bool { values["clusterPoolIPv6PodCIDR"] != nil }

  private func readOptions(into configuration: inout Configuration, remarks: inout Remarks) {
    func flag(_ way: String) -> Bool? { values[way]?.scalar?.flag }
    configuration.options.enableIPv4 = flag("ipv4.enabled")
    configuration.options.enableIPv6 = flag("ipv6.enabled")
    configuration.options.healthChecking = flag("healthChecking")
    configuration.options.endpointHealthChecking = flag("endpointHealthChecking.enabled")
    // The chart turns enable-envoy-config on for any of these (cilium-configmap.yaml, 1.19).
    let envoy = ["envoyConfig.enabled", "ingressController.enabled", "gatewayAPI.enabled"]
    let flags = envoy.compactMap(flag)
    let usesL7 = values["loadBalancer.l7.backend"]?.scalar?.text == "envoy"
    configuration.options.envoyConfig =
      flags.isEmpty && !usesL7 ? nil : flags.contains(true) || usesL7
    configuration.options.localRouterIPv4 = document.address(
      values["localRouterIPv4"]?.scalar?.text, of: "localRouterIPv4", remarks: &remarks)
    configuration.options.multiPoolPreAllocation =
      values["ipam.multiPoolPreAllocation"]?.scalar?.text
    configuration.options.prefixDelegation = flag("eni.awsEnablePrefixDelegation")
    configuration.options.nodesGCInterval = values["operator.nodeGCInterval"]?.scalar?.text
    configuration.options.nodeLocalMaskSizes =
      (values["nodeLocalIPAM.podCIDRMaskSize"]?.texts ?? []).compactMap { Int($0.text) }
  }
}
