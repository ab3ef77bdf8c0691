public import Addressing

/// Which pool a pod's address comes from: annotations of the pod, then of its namespace, then the
/// pools' selectors, then the default pool.
///
/// Cilium 1.19, `pkg/ipam/metadata/manager.go` (`GetIPPoolForPod`); selectors and the annotation
/// that demands a match are new in 1.19.
public struct PoolSelection: Hashable, Sendable {
  /// A pod or a namespace, as far as the choice looks at it.
  public struct Metadata: Hashable, Sendable {
    /// The annotation `ipam.cilium.io/ip-pool`.
    public var pool: String?
    /// The annotation `ipam.cilium.io/ipv4-pool`.
    public var v4Pool: String?
    /// The annotation `ipam.cilium.io/ipv6-pool`.
    public var v6Pool: String?
    /// The annotation `ipam.cilium.io/require-pool-match`, true only when it says "true".
    public var requiresMatch = false
    /// The labels.
    public var labels: [LabelSelector.Term] = []

    /// Nothing said.
    public init() {}

    /// The pool that the annotations name for a family; an empty annotation names none.
    func annotatedPool(_ family: IPFamily) -> String? {
      [family == .v4 ? v4Pool : v6Pool, pool].compactMap(\.self).first { !$0.isEmpty }
    }
  }

  /// The pools' objects, in the order of their names.
  public private(set) var pools: [PodIPPool]
  /// The pool for everybody else (`ipam-default-ip-pool`).
  public var defaultPool: String
  /// Whether all pool objects have been seen.
  public var isSynced = true
  /// Whether selectors count (1.19).
  public var hasSelectors = true

  /// A choice among `pools`.
  public init(pools: [PodIPPool] = [], defaultPool: String = "default") {
    self.pools = pools.sorted { $0.name < $1.name }
    self.defaultPool = defaultPool
  }

  /// The pool for `owner`, `namespace/name` or something else, in one family.
  ///
  /// `pod` and `namespace` are the objects if the agent has seen them.
  public func pool(
    for owner: String, _ family: IPFamily, pod: Metadata?, namespace: Metadata?
  ) throws(PoolSelectionError) -> String {
    guard isSynced else { throw .notSynced }
    guard let name = Self.split(owner) else { return defaultPool }
    guard let pod else { throw .podNotFound(owner) }
    if let pool = pod.annotatedPool(family) { return pool }
    guard let namespace else { throw .namespaceNotFound(name.namespace) }
    if let pool = namespace.annotatedPool(family) { return pool }
    guard hasSelectors else { return defaultPool }
    let matches = matches(name, family, pod: pod, namespace: namespace)
    if matches.count > 1 { throw .ambiguous(owner, family, matches) }
    if let only = matches.first { return only }
    if pod.requiresMatch || namespace.requiresMatch {
      throw .noMatch(owner, family, on: pod.requiresMatch ? "pod" : "namespace")
    }
    return defaultPool
  }

  private func matches(
    _ name: (namespace: String, name: String), _ family: IPFamily, pod: Metadata,
    namespace: Metadata
  ) -> [String] {
    let labels =
      pod.labels.filter { !Self.syntheticKeys.contains($0.key) } + [
        LabelSelector.Term(Self.syntheticKeys[0], name.namespace),
        LabelSelector.Term(Self.syntheticKeys[1], name.name),
      ]
    return pools.filter { pool in
      pool.hasSelector && !pool.cidrs(family).isEmpty
        && pool.podSelector?.matches(labels) ?? true
        && pool.namespaceSelector?.matches(namespace.labels) ?? true
    }.map(\.name)
  }

  private static let syntheticKeys = ["io.kubernetes.pod.namespace", "io.kubernetes.pod.name"]

  /// Namespace and name of an owner that is a pod: DNS subdomains on both sides of the first slash.
  ///
  /// Cilium's own test takes the first slash; a further one is no valid name.
  static func split(_ owner: String) -> (namespace: String, name: String)? {
    guard let slash = owner.firstIndex(of: "/") else { return nil }
    let namespace = String(owner[..<slash])
    let name = String(owner[owner.index(after: slash)...])
    return isSubdomain(namespace) && isSubdomain(name) ? (namespace, name) : nil
  }

  /// A DNS-1123 subdomain (`k8s.io/apimachinery/pkg/util/validation`).
  static func isSubdomain(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 253 else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      func isAlphanumeric(_ byte: UInt8?) -> Bool {
        byte.map { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) } ?? false
      }
      return isAlphanumeric(label.utf8.first) && isAlphanumeric(label.utf8.last)
        && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
    }
  }
}

/// Why no pool can be chosen; the texts are Cilium's own (1.19, `pkg/ipam/metadata/manager.go`).
public enum PoolSelectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Not all pool objects have been seen.
  case notSynced
  /// The pod is not in the agent's cache.
  case podNotFound(String)
  /// The namespace is not in the agent's cache.
  case namespaceNotFound(String)
  /// Several pools' selectors match.
  case ambiguous(String, IPFamily, [String])
  /// No pool's selector matches and one must.
  case noMatch(String, IPFamily, on: String)

  /// The real system's text; Go's maps make the order of several pools a matter of chance there.
  public var description: String {
    switch self {
    case .notSynced: "ipam-metadata-manager has not synced all pod IP pools yet"
    case .podNotFound(let name): "resource Pod \"\(name)\" not found"
    case .namespaceNotFound(let name): "resource Namespace \"\(name)\" not found"
    case .ambiguous(let owner, let family, let pools):
      "multiple CiliumPodIPPools match pod \(owner) (family=\(family.flagName)): "
        + "[\(pools.joined(separator: " "))]"
    case .noMatch(let owner, let family, let place):
      "no matching CiliumPodIPPool found for pod \(owner) (family=\(family.flagName)) and "
        + "require-pool-match annotation is set on \(place)"
    }
  }
}
