import Addressing

extension MultiPool {
  /// What can be chosen about `multi-pool`.
  struct Settings: Hashable, Sendable {
    /// The CiliumPodIPPools, in the order of their names.
    private(set) var pools: [PodIPPool] = []
    /// The mask sizes of a pool that says none.
    var mask = 24
    var mask6 = 120
    var defaultPool = "default"
    /// The spare addresses; eight of the default pool if nothing is said.
    var preAllocation: PreAllocation?
    var syncInterval = Duration.seconds(15)
    var namespacePools: [PoolOptionText.Pair] = []
    var selectors: [PoolOptionText.Selector] = []
    var requireMatch = PoolOptionText.Namespaces.none
    /// Pools that the operator creates when it starts, if they are not there.
    var autoCreate: [PodIPPool] = []
    var agent = AgentOptions()
    var version = CiliumRelease.current
    /// The families that are on: they do not change while the cluster lives.
    var families: [IPFamily] = []

    /// The pools a plan line names, or those of the documentation's example.
    init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
      let isNamed = options.contains { $0.key == "pools" }
      for option in options { try set(option) }
      if !isNamed {
        let list =
          pools.isEmpty ? [IPPrefix(IPAddress(.v4, bits: 0x0a0a_0000), length: 16)] : pools
        try put(pool(defaultPool, cidrs: list))
      }
      try createMissing()
      let own = self.pools.first { $0.name == defaultPool } ?? self.pools.first
      families = IPFamily.allCases.filter { own?.cidrs($0).isEmpty == false }
      if families.isEmpty { families = [.v4] }
    }

    /// Takes over options of a cluster that lives.
    mutating func set(_ options: [ModeOption]) throws(Refusal) {
      var changed = self
      for option in options {
        try changed.set(option)
        try changed.adjustMask(option.key)
      }
      self = changed
    }

    private mutating func set(_ option: ModeOption) throws(Refusal) {
      do throws(OptionError) {
        switch option.key {
        case "mask": mask = try OptionText.number(option, in: 0...128)
        case "mask6": mask6 = try OptionText.number(option, in: 0...200)
        case "pools": pools = try PoolOptionText.pools(option)
        case "default-pool": defaultPool = try PoolOptionText.name(option)
        case "pre-allocate": preAllocation = try PoolOptionText.spares(option)
        case "sync-interval": syncInterval = try PoolOptionText.duration(option)
        case "namespace-pools": namespacePools = try PoolOptionText.pairs(option)
        case "pool-selectors": selectors = try PoolOptionText.selectors(option)
        case "require-pool-match": requireMatch = try PoolOptionText.namespaces(option)
        case "auto-create": autoCreate = try PoolOptionText.specs(option)
        case "version":
          let place = try OptionText.choice(option, of: CiliumRelease.allCases.map(\.rawValue))
          version = CiliumRelease.allCases[place]
        default:
          guard try agent.set(option) else { throw OptionText.unknown(option, of: description) }
        }
      } catch {
        throw .badOption(error)
      }
      for pool in pools {
        if let error = pool.schemaError { throw .system(error) }
      }
    }

    /// The default pool's mask is what `mask` says; that it cannot change the operator will say.
    private mutating func adjustMask(_ key: String) throws(Refusal) {
      guard let index = pools.firstIndex(where: { $0.name == defaultPool }) else { return }
      if key == "mask", !pools[index].v4.isEmpty { pools[index].v4Mask = mask }
      if key == "mask6", !pools[index].v6.isEmpty { pools[index].v6Mask = mask6 }
      if let error = pools[index].schemaError { throw .system(error) }
    }

    /// A pool of these CIDRs with the mask sizes for those that say none.
    func pool(_ name: String, cidrs: [IPPrefix], mask wanted: Int? = nil) -> PodIPPool {
      let v4 = cidrs.filter { $0.family == .v4 }
      let v6 = cidrs.filter { $0.family == .v6 }
      return PodIPPool(
        name: name, v4: v4, v4Mask: v4.isEmpty ? 0 : wanted ?? mask, v6: v6,
        v6Mask: v6.isEmpty ? 0 : wanted ?? mask6)
    }

    /// Adds a pool, or puts it in place of the one of its name.
    mutating func put(_ pool: PodIPPool) throws(Refusal) {
      if let error = pool.schemaError { throw .system(error) }
      pools.removeAll { $0.name == pool.name }
      pools.append(pool)
      pools.sort { $0.name < $1.name }
    }

    mutating func remove(_ pool: String) {
      pools.removeAll { $0.name == pool }
    }

    /// Creates the pools of the operator's flag that are not there; one that is there is left alone.
    mutating func createMissing() throws(Refusal) {
      for pool in autoCreate where !pools.contains(where: { $0.name == pool.name }) {
        try put(pool)
      }
    }

    /// The spare addresses as they count.
    var spares: PreAllocation { preAllocation ?? PreAllocation(defaultPool: defaultPool) }

    /// All options as text, in the order of the mode's description.
    var values: [ModeOption] {
      let own = pools.first { $0.name == defaultPool }
      return [
        ModeOption("mask", String(own.flatMap { $0.v4.isEmpty ? nil : $0.v4Mask } ?? mask)),
        ModeOption("mask6", String(own.flatMap { $0.v6.isEmpty ? nil : $0.v6Mask } ?? mask6)),
        ModeOption("pools", PoolOptionText.text(pools)),
        ModeOption("default-pool", defaultPool),
        ModeOption("pre-allocate", PoolOptionText.text(spares)),
        ModeOption("sync-interval", PoolOptionText.text(syncInterval)),
        ModeOption("namespace-pools", PoolOptionText.text(namespacePools)),
        ModeOption("pool-selectors", PoolOptionText.text(selectors)),
        ModeOption("require-pool-match", requireMatch.description),
        ModeOption("auto-create", PoolOptionText.specText(autoCreate)),
      ] + agent.values.dropLast() + [ModeOption("version", version.rawValue)]
    }

    /// The choice of a pod's pool.
    var selection: PoolSelection {
      let chosen = pools.map { pool in
        var pool = pool
        for selector in selectors where selector.pool == pool.name {
          pool.podSelector = selector.pod
          pool.namespaceSelector = selector.namespace
        }
        return pool
      }
      var selection = PoolSelection(pools: chosen, defaultPool: defaultPool)
      selection.hasSelectors = version.hasSelectors
      return selection
    }

    /// Whether anything but a pod's own word and the default decides about its pool.
    var choosesPools: Bool {
      !namespacePools.isEmpty || !selectors.isEmpty || requireMatch != .none
    }

    /// What the agent takes addresses for, in this order.
    var roles: [InfrastructureRole] {
      (agent.reservesRouter ? [.router] : []) + (agent.reservesIngress ? [.ingress] : [])
        + (agent.reservesHealth ? [.health] : [])
    }

    /// How the agents scan.
    var scanRules: NodeRanges.ScanRules {
      NodeRanges.ScanRules(
        scansAtRandom: agent.scansAtRandom, smallBlocksUsable: version.smallBlocksUsable)
    }

    /// What the agents' version makes different.
    var agentRules: MultiPoolAgent.Rules {
      var rules = MultiPoolAgent.Rules()
      rules.releasesBySpare = version.releasesBySpare
      rules.needsPoolObject = version.needsPoolObject
      return rules
    }
  }
}

/// Releases of Cilium between which multi-pool differs.
enum CiliumRelease: String, CaseIterable, Hashable, Sendable {
  case v16 = "1.16"
  case v17 = "1.17"
  case v17Patch7 = "1.17.7"
  case v18 = "1.18"
  case v19 = "1.19"

  static let current = CiliumRelease.v19

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Blocks of one or two addresses (1.17, commit 266b3f0156).
  var smallBlocksUsable: Bool { place >= 1 }
  /// Pull request 40393, in 1.17.7 and 1.18.
  var releasesBySpare: Bool { place >= 2 }
  /// Orphans (October 2025), pool selectors and the look at the pool's object.
  var keepsOrphans: Bool { place >= 4 }
  var hasSelectors: Bool { place >= 4 }
  var needsPoolObject: Bool { place >= 4 }
}
