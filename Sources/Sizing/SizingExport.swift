import Addressing

/// A choice as the files and flags of the systems that would have to carry it out.
public enum SizingExport {
  /// Values of Cilium's Helm chart (1.19, `install/kubernetes/cilium/values.yaml`); nil for modes
  /// that are not Cilium's cluster-pool, multi-pool or kubernetes.
  public static func helmValues(_ choice: SizingChoice) -> String? {
    guard ["cluster-pool", "multi-pool", "kubernetes"].contains(choice.mode) else { return nil }
    var lines: [String] = []
    for family in IPFamily.allCases {
      let isOn = choice.ranges.contains { $0.pool.family == family }
      lines += ["\(family == .v4 ? "ipv4" : "ipv6"):", "  enabled: \(isOn)"]
    }
    lines += ["ipam:", "  mode: \(choice.mode)"]
    guard choice.mode != "kubernetes" else { return lines.joined(separator: "\n") + "\n" }
    lines.append("  operator:")
    let isMulti = choice.mode == "multi-pool"
    if isMulti { lines += ["    autoCreateCiliumPodIPPools:", "      default:"] }
    for range in choice.ranges {
      let name = range.pool.family == .v4 ? "4" : "6"
      if isMulti {
        lines += ["        ipv\(name):", "          cidrs:", "            - \(range.pool)"]
        if let mask = range.mask { lines.append("          maskSize: \(mask)") }
      } else {
        lines += ["    clusterPoolIPv\(name)PodCIDRList:", "      - \(range.pool)"]
        if let mask = range.mask { lines.append("    clusterPoolIPv\(name)MaskSize: \(mask)") }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Flags of kube-controller-manager (1.33, `cmd/kube-controller-manager/app/options`); nil for
  /// modes in which it cuts no blocks.
  public static func controllerManagerFlags(_ choice: SizingChoice) -> [String]? {
    guard choice.mode == "kubernetes" else { return nil }
    let pools = choice.ranges.map(\.pool.description).joined(separator: ",")
    return ["--allocate-node-cidrs=true", "--cluster-cidr=\(pools)"]
      + choice.ranges.compactMap { range in
        range.mask.map {
          "--node-cidr-mask-size-\(range.pool.family == .v4 ? "ipv4" : "ipv6")=\($0)"
        }
      }
  }
}
