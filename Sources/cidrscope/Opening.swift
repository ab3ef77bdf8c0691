import Addressing
import Allocation
import Importing
import Simulation

/// A cluster that files describe, as a session can carry it on.
///
/// What the files leave unsaid is left to the mode; what has to be assumed is a line of `remarks`.
struct Opening {
  /// Where the session begins.
  let base: RecordedBase
  /// What had to be assumed or left out on the way, one line each.
  private(set) var remarks: [String] = []

  /// The name of the plan that a recording becomes.
  static let planName = "recorded"

  init(of imported: ImportedCluster) {
    var cluster = imported
    if let concluded = ConcludedBlocks(imported) {
      let held = imported.addressesByNode
      for index in cluster.nodes.indices {
        cluster.nodes[index].blocks =
          concluded.blocks(of: held[cluster.nodes[index].name] ?? [])
      }
      if let remark = concluded.remark { remarks.append(remark) }
    }
    let mode = cluster.mode ?? "unknown"
    var base = RecordedBase(planName: Self.planName, mode: mode, pools: Self.pools(of: cluster))
    base.inferredPools = base.pools.filter { pool in
      cluster.pools.contains { $0.prefix == pool && $0.isInferred }
    }
    base.options = Self.options(of: cluster, pools: base.pools)
    base.nodes = cluster.nodes.map { RecordedNode($0, mode: cluster.mode) }
    base.pods = cluster.pods.compactMap { RecordedPod($0) }
    base.claims = Self.claims(of: cluster, on: base.pools)
    if !base.claims.isEmpty {
      // Where pods have addresses of the nodes' own network that is how it should be.
      let isShared = base.pools.allSatisfy { pool in
        cluster.pools.contains { $0.prefix == pool && $0.origin == .inferredFromAddresses }
      }
      remarks.append(
        isShared
          ? "note: pods and nodes have addresses of the same network; the nodes' are claimed"
          : "warning: the nodes' own addresses lie in a pod pool; claimed as nodes")
    }
    if cluster.mode == nil {
      remarks.append("note: shown as recorded, as no mode is known")
    } else {
      do {
        _ = try base.ownMode()
      } catch {
        remarks.append("note: shown as recorded, without the rules of its mode: \(error)")
      }
    }
    self.base = base
  }

  /// The CIDRs that blocks are cut from, each once; those inside another would be counted twice.
  private static func pools(of cluster: ImportedCluster) -> [IPPrefix] {
    let named = cluster.podIPPools.flatMap { pool in
      (pool.v4?.prefixes ?? []) + (pool.v6?.prefixes ?? [])
    }
    var pools: [IPPrefix] = []
    for pool in cluster.pools.map(\.prefix) + named {
      if pool.family == .v4, cluster.options.enableIPv4 == false { continue }
      if pool.family == .v6, cluster.options.enableIPv6 == false { continue }
      guard !pools.contains(where: { $0.contains(pool) }) else { continue }
      pools.removeAll { pool.contains($0) }
      pools.append(pool)
    }
    return pools
  }

  private static func options(of cluster: ImportedCluster, pools: [IPPrefix]) -> [ModeOption] {
    var options: [ModeOption] = []
    for (family, key) in [(IPFamily.v4, "mask"), (.v6, "mask6")] {
      guard pools.contains(where: { $0.family == family }) else { continue }
      if let length = blockLength(family, of: cluster) {
        options.append(ModeOption(key, String(length)))
      }
    }
    if let pools = namedPools(of: cluster) { options.append(ModeOption("pools", pools)) }
    if let limit = mostFrequent(cluster.nodes.compactMap(\.maxPods)) {
      options.append(ModeOption("max-pods", String(limit)))
    }
    let stated = cluster.options
    if stated.localRouterIPv4 != nil || stated.localRouterIPv6 != nil {
      options.append(ModeOption("reserve-router", "off"))
    }
    if stated.healthChecking == false || stated.endpointHealthChecking == false {
      options.append(ModeOption("reserve-health", "off"))
    }
    if stated.envoyConfig == true { options.append(ModeOption("reserve-ingress", "on")) }
    if stated.strictAffinity == true { options.append(ModeOption("strict-affinity", "on")) }
    if let most = stated.maxBlocksPerHost {
      options.append(ModeOption("max-blocks-per-host", String(most)))
    }
    if let version = stated.generation.flatMap(modelledVersion) {
      options.append(ModeOption("version", version))
    }
    return options
  }

  /// The CiliumPodIPPools as multi-pool takes them: `default:10.10.0.0/16/24,mars:10.20.0.0/16/27`.
  private static func namedPools(of cluster: ImportedCluster) -> String? {
    guard cluster.mode == "multi-pool" else { return nil }
    let parts = cluster.podIPPools.flatMap { pool in
      [(IPFamily.v4, pool.v4), (.v6, pool.v6)].flatMap { family, section -> [String] in
        let isOff =
          (family == .v4 ? cluster.options.enableIPv4 : cluster.options.enableIPv6) == false
        guard let section, !isOff, let length = section.blockLength else { return [] }
        return section.prefixes.map { "\(pool.name):\($0)/\(length)" }
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ",")
  }

  /// What the configuration says, else what most nodes hold.
  private static func blockLength(_ family: IPFamily, of cluster: ImportedCluster) -> Int? {
    let sections = cluster.podIPPools.compactMap { family == .v4 ? $0.v4 : $0.v6 }
    return cluster.pools.first { $0.prefix.family == family }?.blockLength
      ?? sections.compactMap(\.blockLength).first
      ?? mostFrequent(
        cluster.nodes.flatMap { $0.blocks.filter { $0.family == family }.map(\.length) })
  }

  /// The value that occurs most; the least of those that occur alike.
  private static func mostFrequent(_ values: [Int]) -> Int? {
    var counts: [Int: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key
  }

  /// `1.16` out of `v1.16.3`, if it is a version whose rules are modelled.
  private static func modelledVersion(in text: String) -> String? {
    let parts = text.drop { !$0.isNumber }.split(separator: ".")
    guard parts.count >= 2, parts[0] == "1", let minor = Int(parts[1].prefix { $0.isNumber }),
      (13...19).contains(minor)
    else { return nil }
    return "1.\(minor)"
  }

  /// The nodes' own addresses where they lie in a pool, in as few prefixes as say so.
  private static func claims(of cluster: ImportedCluster, on pools: [IPPrefix]) -> [Claim] {
    var held = PrefixSet()
    // Amazon's nodes hold theirs themselves.
    for address in cluster.nodes.flatMap(\.internalAddresses) where cluster.mode != "vpc-cni" {
      guard pools.contains(where: { $0.contains(address) }) else { continue }
      held.insert(IPPrefix(address, length: address.family.bitWidth))
    }
    var prefixes = held.prefixes
    if prefixes.count > claimsKept {
      prefixes = IPFamily.allCases.compactMap { family in
        IPPrefix.covering(prefixes.filter { $0.family == family })
      }
    }
    return prefixes.map { Claim(prefix: $0, name: "nodes", kind: .node) }
  }

  /// Claims are looked at one by one with every pixel.
  private static let claimsKept = 64
}

extension ConcludedBlocks {
  /// What was assumed; nil where the mode knows nothing else than single addresses.
  fileprivate var remark: String? {
    let guessed = lengths.keys.sorted { $0 < $1 }.filter { !isSingle($0) }
    guard !guessed.isEmpty else { return nil }
    let sizes = guessed.compactMap { lengths[$0].map { "/\($0)" } }.joined(separator: " and ")
    return "note: no file shows the nodes' blocks; taken to be the \(sizes) around their pods"
  }
}

extension RecordedNode {
  /// A node as its files describe it, in the cluster's mode.
  init(_ node: ImportedNode, mode: String?) {
    var order = NodeOrder(
      name: node.name, zone: node.zone, instanceType: node.instanceType, maxPods: node.maxPods)
    order.blocks = node.blocks
    // Amazon's mode takes the first of a node's addresses for that of its own interface.
    if mode == "vpc-cni", let own = node.internalAddresses.first(where: { $0.family == .v4 }) {
      order.blocks = [IPPrefix(own)] + node.blocks.filter { $0 != IPPrefix(own) }
    }
    self.init(order)
    isCordoned = node.isCordoned
    isGone = node.isGone
    error = node.operatorError
    let roles: [(InfrastructureRole, [IPAddress])] = [
      (.router, node.routerAddresses), (.health, node.healthAddresses),
      (.ingress, node.ingressAddresses), (.tunnel, node.tunnelAddresses),
    ]
    for (role, addresses) in roles where !addresses.isEmpty { infrastructure[role] = addresses }
  }
}

extension RecordedPod {
  /// A pod as its files describe it; none for one that has ended, which holds no address.
  init?(_ pod: ImportedPod) {
    guard !pod.isFinished else { return nil }
    self.init(
      name: NamespacedName(namespace: pod.namespace, name: pod.name), node: pod.node,
      addresses: pod.addresses, isHostNetwork: pod.network == .host)
  }
}
