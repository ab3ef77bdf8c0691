/// A minor version of Cilium 1.x and of its chart, which are numbered alike.
struct ChartGeneration: Hashable, Comparable, CustomStringConvertible {
  var minor: Int

  init(minor: Int) { self.minor = minor }

  /// From a version as images and charts carry it: `v1.19.7`, `1.9.0`.
  init?(_ version: String) {
    let parts = version.drop { $0 == "v" }.split(separator: ".")
    guard parts.count >= 2, parts[0] == "1", let minor = Int(parts[1]) else { return nil }
    self.minor = minor
  }

  static func < (left: Self, right: Self) -> Bool { left.minor < right.minor }

  var description: String { "1.\(minor)" }

  /// The last chart that renders the singular `clusterPoolIPv4PodCIDR` (removed by PR #23872).
  static let lastWithSingularCIDR = Self(minor: 13)
}

/// Which chart generations a values file's keys fit.
struct ChartFit {
  /// The generations that know all keys; nil if no one generation does.
  var range: ClosedRange<ChartGeneration>?

  /// Keys that came or went, from the charts' own `values.yaml` of 1.7 to 1.11 and 1.19 and, for
  /// `routingMode`, `tunnel` and the singular CIDR, the upgrade notes of 1.14 and 1.15.
  private static let history: [(way: String, first: Int?, last: Int?)] = [
    ("containerRuntime", nil, 10), ("flannel", nil, 9), ("masquerade", nil, 9),
    ("nativeRoutingCIDR", nil, 11), ("tunnel", nil, 14), ("hostServices", nil, 12),
    ("etcd.managed", nil, 8), ("ipam.operator.clusterPoolIPv4PodCIDR", nil, 13),
    ("ipam", 8, nil), ("hubble", 8, nil), ("ipam.mode", 9, nil), ("l7Proxy", 9, nil),
    ("image.repository", 9, nil), ("rollOutCiliumPods", 10, nil),
    ("enableIPv4Masquerade", 10, nil), ("alibabacloud", 10, nil),
    ("ipam.operator.clusterPoolIPv4PodCIDRList", 11, nil), ("routingMode", 14, nil),
    ("tunnelProtocol", 14, nil), ("l2announcements", 14, nil), ("nodeIPAM", 16, nil),
    ("standaloneDnsProxy", 19, nil),
  ]

  private static let oldest = 7
  private static let newest = 20

  init(_ values: LooseValue, isGlobal: Bool) {
    var (first, last) = (Self.oldest, Self.newest)
    for entry in Self.history where values[entry.way] != nil {
      first = max(first, entry.first ?? first)
      last = min(last, entry.last ?? last)
    }
    // Up to 1.8 everything sits below `global`; charts that wrap Cilium's do so still.
    if isGlobal, first <= 8 { last = min(last, 8) }
    range = first <= last ? ChartGeneration(minor: first)...ChartGeneration(minor: last) : nil
  }

  init(exactly generation: ChartGeneration) { range = generation...generation }

  var text: String {
    guard let range else { return "keys of several chart generations" }
    let (first, last) = (range.lowerBound, range.upperBound)
    if first == last { return "chart \(first)" }
    return last.minor == Self.newest ? "chart \(first) or later" : "chart \(first) to \(last)"
  }
}
