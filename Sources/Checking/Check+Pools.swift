import Addressing
import Importing

extension Check {
  /// Kubelet's default limit of pods on a node (`maxPods`, Kubernetes `KubeletConfiguration`).
  static let defaultMaxPods = 110
  /// `clusterSubnetMaxDiff` of Kubernetes and Cilium, which only IPv6 is held to
  /// (`cidrset/cidr_set.go`).
  private static let mostSubnetBits = 16

  /// Pools from which nobody gets a block, and blocks that hold fewer pods than kubelet admits.
  mutating func findPoolFaults() {
    for pool in cluster.pools where pool.origin == .chartDefault {
      add(
        .chartDefault,
        "the pool \(pool.prefix) is the chart's default, which no file chose and which often "
          + "overlaps the network of the nodes", evidence: "\(pool.prefix)")
    }
    for pool in allPools {
      guard let length = pool.blockLength else { continue }
      let evidence = "\(pool.prefix) with mask \(length)"
      if length < pool.prefix.length {
        add(
          .poolTooSmall,
          "\(pool.name) \(pool.prefix) is smaller than one block of /\(length), so "
            + "that no node gets any", evidence: evidence)
      } else if pool.prefix.family == .v6, length - pool.prefix.length > Self.mostSubnetBits {
        add(
          .maskDifference,
          "blocks of /\(length) are more than \(Self.mostSubnetBits) bits longer "
            + "than \(pool.name) \(pool.prefix), with which the operator does not start",
          evidence: evidence)
      }
    }
    findMaxPodsFaults()
  }

  private mutating func findMaxPodsFaults() {
    // Multi-pool gives a node as many blocks as it needs.
    guard cluster.podIPPools.isEmpty, cluster.mode != "multi-pool" else { return }
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
        evidence: "\(pool.prefix) with mask \(length), max-pods \(limit)")
    }
  }

  /// The addresses of a block that pods can have: network and last address are never used, and
  /// router, health and ingress take one each (Cilium 1.19 `pkg/ipam/hostscope.go` and
  /// `daemon/infraendpoints/infra_ip_allocation.go`).
  func podAddresses(of block: IPPrefix) -> UInt128 {
    let options = cluster.options
    let isLocal = block.family == .v4 ? options.localRouterIPv4 : options.localRouterIPv6
    var reserved: UInt128 = isLocal == nil ? 1 : 0
    if options.healthChecking != false, options.endpointHealthChecking != false { reserved += 1 }
    if options.envoyConfig == true { reserved += 1 }
    let hosts = block.hosts.count
    return hosts > reserved ? hosts - reserved : 0
  }

  /// How many blocks are left, and whether the next node still gets one.
  mutating func findDistance() {
    for pool in cluster.pools where pool.origin != .inferredFromAddresses {
      // The smallest pool around the blocks at hand is always as good as full.
      guard pool.origin != .inferredFromBlocks, let length = pool.blockLength,
        length >= pool.prefix.length, length - pool.prefix.length < 64
      else { continue }
      let unit = IPPrefix(pool.prefix.base, length: length).size
      var free = PrefixSet([pool.prefix])
      for block in cluster.nodes.flatMap(\.blocks) where block.overlaps(pool.prefix) {
        free.remove(block.length > length ? block.supernet(length: length) : block)
      }
      let left = free.count / unit
      let total = pool.prefix.size / unit
      let block = IPPrefix(pool.prefix.base, length: length)
      let evidence = "\(pool.prefix) with mask \(length)"
      let isFull = left == 0
      let more = left.multipliedReportingOverflow(by: podAddresses(of: block)).partialValue
      add(
        isFull ? .poolExhausted : .distance,
        isFull
          ? "all \(total) blocks of /\(length) in \(pool.prefix) are taken: the next node gets none"
          : "\(left) of \(total) blocks of /\(length) are left in \(pool.prefix): node "
            + "\(left + 1) from now gets none, and there is room for \(more) more pods",
        evidence: evidence)
    }
  }
}
