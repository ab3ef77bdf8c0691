public import Addressing
public import Allocation

/// One IPAM configuration and what the history has made of a cluster under it.
public struct Plan: Sendable {
  /// The name, unique in its session.
  public let name: String
  /// The cluster as it is now.
  public internal(set) var cluster: Cluster
  /// The history position of the first command that met a refusal.
  public internal(set) var firstFailure: Int?
  /// What the modelled system has refused in its life so far.
  public internal(set) var refusals = 0
  /// Where each of the texts that were refused with came first, in the order of the tallies.
  public internal(set) var refusalPositions: [Int] = []
  /// The mode as the plan began with it; nil where the plan began as a recording stands.
  var origin: (any IPAMMode)?
  /// Options that somebody chose when the plan was made; the others are the mode's own defaults.
  var stated: [ModeOption] = []
  /// Commands that had happened when the plan was made: settings before are not its own.
  var born = 0
  /// Whether the blocks and addresses it began with are those of a recording and not its mode's.
  var isRecorded = false
  /// Pools of a recording that no file names: the space around what was held, which may be a part
  /// of the real one.
  public internal(set) var inferredPools: [IPPrefix] = []

  /// The Service CIDRs that came with its preset.
  var services: [IPPrefix] = []

  /// A plan with a cluster as it stands.
  public init(name: String, cluster: Cluster) {
    self.name = name
    self.cluster = cluster
  }

  /// Notes options that somebody chose.
  mutating func state(_ options: [ModeOption]) {
    stated.removeAll { old in options.contains { $0.key == old.key } }
    stated += options
  }

  /// Remembers what was refused, and the first time.
  mutating func noteFailure(in events: [Event], at position: Int) {
    let fresh = cluster.tallies.refusals.entries.count - refusalPositions.count
    if fresh > 0 { refusalPositions += Array(repeating: position, count: fresh) }
    let count = events.count(where: \.isRefusal)
    guard count > 0 else { return }
    refusals += count
    if firstFailure == nil { firstFailure = position }
  }

  /// What the plan's own services say of address space.
  var claims: [Claim] {
    services.map { Claim(prefix: $0, name: "\(name)-services", kind: .service) }
  }
}

/// Address space that something else says it uses.
public struct Claim: Hashable, Sendable {
  /// The prefix.
  public let prefix: IPPrefix
  /// Who uses it.
  public let name: String
  /// What kind of use it is.
  public let kind: ClaimKind

  /// A claim of `prefix` by `name`.
  public init(prefix: IPPrefix, name: String, kind: ClaimKind) {
    self.prefix = prefix
    self.name = name
    self.kind = kind
  }
}

/// Everything there is at one position of the history; a copy shares what does not differ.
public struct Moment: Sendable {
  /// The plans, in the order added.
  public internal(set) var plans: [Plan] = []
  /// The plan that is shown.
  public internal(set) var currentIndex = 0
  /// What else uses address space.
  public internal(set) var claims: [Claim] = []
  /// What somebody has written on stretches of address space, in the order of addresses.
  public internal(set) var annotations: [Annotation] = []
  /// Services and their addresses.
  public internal(set) var services = Services()
  /// The one source of all randomness.
  public internal(set) var seed: UInt64 = 1
  /// Nodes of zones that have failed, to come back when they recover.
  public internal(set) var lost: [Resident] = []
  /// The simulated time since the start, in seconds.
  public internal(set) var time = 0

  /// The plan that is shown, once there is one.
  public var current: Plan? {
    plans.indices.contains(currentIndex) ? plans[currentIndex] : nil
  }

  /// The plan called `name`.
  public func plan(_ name: String) -> Plan? { plans.first { $0.name == name } }
}
