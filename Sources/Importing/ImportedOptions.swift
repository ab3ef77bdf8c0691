public import Addressing

/// Settings that change how many addresses pods get; nil where the files do not say.
public struct ImportedOptions: Hashable, Sendable {
  /// Whether IPv4 is switched on.
  public var enableIPv4: Bool?
  /// Whether IPv6 is switched on.
  public var enableIPv6: Bool?
  /// Whether nodes probe each other; with `endpointHealthChecking` it costs one address a node.
  public var healthChecking: Bool?
  /// Whether the probe has an endpoint of its own on each node.
  public var endpointHealthChecking: Bool?
  /// Whether Envoy configuration is on, which costs one ingress address a node.
  public var envoyConfig: Bool?
  /// The router address that is not taken from the node's block.
  public var localRouterIPv4: IPAddress?
  /// The IPv6 router address that is not taken from the node's block.
  public var localRouterIPv6: IPAddress?
  /// Multi-pool: the pool of pods that ask for none.
  public var defaultPool: String?
  /// Multi-pool: spare addresses a node asks for, as written: `default=8`.
  public var multiPoolPreAllocation: String?
  /// Cloud and CRD modes: `ipam-pre-allocate`, `-min-allocate` and `-max-allocate`.
  public var watermarks = Watermarks()
  /// ENI: whether whole /28 prefixes are assigned.
  public var prefixDelegation: Bool?
  /// Calico: whether nodes use their own blocks only, and never borrow.
  public var strictAffinity: Bool?
  /// Calico: the most blocks a node may have.
  public var maxBlocksPerHost: Int?
  /// Node-local: the mask sizes that new nodes take in turn; no released Cilium has this mode.
  public var nodeLocalMaskSizes: [Int] = []
  /// The time between two runs of the operator's garbage collection, as written: `5m0s`.
  public var nodesGCInterval: String?
  /// The Cilium version that the files name, or the chart generation that their keys fit.
  public var generation: String?

  /// How many addresses a node keeps in reserve.
  public struct Watermarks: Hashable, Sendable {
    /// The least to hold beyond those in use.
    public var preAllocate: Int?
    /// The least to hold at all.
    public var minAllocate: Int?
    /// The most to hold at all.
    public var maxAllocate: Int?
  }

  /// Options that say nothing.
  public init() {}

  /// What the files do say, for the report.
  var stated: [String] {
    func words(_ name: String, _ flag: Bool?) -> String? {
      flag.map { "\(name) \($0 ? "on" : "off")" }
    }
    func words(_ name: String, _ value: (any CustomStringConvertible)?) -> String? {
      value.map { "\(name) \($0)" }
    }
    let masks = nodeLocalMaskSizes.map { "/\($0)" }.joined(separator: " ")
    return [
      words("IPv4", enableIPv4), words("IPv6", enableIPv6),
      words("health checking", healthChecking),
      words("endpoint health checking", endpointHealthChecking),
      words("Envoy configuration", envoyConfig), words("local router", localRouterIPv4),
      words("local router", localRouterIPv6), words("default pool", defaultPool),
      words("pre-allocation", multiPoolPreAllocation),
      words("pre-allocate", watermarks.preAllocate), words("min-allocate", watermarks.minAllocate),
      words("max-allocate", watermarks.maxAllocate), words("prefix delegation", prefixDelegation),
      words("strict affinity", strictAffinity), words("blocks per host at most", maxBlocksPerHost),
      masks.isEmpty ? nil : "block sizes \(masks)", words("nodes GC interval", nodesGCInterval),
    ].compactMap(\.self)
  }
}
