import Addressing

extension HelmValuesReader {
  /// Chart defaults: 10.0.0.0/8 in /24, fd00::/104 in /120 (`values.yaml`, 1.8 to 1.19).
  private static let defaults: [IPFamily: (cidr: String, mask: Int)] = [
    .v4: ("10.0.0.0/8", 24), .v6: ("fd00::/104", 120),
  ]

  /// Helm takes any key without a word, so a misspelt one leaves the default standing.
  func noteUnknownKeys(remarks: inout Remarks) {
    let known = IPFamily.allCases.flatMap { family in
      ["PodCIDR", "PodCIDRList", "MaskSize"].map { "clusterPool\(family)\($0)" }
    }
    let keys = (values["ipam.operator"]?.map ?? [:]).keys.sorted()
    for key in keys where key.lowercased().hasPrefix("clusterpool") && !known.contains(key) {
      remarks.add(
        .warning, document.source,
        "keys that no chart of Cilium has, so that the default holds; known are "
          + known.joined(separator: ", "), of: "ipam.operator.\(key)")
    }
  }

  func settings(
    of family: IPFamily, mode: String, _ fit: ChartFit, remarks: inout Remarks
  ) -> PoolSettings {
    let key = "clusterPool\(family)PodCIDR"
    let (cidr, mask) = Self.defaults[family] ?? ("", 0)
    var settings = PoolSettings(
      family: family, entries: [], listPath: [], mask: nil, maskPath: [], defaultMask: mask,
      origin: .configured)
    let maskKey = "clusterPool\(family)MaskSize"
    if let found = find(maskKey) {
      settings.mask = found.value.scalar
      settings.maskPath = found.path
    }
    if let list = find(key + "List"), !list.value.texts.isEmpty {
      settings.entries = list.value.texts
      settings.listPath = list.path
    } else if let single = find(key), !single.value.texts.isEmpty,
      rendersSingular(key, fit, remarks: &remarks)
    {
      settings.entries = single.value.texts
      settings.listPath = single.path
    } else if mode == "cluster-pool", !takesTopLevelKeys {
      settings.entries = [(cidr, [])]
      settings.origin = .chartDefault
      remarks.add(
        .note, document.source, "no \(family) pool is named, so the chart's default stands",
        of: cidr)
    }
    return settings
  }

  /// The pools that the operator creates when it starts: `autoCreateCiliumPodIPPools` (`values.yaml`
  /// and `cilium-configmap.yaml`, 1.14 to 1.19).
  func createdPools(remarks: inout Remarks) throws(ImportError) -> [ImportedPodIPPool] {
    let key = "autoCreateCiliumPodIPPools"
    let place = path + [.key("ipam"), .key("operator"), .key(key)]
    let named = values["ipam.operator.\(key)"]?.map ?? [:]
    var pools: [ImportedPodIPPool] = []
    for name in named.keys.sorted() {
      var pool = ImportedPodIPPool(name: name)
      for family in IPFamily.allCases {
        let word = family == .v4 ? "ipv4" : "ipv6"
        guard let section = named[name]?[word] else { continue }
        let here = place + [.key(name), .key(word)]
        var prefixes: [IPPrefix] = []
        for (text, way) in section["cidrs"]?.texts ?? [] {
          let prefix = try document.prefix(
            text, at: here + [.key("cidrs")] + way, of: "pool \(name)", remarks: &remarks)
          if let prefix { prefixes.append(prefix) }
        }
        let mask = try document.maskSize(
          section["maskSize"]?.scalar, at: here + [.key("maskSize")], family, of: "pool \(name)")
        let found = ImportedPodIPPool.Section(prefixes: prefixes, blockLength: mask)
        if family == .v4 { pool.v4 = found } else { pool.v6 = found }
      }
      pools.append(pool)
    }
    return pools
  }

  /// The value of a pool key, below `ipam.operator` or, as an article has it, beside `ipam`.
  private func find(_ key: String) -> (value: LooseValue, path: [PathStep])? {
    if let value = values["ipam.operator.\(key)"] {
      return (value, path + [.key("ipam"), .key("operator"), .key(key)])
    }
    guard takesTopLevelKeys, let value = values[key] else { return nil }
    return (value, path + [.key(key)])
  }

  /// Whether the chart that these values fit still knows the singular key.
  private func rendersSingular(_ key: String, _ fit: ChartFit, remarks: inout Remarks) -> Bool {
    guard !takesTopLevelKeys else { return true }
    let last = ChartGeneration.lastWithSingularCIDR
    if fit.isForeign {
      remarks.add(
        .warning, document.source,
        "\(key) is used as written; Cilium's charts ignore it from 1.14 on, expected \(key)List")
      return true
    }
    if fit.range.lowerBound > last {
      remarks.add(
        .warning, document.source,
        "\(key) is ignored from chart 1.14 on, and this file \(fit.text); expected \(key)List")
      return false
    }
    if fit.range.upperBound > last {
      remarks.add(
        .warning, document.source,
        "\(key) is used up to chart 1.13 and ignored from 1.14 on; expected \(key)List")
    }
    return true
  }
}
