/// What one configuration says of the whole cluster.
struct Configuration {
  /// How near a kind of file is to what Cilium runs on: the ConfigMap is what the agents read, and
  /// the control plane's own says something of the pods only where Cilium follows it.
  enum Rank: Int, Comparable {
    case controlPlane, values, customResource, configMap

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  var source: String
  /// As the report names it: `ConfigMap cilium-config`.
  var title: String
  var rank: Rank
  var mode: String?
  /// Where the mode stands, or that it is a default.
  var evidence = ""
  var pools: [ImportedPool] = []
  /// Multi-pool: the pools that the operator creates when it starts.
  var podIPPools: [ImportedPodIPPool] = []
  var options = ImportedOptions()

  /// The pools without where they are written.
  var space: [[String]] {
    pools.map { ["\($0.prefix)", $0.blockLength.map(String.init) ?? "", $0.origin.rawValue] }
  }
}
