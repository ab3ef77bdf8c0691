/// Which free address of a flat pool is given next.
public enum ReusePolicy: String, Hashable, Sendable, CaseIterable {
  /// The lowest, however long ago it was freed: Whereabouts and Spiderpool.
  case lowestFree = "lowest-free"
  /// The lowest never used before; freed ones only when none is left: Kube-OVN.
  case freedLast = "freed-last"
  /// The next after the one given last, with wrap.
  case roundRobin = "round-robin"
  /// The next after a random place, with wrap.
  case random

  /// Whether the pool's first address is a gateway unless somebody says otherwise, as in Kube-OVN.
  public var keepsGateway: Bool { self == .freedLast }
}
