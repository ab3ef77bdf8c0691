public import Addressing

/// A plan to be added: one IPAM configuration, as it was written.
public struct PlanDefinition: Hashable, Sendable {
  /// What the plan is called from now on.
  public var name: String
  /// The mode's word, such as `cluster-pool`; empty where the preset says it.
  public var mode: String
  /// The preset whose pools, options and services the plan starts from.
  public var preset: String?
  /// The pools in the order in which they were written, which is the order of their use.
  public var pools: [IPPrefix]
  /// Block sizes, taken in turn where a mode allows several; empty leaves it to the mode.
  public var masks: [Int]
  /// Block sizes of the second family of a dual-stack plan.
  public var masks6: [Int]
  /// Whatever else was written; which keys there are is for the mode to say.
  public var options: [CommandOption]

  /// A plan called `name` under `mode`, or with a preset's mode where that is empty.
  public init(
    name: String, mode: String = "", preset: String? = nil, pools: [IPPrefix] = [],
    masks: [Int] = [], masks6: [Int] = [], options: [CommandOption] = []
  ) {
    self.name = name
    self.mode = mode
    self.preset = preset
    self.pools = pools
    self.masks = masks
    self.masks6 = masks6
    self.options = options
  }
}

/// Another mode for a plan, and what else is to be different under it.
public struct ModeSwitch: Hashable, Sendable {
  /// The mode's word.
  public var mode: String
  /// The pools, where they are to be others than the plan's.
  public var pools: [IPPrefix]
  /// Options, masks included, over those that were said of the plan.
  public var options: [CommandOption]

  /// A switch to `mode` on the plan's own pools and options unless said.
  public init(_ mode: String, pools: [IPPrefix] = [], options: [CommandOption] = []) {
    self.mode = mode
    self.pools = pools
    self.options = options
  }
}

/// What uses a claimed prefix.
public enum ClaimKind: String, Hashable, Sendable, CaseIterable {
  case node, service, vpc, cluster, other
}

/// What new nodes are told about themselves.
public struct NodeTraits: Hashable, Sendable {
  /// The failure domain, for `fail zone=`.
  public var zone: String?
  /// The machine type, for modes whose capacity depends on it.
  public var type: String?
  /// The kubelet's limit on pods.
  public var maxPods: Int?
  /// The block size asked for, where the mode lets a node ask.
  public var mask: Int?

  /// Traits, each left to the plan unless given.
  public init(zone: String? = nil, type: String? = nil, maxPods: Int? = nil, mask: Int? = nil) {
    self.zone = zone
    self.type = type
    self.maxPods = maxPods
    self.mask = mask
  }
}

/// Which of several candidates goes first.
public enum Pick: String, Hashable, Sendable, CaseIterable {
  case random, oldest, newest
}

/// A pod's name, with the namespace if one was written.
public struct PodName: Hashable, Sendable, CustomStringConvertible {
  /// The namespace; nil where none was written.
  public var namespace: String?
  /// The name inside the namespace.
  public var name: String

  /// The pod called `name` in `namespace`.
  public init(namespace: String? = nil, _ name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// `namespace/name`, or the bare name.
  public var description: String {
    namespace.map { "\($0)/\(name)" } ?? name
  }
}

/// Where new pods are asked to go.
public struct PodPlacement: Hashable, Sendable {
  /// The node that bypasses the scheduler; nil leaves it to choose.
  public var node: String?
  /// The pool to take the address from, where a mode has several.
  public var pool: String?

  /// A placement, left to scheduler and mode unless given.
  public init(node: String? = nil, pool: String? = nil) {
    self.node = node
    self.pool = pool
  }
}

/// Seeded arrivals and departures over a stretch of time.
public struct Churn: Hashable, Sendable {
  /// How long it goes on.
  public var duration: TimeSpan
  /// How often pods come and go.
  public var pods: Rate?
  /// How often nodes come and go.
  public var nodes: Rate?
  /// Between which loads the number of pods swings.
  public var load: LoadRange?

  /// A churn that lasts `duration`.
  public init(
    for duration: TimeSpan, pods: Rate? = nil, nodes: Rate? = nil, load: LoadRange? = nil
  ) {
    self.duration = duration
    self.pods = pods
    self.nodes = nodes
    self.load = load
  }
}

/// The tables that `get` prints.
public enum TableKind: String, Hashable, Sendable, CaseIterable {
  case nodes, pods, pools, free, metrics, events, claims, plans, services, forks, history,
    forecast, annotations
}

/// Which plans a question is about.
public enum PlanScope: Hashable, Sendable {
  /// The plan that is shown.
  case current
  /// The plan of that name.
  case named(String)
  /// Every plan, side by side.
  case all
}

/// What `describe` and `why` are asked about.
public enum Subject: Hashable, Sendable, CustomStringConvertible {
  /// A node, pod or pool by name.
  case name(String)
  /// One address.
  case address(IPAddress)
  /// A block or pool by its prefix.
  case prefix(IPPrefix)

  /// The word that names it.
  public var description: String {
    switch self {
    case .name(let name): name
    case .address(let address): address.description
    case .prefix(let prefix): prefix.description
    }
  }
}
