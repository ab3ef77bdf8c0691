/// Whose network interfaces they are.
public enum CloudProvider: String, Hashable, Sendable {
  /// Amazon's.
  case aws
  /// Microsoft's.
  case azure
  /// Alibaba's.
  case alibaba
}

/// What the operator and the agents of a cloud mode were told, and what their cloud lets them do.
public struct CloudRules: Hashable, Sendable {
  /// The cloud.
  public var provider: CloudProvider
  /// Addresses to keep free; 0 for what suits the instance (`pre-allocate`).
  public var preAllocate = 0
  /// Addresses to have at least.
  public var minAllocate = 0
  /// Addresses to have at most; 0 for what the instance can hold.
  public var maxAllocate = 0
  /// Addresses to take beyond need.
  public var maxAboveWatermark = 0
  /// The first interface whose addresses are for pods (`first-interface-index`).
  public var firstInterfaceIndex = 0
  /// Whether pods get interfaces' primary addresses too (`use-primary-address`).
  public var usesPrimaryAddress = false
  /// Whether interfaces take /28 prefixes in place of addresses.
  public var delegatesPrefixes = false
  /// Whether addresses too many are given back.
  public var releasesExcess = false
  /// How long addresses are too many before they are given back, in seconds.
  public var releaseDelay = 180
  /// Whether the cloud gives addresses at random or the lowest first.
  public var picksAtRandom = true
  /// The instance type of nodes that do not say theirs.
  public var instanceType: String
  /// What the agents take addresses for.
  public var roles: [InfrastructureRole] = [.router, .health]

  /// The rules of a cloud with everything as Cilium has it by default.
  public init(_ provider: CloudProvider) {
    self.provider = provider
    switch provider {
    case .aws: instanceType = "m5.large"
    case .azure:
      instanceType = ""
      picksAtRandom = false
    case .alibaba: instanceType = "3x10"
    }
    if provider == .alibaba {
      // The instance's own interface serves no pods, all addresses of the others do, the primary
      // ones among them (`ResyncInterfacesAndIPs` in `pkg/alibabacloud/eni/node.go`).
      firstInterfaceIndex = 1
      usesPrimaryAddress = true
    }
  }

  /// Addresses of a /28 (`ENIPDBlockSizeIPv4` in `pkg/ipam/option`).
  public static let prefixSize = 16

  /// What an instance type takes, nil when it is unknown.
  ///
  /// Azure has one limit for all: 256 addresses on the one interface. Of Alibaba Cloud, whose table
  /// Cilium reads from its API, a type is written as its numbers, interfaces x addresses: `3x10`.
  public func limits(of type: String) -> InstanceLimits? {
    switch provider {
    case .aws: return InstanceLimits(ofEC2: type)
    case .azure: return InstanceLimits(adapters: 1, ipv4: 256)
    case .alibaba:
      let sides = type.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard sides.count == 2, let adapters = sides[0], let ipv4 = sides[1],
        (1...50).contains(adapters), (1...1000).contains(ipv4)
      else { return nil }
      return InstanceLimits(adapters: adapters, ipv4: ipv4)
    }
  }

  /// Whether the operator attaches further interfaces: Cilium has it for all clouds but Azure.
  public var createsInterfaces: Bool { provider != .azure }

  /// Addresses at the ends of a subnet that the cloud keeps: first, last.
  public var kept: (first: Int, last: Int) { provider == .alibaba ? (1, 3) : (4, 1) }

  /// Whether an instance takes prefixes, as long as it has no single addresses.
  public func canDelegate(_ limits: InstanceLimits) -> Bool {
    provider == .aws && delegatesPrefixes && limits.takesPrefixes
  }

  /// The most addresses an instance can be given (`GetMaximumAllocatableIPv4`); 0 is no limit there.
  ///
  /// Primary addresses are left out even where pods get them, in AWS as in Cilium.
  public func maximum(_ limits: InstanceLimits, isDelegated: Bool) -> Int {
    let adapters = max(limits.adapters - firstInterfaceIndex, 0)
    switch provider {
    case .aws:
      return adapters * max(limits.ipv4 - 1, 0) * (isDelegated ? Self.prefixSize : 1)
    case .azure: return limits.ipv4
    case .alibaba: return adapters * limits.ipv4
    }
  }

  /// The capacity of a node as Cilium documents it: addresses for pods, the agent's own among them.
  public func capacity(_ limits: InstanceLimits) -> Int {
    let adapters = max(limits.adapters - firstInterfaceIndex, 0)
    let each = max(limits.ipv4 - (usesPrimaryAddress ? 0 : 1), 0)
    return adapters * each * (canDelegate(limits) ? Self.prefixSize : 1)
  }

  /// What the operator writes where no `pre-allocate` is set (`GetMinimumAllocatableIPv4`).
  public func standardPreAllocate(_ limits: InstanceLimits?) -> Int {
    let standard = Watermarks.standardPreAllocate
    guard provider == .aws, let limits else { return standard }
    if firstInterfaceIndex >= limits.adapters { return 0 }
    return min(standard, (limits.adapters - firstInterfaceIndex) * max(limits.ipv4 - 1, 0))
  }

  /// The watermarks of an instance.
  public func watermarks(_ limits: InstanceLimits, isDelegated: Bool) -> Watermarks {
    let written = preAllocate != 0 ? preAllocate : standardPreAllocate(limits)
    return Watermarks(
      preAllocate: written != 0 ? written : Watermarks.standardPreAllocate,
      minAllocate: minAllocate,
      maxAllocate: maxAllocate > 0 ? maxAllocate : maximum(limits, isDelegated: isDelegated),
      maxAboveWatermark: maxAboveWatermark)
  }
}
