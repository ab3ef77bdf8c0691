import Addressing

extension HelmValuesReader {
  /// Chart defaults: 10.0.0.0/8 in /24, fd00::/104 in /120 (`values.yaml`, 1.8 to 1.19).
  private static let defaults: [IPFamily: (cidr: String, mask: Int)] = [
    .v4: ("10.0.0.0/8", 24), .v6: ("fd00::/104", 120),
  ]

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
