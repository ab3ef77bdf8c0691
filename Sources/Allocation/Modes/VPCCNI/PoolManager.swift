public import Addressing

/// ipamd, the daemon on each node: it attaches addresses, prefixes and interfaces ahead of pods.
///
/// amazon-vpc-cni-k8s 1.23, `pkg/ipamd/ipamd.go`. The daemon looks at its pool every five seconds and
/// does one thing: it grows one interface, or attaches one, or returns what is too much; then it may
/// detach one interface. Everything here is a function of the time it is told.
public struct PoolManager: Hashable, Sendable {
  /// What the daemon was started with.
  public struct Settings: Hashable, Sendable {
    /// What it keeps in hand.
    public var targets = WarmTargets()
    /// Addresses or prefixes that fit on an interface, its primary address not counted.
    public var slots: Int
    /// Interfaces that may be attached: the instance type's number, or `MAX_ENI` if lower.
    public var interfaceLimit: Int
    /// The kubelet's limit of pods: a pool that large never grows.
    public var maxPods: Int
    /// How long a released address rests (`IP_COOLDOWN_PERIOD`).
    public var coolDown = Duration.seconds(30)
    /// Whether the primary interface serves no pods (`AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG`).
    public var customNetworking = false
    /// Whether new interfaces may lie in other tagged subnets (`ENABLE_SUBNET_DISCOVERY`).
    public var discoversSubnets = true
    /// The subnets of the node's zone for new interfaces, the node's own first.
    public var subnets: [Int] = []

    /// The project's defaults on an instance of these limits.
    public init(slots: Int, interfaceLimit: Int, maxPods: Int) {
      self.slots = slots
      self.interfaceLimit = interfaceLimit
      self.maxPods = maxPods
    }
  }

  /// What one look at the pool led to.
  public enum Step: Hashable, Sendable {
    /// Addresses or prefixes were attached to an interface.
    case grew(cidrs: [IPPrefix], device: Int)
    /// An interface was created; it serves when it is attached.
    case attaching(primary: IPAddress, cidrs: [IPPrefix], device: Int)
    /// The interface under way is there.
    case attached(device: Int)
    /// Addresses or prefixes went back to the subnet.
    case returned([IPPrefix])
    /// An interface was detached and deleted.
    case detached(device: Int, cidrs: [IPPrefix])
    /// EC2 refused.
    case refused(VPCError)
  }

  /// Time between two looks at the pool (`ipPoolMonitorInterval`).
  public static let interval = Duration.seconds(5)
  /// Time it takes to attach an interface ("can take up to 10 seconds").
  public static let attachTime = Duration.seconds(10)
  /// Time between two returns of addresses (`decreaseIPPoolInterval`).
  public static let shrinkInterval = Duration.seconds(30)
  /// Time without further tries after a subnet was too full (`insufficientCidrErrorCooldown`).
  public static let refusalWait = Duration.seconds(120)

  /// What the daemon was started with.
  public var settings: Settings
  /// What is attached.
  public var store = ENIDatastore()
  /// When it looks at the pool next.
  public internal(set) var nextLook = Duration.zero
  /// When it last returned addresses.
  public internal(set) var lastShrink: Duration?
  /// When EC2 last refused so that it waits.
  public internal(set) var lastRefusal: Duration?
  /// EC2's last refusal, until something is attached.
  public internal(set) var refusal: VPCError?
  /// Times room was made in the VPC before the last refusal: as long as there is no more, it stays.
  var refusedAt: Int?
  /// An interface that is being attached, and when it will be there.
  public internal(set) var attaching: (interface: ENIDatastore.Interface, due: Duration)? {
    get { pending.map { ($0.interface, $0.due) } }
    set { pending = newValue.map { Pending(interface: $0.interface, due: $0.due) } }
  }
  private var pending: Pending?

  private struct Pending: Hashable, Sendable {
    var interface: ENIDatastore.Interface
    var due: Duration
  }

  /// A daemon that has not started.
  public init(_ settings: Settings) {
    self.settings = settings
  }

  /// The counts that the targets are compared with.
  public func pool(at now: Duration) -> WarmPool { store.pool(at: now) }

  /// Addresses pods could be given at most on this node.
  public var isV6: Bool { store.interfaces.first?.primaryAddress.family == .v6 }

  /// Launches the instance with its primary interface and starts the daemon.
  public mutating func launch(
    at now: Duration, in vpc: inout VPC, subnet: Int, pick: UInt64 = 0
  ) throws(VPCError) -> [Step] {
    let made = try vpc.createInterface(with: 0, prefixes: false, in: subnet)
    store.interfaces = [
      .init(device: 0, subnet: subnet, primaryAddress: made.primary.base, since: now)
    ]
    return start(at: now, in: &vpc, pick: pick)
  }

  /// Starts the daemon, at first or again: what it remembered of released addresses is gone, and it
  /// fills its pool once before it serves.
  public mutating func start(
    at now: Duration, in vpc: inout VPC, pick: UInt64 = 0
  ) -> [Step] {
    var steps: [Step] = []
    _ = finishAttaching(at: now)
    (lastShrink, lastRefusal, refusal, refusedAt) = (nil, nil, nil, nil)
    store.delegatesPrefixes = settings.targets.delegatesPrefixes
    store.coolDown = settings.coolDown
    for index in store.interfaces.indices {
      store.interfaces[index].since = now
      for cidr in store.interfaces[index].cidrs.indices {
        store.interfaces[index].cidrs[cidr].forgetReleased()
      }
    }
    for removed in store.removeUnserved() {
      vpc.release(removed.cidrs, in: removed.subnet)
      steps.append(.returned(removed.cidrs))
    }
    // Half of the interval passes before the first look.
    nextLook = now + Self.interval / 2
    if isV6 {
      steps += delegateV6(in: &vpc)
    } else if isTooLow(at: now) {
      steps += grow(at: now, in: &vpc, pick: pick)
    }
    return steps
  }

  /// IPv6: one /80 on the primary interface is more than enough, and nothing is attached later.
  private mutating func delegateV6(in vpc: inout VPC) -> [Step] {
    guard store.interfaces[0].cidrs.isEmpty else { return [] }
    do {
      let cidrs = try vpc.assign(1, prefixes: true, in: store.interfaces[0].subnet)
      store.interfaces[0].cidrs = cidrs.map { InterfaceCIDR($0, isPrefix: true) }
      return [.grew(cidrs: cidrs, device: 0)]
    } catch {
      refusal = error
      refusedAt = vpc.openings
      return [.refused(error)]
    }
  }

  /// Has the interface that is under way, if any, attached by now.
  mutating func finishAttaching(at now: Duration) -> [Step] {
    guard var arrived = attaching?.interface else { return [] }
    attaching = nil
    arrived.since = now
    store.interfaces.append(arrived)
    nextLook = now + Self.interval
    return [.attached(device: arrived.device)]
  }

  /// Grows until the targets are met or EC2 refuses, as if the looks and the time it takes had
  /// passed already.
  public mutating func growAtOnce(
    at now: Duration, in vpc: inout VPC, pick: UInt64 = 0
  ) -> [Step] {
    var steps = finishAttaching(at: now)
    while !isV6, !store.interfaces.isEmpty, refusedAt != vpc.openings, isTooLow(at: now) {
      let more = grow(at: now, in: &vpc, pick: pick) + finishAttaching(at: now)
      steps += more
      if more.isEmpty { break }
    }
    return steps
  }

  func isTooLow(at now: Duration) -> Bool {
    settings.targets.isTooLow(
      store.pool(at: now), slots: settings.slots, maxPods: settings.maxPods)
  }
}
