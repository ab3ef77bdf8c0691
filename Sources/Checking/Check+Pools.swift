import Addressing
import Importing

extension Check {
  /// Kubelet's default limit of pods on a node (`maxPods`, Kubernetes `KubeletConfiguration`).
  static let defaultMaxPods = 110
  /// `clusterSubnetMaxDiff` of Kubernetes and Cilium, which only IPv6 is held to
  /// (`cidrset/cidr_set.go`).
  private static let mostSubnetBits = 16

  /// Chart defaults (`install/kubernetes/cilium/values.yaml`, 1.8 to 1.19).
  private static let chartDefaults: [IPPrefix] = ["10.0.0.0/8", "fd00::/104"].compactMap {
    try? IPPrefix(parsing: $0)
  }

  /// Pools from which nobody gets a block, and blocks that hold fewer pods than kubelet admits.
  mutating func findPoolFaults() {
    for pool in cluster.pools where Self.chartDefaults.contains(pool.prefix) {
      let how = pool.origin == .chartDefault ? ", which no file chose" : ""
      add(
        .chartDefault,
        "the pool \(pool.prefix) is the chart's default\(how); it holds every private address that "
          + "begins with \(pool.prefix.family == .v4 ? "10" : "fd00"), and so often the network of "
          + "the nodes", evidence: "\(pool.prefix)", place: pool.place)
    }
    for pool in allPools {
      guard let length = pool.blockLength else { continue }
      let evidence = "\(pool.prefix) with mask \(length)"
      if length < pool.prefix.length {
        add(
          .poolTooSmall,
          "\(pool.name) \(pool.prefix) is smaller than one block of /\(length), so "
            + "that no node gets any", evidence: evidence, place: pool.maskPlace ?? pool.place)
      } else if pool.prefix.family == .v6, length - pool.prefix.length > Self.mostSubnetBits {
        add(
          .maskDifference,
          "blocks of /\(length) are more than \(Self.mostSubnetBits) bits longer "
            + "than \(pool.name) \(pool.prefix), with which the operator does not start",
          evidence: evidence, place: pool.maskPlace ?? pool.place)
      }
    }
    findDefaultMasks()
    findMaxPodsFaults()
  }

  /// IPv6 pools whose mask nobody wrote: the chart writes the key, so a ConfigMap without it is not
  /// the chart's, and the operator's own default is 112 (`pkg/defaults`, 1.19) where `values.yaml`
  /// has 120.
  private mutating func findDefaultMasks() {
    for pool in cluster.pools
    where pool.prefix.family == .v6 && pool.origin == .configured && pool.maskPlace == nil
      && pool.blockLength != nil
    {
      add(
        .defaultMask,
        "no mask is given for \(pool.prefix): the operator's flag then means /112, and the chart "
          + "/120", evidence: "\(pool.prefix)", place: pool.place)
    }
  }

  private mutating func findMaxPodsFaults() {
    // Multi-pool and Calico give a node as many blocks as it needs.
    guard cluster.podIPPools.isEmpty, !["multi-pool", "calico"].contains(cluster.mode) else {
      return
    }
    for pool in cluster.pools {
      guard let length = pool.blockLength, length >= pool.prefix.length else { continue }
      let block = IPPrefix(pool.prefix.base, length: length)
      let usable = podAddresses(of: block)
      let limits = cluster.nodes.compactMap { $0.maxPods.map { ($0, "on its nodes") } }
      let (limit, place) = limits.max { $0.0 < $1.0 } ?? (Self.defaultMaxPods, "by default")
      guard usable < UInt128(limit) else { continue }
      add(
        .maxPodsAboveBlock,
        "a block of /\(length) has addresses for \(usable) pods, and kubelet admits \(limit) "
          + "\(place): the next pod fails with \"range is full\"",
        evidence: "\(pool.prefix) with mask \(length), max-pods \(limit)",
        place: pool.maskPlace ?? pool.place)
    }
  }

  /// The addresses of a block that pods can have: network and last address are never used, and
  /// router, health and ingress take one each (Cilium 1.19 `pkg/ipam/hostscope.go` and
  /// `daemon/infraendpoints/infra_ip_allocation.go`).
  ///
  /// Calico gives every address of a block, the first and the last too (libcalico-go `lib/ipam`).
  func podAddresses(of block: IPPrefix) -> UInt128 {
    guard cluster.mode != "calico" else { return block.size }
    let options = cluster.options
    let isLocal = block.family == .v4 ? options.localRouterIPv4 : options.localRouterIPv6
    var reserved: UInt128 = isLocal == nil ? 1 : 0
    if options.healthChecking != false, options.endpointHealthChecking != false { reserved += 1 }
    if options.envoyConfig == true { reserved += 1 }
    let hosts = block.hosts.count
    return hosts > reserved ? hosts - reserved : 0
  }
}
