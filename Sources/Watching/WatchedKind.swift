/// A kind of object that a live cluster is followed by, one `kubectl` each.
public struct WatchedKind: Hashable, Sendable {
  /// The resource as `kubectl get` takes it.
  public let resource: String
  /// The kind as objects bear it.
  public let kind: String
  /// What people call them.
  public let noun: String
  /// Whether the objects live in namespaces.
  public let isNamespaced: Bool
  /// Whether every cluster has the kind.
  public let isEverywhere: Bool

  /// The nodes, which hold the blocks of most modes.
  public static let nodes = WatchedKind(
    resource: "nodes", kind: "Node", noun: "nodes", isNamespaced: false, isEverywhere: true)
  /// The pods, which hold the addresses.
  public static let pods = WatchedKind(
    resource: "pods", kind: "Pod", noun: "pods", isNamespaced: true, isEverywhere: true)
  /// Cilium's own objects of the nodes.
  public static let ciliumNodes = WatchedKind(
    resource: "ciliumnodes.cilium.io", kind: "CiliumNode", noun: "CiliumNodes",
    isNamespaced: false, isEverywhere: false)
  /// The pools of Cilium's multi-pool mode.
  public static let podIPPools = WatchedKind(
    resource: "ciliumpodippools.cilium.io", kind: "CiliumPodIPPool", noun: "CiliumPodIPPools",
    isNamespaced: false, isEverywhere: false)

  /// All of them, in the order in which they are told of.
  public static let all = [nodes, pods, ciliumNodes, podIPPools]

  /// The words behind `kubectl` that list the objects and then tell each change.
  ///
  /// At verbosity 6 kubectl tells of each request on standard error: that of the watch follows the
  /// list, which nothing else marks the end of (kubectl 1.32, `pkg/cmd/get/get.go`, `watch`).
  public func watchArguments(_ access: ClusterAccess) -> [String] {
    ["get", resource] + (isNamespaced ? ["--all-namespaces"] : [])
      + ["--watch", "--output-watch-events", "-o", "json", "-v=6"] + access.arguments
  }

  /// The words behind `kubectl` that print Cilium's configuration once.
  public static func configurationArguments(_ access: ClusterAccess) -> [String] {
    ["get", "configmaps", "cilium-config", "--namespace", "kube-system", "-o", "json"]
      + access.arguments
  }
}

/// Which cluster, as the user's own `kubectl` knows it.
public struct ClusterAccess: Hashable, Sendable {
  /// The context of the kubeconfig; its current one when nil.
  public var context: String?
  /// The kubeconfig; that of `kubectl` when nil.
  public var kubeconfig: String?

  /// A cluster that `kubectl` finds.
  public init(context: String? = nil, kubeconfig: String? = nil) {
    self.context = context
    self.kubeconfig = kubeconfig
  }

  /// The flags that say so.
  public var arguments: [String] {
    (context.map { ["--context", $0] } ?? [])
      + (kubeconfig.map { ["--kubeconfig", $0] } ?? [])
  }
}
