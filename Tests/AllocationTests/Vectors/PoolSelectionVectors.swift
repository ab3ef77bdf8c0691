import Addressing
import Allocation
import TestSupport

/// The choice of a pod's pool: `pkg/ipam/metadata/manager.go` and its unit tests at 1.19; the agent
/// of the mode `crd` (`pkg/ipam/crd.go`); pools made by flag (`operator/watchers`).
enum PoolSelectionVectors {
  /// Given are, of the pod and its namespace (`ns:`), `ip-pool=P`, `ipv4-pool=P`, `ipv6-pool=P`,
  /// `require=true|false`, `label=K:V`, `absent`; `pool=NAME:FAMILIES` with `:pod=K:V` and `:ns=K:V`
  /// for its selectors; `unsynced`.
  ///
  /// Words: `v4 OWNER`, `v6 OWNER`, `spec TEXT` (a pool by flag, `|` for a semicolon).
  static let table: [Vector] = [
    Vector("PS-01", "", "v4 default/xwing", "default"),
    Vector("PS-02", "", "v4 router", "default"),
    Vector("PS-03", "", "v4 default/xwing_net2", "default"),
    Vector(
      "PS-04", "ip-pool=custom-pool", "v4 default/a; v6 default/a", "custom-pool; custom-pool"),
    Vector("PS-05", "ipv4-pool=ipv4-pool", "v4 default/a; v6 default/a", "ipv4-pool; default"),
    Vector("PS-07", "ipv4-pool=ipv4-pool ip-pool=custom-pool", "v4 default/a", "ipv4-pool"),
    Vector("PS-10", "absent", "v4 default/a", "resource Pod \"default/a\" not found"),
    Vector(
      "PS-13", "label=team:blue pool=p1:v4:pod=team:blue pool=p2:v4:pod=team:blue",
      "v4 default/a; v6 default/a",
      "multiple CiliumPodIPPools match pod default/a (family=ipv4): [p1 p2]; default"),
    Vector(
      "PS-14", "require=true", "v4 default/pod",
      "no matching CiliumPodIPPool found for pod default/pod (family=ipv4) and require-pool-match "
        + "annotation is set on pod"),
    Vector(
      "PS-14", "ns:require=true", "v4 strict-ns/pod2",
      "no matching CiliumPodIPPool found for pod strict-ns/pod2 (family=ipv4) and "
        + "require-pool-match annotation is set on namespace"),
    Vector("PS-14", "require=false ns:require=false", "v4 default/pod", "default"),
    Vector(
      "PS-15", "unsynced", "v4 default/a; v4 router",
      "ipam-metadata-manager has not synced all pod IP pools yet; "
        + "ipam-metadata-manager has not synced all pod IP pools yet"),
    Vector("more", "ns:ip-pool=blue", "v4 default/a", "blue"),
    Vector("more", "ns:ip-pool=blue ip-pool=red", "v4 default/a", "red"),
    Vector("more", "ns:absent ip-pool=red", "v4 default/a", "red"),
    Vector("more", "ns:absent", "v4 default/a", "resource Namespace \"default\" not found"),
    Vector("more", "ipv4-pool= ip-pool=red", "v4 default/a", "red"),
    Vector("more", "require=true ns:ip-pool=blue", "v4 default/a", "blue"),
    Vector(
      "more", "ns:label=env:prod pool=p1:v4:ns=env:prod pool=p2:v4:ns=env:dev pool=p3:v4",
      "v4 default/a; v6 default/a", "p1; default"),
    // Both selectors must hold; name and namespace can be selected like labels.
    Vector(
      "more", "label=team:blue ns:label=env:dev pool=p1:v4:pod=team:blue:ns=env:prod",
      "v4 default/a", "default"),
    Vector(
      "more", "pool=p1:v4,v6:pod=io.kubernetes.pod.namespace:prod", "v6 prod/a; v6 dev/a",
      "p1; default"),
    Vector(
      "more", "absent", "v4 a/b/c; v4 A/b; v4 /b; v4 a-/b", "default; default; default; default"),
    Vector("more", "", "v4 a.b/c-1.d", "default"),
    Vector(
      "more", "",
      "spec ipv4-cidrs:10.0.0.0/8,172.16.0.0/12|ipv4-mask-size:24; spec 10.0.0.0/8; "
        + "spec ipv4-mask-size:300; spec ipv4-mask-size:x; spec ipv6-mask-size:64",
      "10.0.0.0/8 172.16.0.0/12 24/0; invalid number of key delimiters in pool spec 10.0.0.0/8; "
        + "invalid value for key \"ipv4-mask-size\": strconv.ParseUint: parsing \"300\": value out "
        + "of range; invalid value for key \"ipv4-mask-size\": strconv.ParseUint: parsing \"x\": "
        + "invalid syntax; 0/0"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var pod: PoolSelection.Metadata? = .init()
    var namespace: PoolSelection.Metadata? = .init()
    var pools: [PodIPPool] = []
    var isSynced = true
    for word in vector.given.split(separator: " ").map(String.init) {
      switch word {
      case "unsynced": isSynced = false
      case "absent": pod = nil
      case "ns:absent": namespace = nil
      case _ where word.hasPrefix("pool="): pools.append(try pool(word.dropFirst(5)))
      case _ where word.hasPrefix("ns:"): annotate(&namespace, word.dropFirst(3))
      default: annotate(&pod, word[...])
      }
    }
    var selection = PoolSelection(pools: pools)
    selection.isSynced = isSynced
    return vector.actions.map { words in
      do {
        guard words[0] != "spec" else { return try Self.spec(words[1]) }
        let family: IPFamily = words[0] == "v4" ? .v4 : .v6
        return try selection.pool(for: words[1], family, pod: pod, namespace: namespace)
      } catch {
        return "\(error)"
      }
    }
  }

  private static func spec(_ text: String) throws -> String {
    let pool = try PodIPPool(name: "p", spec: String(text.map { $0 == "|" ? ";" : $0 }))
    return (pool.cidrs.map(\.description) + ["\(pool.v4Mask)/\(pool.v6Mask)"])
      .joined(separator: " ")
  }

  private static func annotate(_ metadata: inout PoolSelection.Metadata?, _ word: Substring) {
    let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = String(sides[1])
    switch sides[0] {
    case "ip-pool": metadata?.pool = value
    case "ipv4-pool": metadata?.v4Pool = value
    case "ipv6-pool": metadata?.v6Pool = value
    case "require": metadata?.requiresMatch = value == "true"
    default: metadata?.labels.append(term(value))
    }
  }

  private static func term(_ text: some StringProtocol) -> LabelSelector.Term {
    let sides = String(text).split(separator: ":").map(String.init)
    return LabelSelector.Term(sides[0], sides[1])
  }

  /// `NAME:FAMILIES[:pod=K:V][:ns=K:V]`.
  private static func pool(_ text: Substring) throws -> PodIPPool {
    let parts: [String] = text.split(separator: ":").map { String($0) }
    var pool = PodIPPool(name: parts[0])
    if parts[1].contains("v4") { pool.v4 = [try IPPrefix(parsing: "10.0.0.0/8")] }
    if parts[1].contains("v6") { pool.v6 = [try IPPrefix(parsing: "fd00::/64")] }
    for (position, part) in parts.enumerated() where part.contains("=") {
      let sides: [String] = part.split(separator: "=").map { String($0) }
      let selector = LabelSelector([LabelSelector.Term(sides[1], parts[position + 1])])
      if sides[0] == "pod" {
        pool.podSelector = selector
      } else {
        pool.namespaceSelector = selector
      }
    }
    return pool
  }
}
