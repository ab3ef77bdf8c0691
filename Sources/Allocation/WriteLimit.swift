/// How fast the one client that does a mode's writes may do them: a bucket of tokens.
public struct WriteLimit: Hashable, Sendable {
  /// Tokens that come back a second.
  public let perSecond: Int
  /// Tokens of a full bucket.
  public let burst: Int
  /// Whose client it is, and where the numbers are documented.
  public let source: String

  private init(_ perSecond: Int, burst: Int, _ source: String) {
    self.perSecond = perSecond
    self.burst = burst
    self.source = source
  }

  /// The time in which one token comes back.
  var interval: Duration { .nanoseconds(1_000_000_000 / perSecond) }

  private static let ciliumOperator = WriteLimit(
    100, burst: 200,
    "cilium-operator, operator-k8s-client-qps 100 and -burst 200 (Cilium 1.17 and later)")
  private static let cloudOperator = WriteLimit(
    4, burst: 20,
    "cilium-operator, limit-ipam-api-qps 4 and -burst 20 (Cilium 1.19), its node writes included")
  private static let controllerManager = WriteLimit(
    20, burst: 30, "kube-controller-manager, kube-api-qps 20 and kube-api-burst 30 (1.33)")
  private static let ovnKubernetes = WriteLimit(
    50, burst: 50, "ovnkube cluster manager, QPS 50 and Burst 50 (go-controller/pkg/util/kube.go)")

  /// The documented limit of a mode's writer.
  ///
  /// None where every node writes through a client of its own (calico, vpc-cni, flat, node-local), so
  /// that no one queue forms, and where the cloud does not publish one (gke, aks).
  static func limit(ofModeNamed name: String) -> WriteLimit? {
    switch name {
    case "cluster-pool", "multi-pool", "crd": ciliumOperator
    case "eni", "azure", "alibabacloud": cloudOperator
    case "kubernetes", "host-local", "delegated-plugin": controllerManager
    case "ovn-kubernetes": ovnKubernetes
    default: nil
    }
  }
}

extension IPAMMode {
  /// How fast the writes of this mode's control plane may be done; nil where nobody documents it.
  public var writeLimit: WriteLimit? { WriteLimit.limit(ofModeNamed: about.name) }
}

/// How long writes would wait for their turn under a limit; the simulation itself does not wait.
///
/// The bucket of client-go's `flowcontrol` and of Go's `x/time/rate`: a write takes a token, and
/// where none is left waits for the next.
public struct WriteQueue: Hashable, Sendable {
  /// When the bucket will be full again.
  private var isFullAt = Duration.zero
  /// The longest that any write had to wait; none while nothing was limited.
  public private(set) var longestWait: Duration?

  /// Nothing written yet.
  public init() {}

  mutating func write(_ count: Int, at now: Duration, under limit: WriteLimit?) {
    guard let limit, count > 0 else { return }
    isFullAt = max(isFullAt, now) + limit.interval * count
    let wait = isFullAt - now - limit.interval * limit.burst
    longestWait = max(longestWait ?? .zero, wait, .zero)
  }
}
