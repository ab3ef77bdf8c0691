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
  /// The generations that know the keys.
  let range: ClosedRange<ChartGeneration>
  /// Whether keys are left in the file that these generations have dropped.
  let hasStaleKeys: Bool
  /// Whether the keys sit below `global` although Cilium's own charts had left that behind: the
  /// chart is a wrapper's own.
  let isForeign: Bool

  /// Keys that came or went.
  ///
  /// From the charts' own `values.yaml` of 1.7 to 1.11 and 1.19 and, for `routingMode` and
  /// `tunnel`, the upgrade notes of 1.14 and 1.15. The singular CIDR is not among them: people
  /// write it for charts that no longer know it.
  private static let history: [(way: String, first: Int?, last: Int?)] = [
    ("containerRuntime", nil, 11), ("flannel", nil, 9), ("masquerade", nil, 9),
    ("nativeRoutingCIDR", nil, 11), ("tunnel", nil, 14), ("hostServices", nil, 12),
    ("ipam", 8, nil), ("hubble", 8, nil), ("ipam.mode", 9, nil), ("l7Proxy", 9, nil),
    ("image.repository", 9, nil), ("rollOutCiliumPods", 10, nil),
    ("enableIPv4Masquerade", 10, nil), ("alibabacloud", 10, nil),
    ("ipam.operator.clusterPoolIPv4PodCIDRList", 11, nil), ("routingMode", 14, nil),
    ("tunnelProtocol", 14, nil), ("l2announcements", 14, nil), ("nodeIPAM", 16, nil),
    ("standaloneDnsProxy", 19, nil),
  ]

  private static let oldest = 7
  private static let newest = 20

  /// What the keys tell.
  ///
  /// A new key says more than an old one, which may only have been forgotten.
  init(_ values: LooseValue, isGlobal: Bool) {
    var (first, last) = (Self.oldest, Self.newest)
    for entry in Self.history where values[entry.way] != nil {
      first = max(first, entry.first ?? first)
      last = min(last, entry.last ?? last)
    }
    isForeign = isGlobal && first > 8
    if isGlobal, !isForeign { last = min(last, 8) }
    hasStaleKeys = last < first
    let end = hasStaleKeys ? Self.newest : last
    range = ChartGeneration(minor: first)...ChartGeneration(minor: max(first, end))
  }

  /// What a version stated in the file tells.
  init(exactly generation: ChartGeneration) {
    range = generation...generation
    hasStaleKeys = false
    isForeign = false
  }

  var text: String {
    let (first, last) = (range.lowerBound, range.upperBound)
    let stale = hasStaleKeys ? ", beside keys dropped before" : ""
    if first == last { return "fits chart \(first)" + stale }
    if last.minor == Self.newest { return "fits chart \(first) or later" + stale }
    return "fits chart \(first) to \(last)" + stale
  }
}
