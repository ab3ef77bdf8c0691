public import Addressing

extension AKS {
  /// What a person can choose about `aks`.
  public struct Settings: Hashable, Sendable {
    /// The way in which pods get addresses.
    public let networking: AKSNetworking
    /// Pods of a node that does not say.
    public private(set) var maxPods: Int
    /// The pod CIDRs, or the subnets that pods get addresses of.
    public private(set) var pools: [IPPrefix]

    /// AKS' defaults where nothing is said.
    public init(pools: [IPPrefix] = [], options: [ModeOption] = []) throws(Refusal) {
      let chosen = try Self.networking(in: options) ?? .overlay
      networking = chosen
      maxPods = chosen.defaultMaxPods
      self.pools = pools.isEmpty ? [chosen.defaultPool] : pools.sorted { $0.family < $1.family }
      try set(options)
      try check()
    }

    /// Takes over options of a running cluster, whose networking stays what it is.
    mutating func set(_ options: [ModeOption]) throws(Refusal) {
      var changed = self
      for option in options {
        switch option.key {
        case "networking":
          guard try Self.networking(in: [option]) == networking else {
            throw .badOption(
              OptionError(
                key: option.key,
                reason: "the networking of a cluster is chosen when it is created, and this one "
                  + "is \(networking.rawValue); compare with a plan of its own"))
          }
        case "max-pods":
          let range = AKSNetworking.maxPodsRange
          guard let number = Int(option.value), range.contains(number) else {
            throw .badOption(
              OptionError(
                key: option.key,
                reason: "\"\(option.value)\" is not a whole number from 10 to 250"))
          }
          changed.maxPods = number
        default:
          throw .badOption(
            OptionError(
              key: option.key,
              reason: "mode aks has no such option; it has networking, max-pods"))
        }
      }
      self = changed
    }

    private static func networking(
      in options: [ModeOption]
    ) throws(Refusal) -> AKSNetworking? {
      guard let option = options.last(where: { $0.key == "networking" }) else { return nil }
      guard let networking = AKSNetworking(rawValue: option.value) else {
        let names = AKSNetworking.allCases.map(\.rawValue).joined(separator: ", ")
        throw .badOption(
          OptionError(
            key: option.key, reason: "\"\(option.value)\" is not one of \(names)"))
      }
      return networking
    }

    /// All options as text, in the order of the mode's description.
    public var options: [ModeOption] {
      [
        ModeOption("networking", networking.rawValue), ModeOption("max-pods", String(maxPods)),
      ]
    }

    /// Whether pods get an address of either family.
    public var isDualStack: Bool { pools.contains { $0.family == .v6 } }

    /// Replaces a pod CIDR by a larger one, or adds a subnet.
    mutating func add(_ pool: IPPrefix) throws(Refusal) {
      var changed = self
      if networking.takesFromSubnet {
        changed.pools.append(pool)
      } else {
        guard networking == .overlay else { throw AKSError.cannotShrink(networking).refusal }
        guard pool.family == .v4 else { throw AKSError.cannotGrowIPv6.refusal }
        for (index, old) in pools.enumerated() where old.family == .v4 {
          guard pool.contains(old) else {
            throw AKSError.notASuperset(pool, of: old).refusal
          }
          changed.pools[index] = pool
        }
      }
      try changed.check()
      self = changed
    }

    /// Takes a subnet away.
    mutating func remove(_ pool: IPPrefix) throws(Refusal) {
      guard pools.contains(pool) else { throw AKSError.noSuchSubnet(pool).refusal }
      guard networking.takesFromSubnet, pools.count > 1 else {
        throw networking.takesFromSubnet
          ? AKSError.subnetInUse(pool).refusal : AKSError.cannotShrink(networking).refusal
      }
      pools.removeAll { $0 == pool }
    }

    /// Ranges that a cluster's pods may not be in (`configure-kubenet.md`, prerequisites).
    private static let forbidden = [
      IPPrefix(IPAddress(.v4, bits: 0xa9fe_0000), length: 16),
      IPPrefix(IPAddress(.v4, bits: 0xac1e_0000), length: 16),
      IPPrefix(IPAddress(.v4, bits: 0xac1f_0000), length: 16),
      IPPrefix(IPAddress(.v4, bits: 0xc000_0200), length: 24),
    ]

    private func check() throws(Refusal) {
      for pool in pools {
        if let range = Self.forbidden.first(where: pool.overlaps) {
          throw AKSError.forbidden(pool, range).refusal
        }
      }
      if networking.takesFromSubnet {
        for (index, pool) in pools.enumerated() {
          if networking == .podSubnetStatic, pool.family == .v4,
            pool.length < AKSSizing.shortestStaticSubnet
          {
            throw AKSError.subnetTooLarge(pool).refusal
          }
          if let other = pools[..<index].first(where: pool.overlaps) {
            throw AKSError.subnetsOverlap(other, pool).refusal
          }
        }
        return
      }
      guard pools.filter({ $0.family == .v4 }).count == 1, pools.count <= 2 else {
        throw AKSError.onePerFamily.refusal
      }
      for pool in pools {
        guard let unit = networking.unitLength(pool.family), pool.length <= unit else {
          throw AKSError.podCIDRTooSmall(pool, unit: networking.unitLength(pool.family) ?? 0)
            .refusal
        }
        if pool.family == .v6, unit - pool.length > 16 {
          throw AKSError.podCIDRTooLarge(pool).refusal
        }
      }
    }
  }
}

extension AKSError {
  var refusal: Refusal { .system(description) }
}
