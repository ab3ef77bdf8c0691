import Addressing
public import Allocation
import Measurement

extension Timeline {
  /// What happened at one instant of a command.
  public struct Step: Sendable {
    /// The instant in a few words, of a workload: `+3 pods, -2 pods`.
    public let label: String
    /// Simulated time afterwards, in seconds since the start.
    public let time: Int
    /// What a workload did: the same under every plan.
    public let actions: [WorkloadAction]
    /// The time that passed before the actions.
    public let wait: TimeSpan
    /// The stream of random picks, so that another plan picks the same.
    let stream: Int
    /// What happened to each plan, in the order of the plans; nil where the plans themselves changed.
    public let events: [[Event]]?
    /// Nodes of failed zones afterwards, where that changed.
    let lost: [Resident]?
    /// Lines worth telling, of the plan that was current.
    public let notes: [Note]
    /// The figures of each plan afterwards, in the order of the plans.
    public let samples: [Sample]
    /// The figures that plans which lived through the history anew had after each step before.
    let pasts: [String: [Sample]]
    /// Elementary changes, as a measure of the time a replay takes.
    let cost: Int
    var after: Moment?

    init(
      label: String = "", actions: [WorkloadAction] = [], wait: TimeSpan = TimeSpan(seconds: 0),
      stream: Int, events: [[Event]]?, lost: [Resident]? = nil, notes: [Note] = [],
      pasts: [String: [Sample]] = [:], after moment: Moment
    ) {
      self.label = label
      self.actions = actions
      self.wait = wait
      self.stream = stream
      self.events = events
      self.lost = lost
      self.notes = notes
      self.pasts = pasts
      time = moment.time
      samples = moment.plans.map { Sample(of: $0, at: moment.time) }
      cost = (events ?? []).joined().reduce(1) { $0 + $1.cost }
    }
  }
}

/// The figures of a plan at one place of the history, for lines over time.
///
/// Addresses are those of the family that unsuffixed metrics are of.
public struct Sample: Hashable, Sendable {
  /// Simulated time in seconds since the start.
  public let time: Int
  /// Nodes present.
  public let nodes: Int
  /// Nodes that are not ready.
  public let nodesNotReady: Int
  /// Pods with an address or waiting for one.
  public let pods: Int
  /// Pods that wait.
  public let podsPending: Int
  /// Addresses that pods were refused so far.
  public let refused: Int
  /// Refusals of every kind that were told so far.
  public let refusals: Int
  /// Writes to the API server so far.
  public let controlPlaneOperations: Int
  /// Decisions on nodes so far.
  public let nodeOperations: Int
  /// Addresses in the pools.
  public let total: UInt128
  /// Addresses inside nodes' blocks.
  public let committed: UInt128
  /// Addresses held by pods.
  public let used: UInt128
  /// Addresses in blocks that can never serve a pod.
  public let reserved: UInt128
  /// Addresses the modelled system itself refuses to give.
  public let withheld: UInt128

  /// The figures of `plan` as it is.
  init(of plan: Plan, at time: Int) {
    let cluster = plan.cluster
    let tallies = cluster.tallies
    let family: IPFamily = cluster.mode.unitLength(.v4) == nil ? .v6 : .v4
    let figures = AddressFigures(of: cluster, family: family)
    self.time = time
    nodes = cluster.nodes.count
    nodesNotReady = tallies.nodesWaiting + tallies.nodesFailed
    pods = tallies.podsRunning + tallies.podsPending
    podsPending = tallies.podsPending
    refused = tallies.podsRefused
    refusals = plan.refusals
    controlPlaneOperations = tallies.work.controlPlane
    nodeOperations = tallies.work.node
    total = figures.total
    committed = figures.committed
    used = figures.used
    reserved = figures.reserved
    withheld = figures.withheld
  }

  /// Addresses committed and idle.
  public var stranded: UInt128 { committed - min(committed, reserved + used) }
  /// Addresses for nodes to come.
  public var free: UInt128 { total - min(total, committed + withheld) }
}

extension Event {
  /// Whether the modelled system refused something.
  public var isRefusal: Bool {
    if case .noted(let note) = self { return note.isRefusal }
    return false
  }

  /// Elementary changes.
  var cost: Int {
    switch self {
    case .nodesJoined(let nodes): nodes.count * 4
    case .nodesLeft(let ids): ids.count * 4
    case .nodesChanged(let nodes): nodes.count * 4
    case .podsCreated(let batch): batch.count
    case .podsDeleted(let ids): ids.count * 2
    case .podsPlaced(let outcomes): outcomes.count * 2
    case .modeRemembers, .noted, .worked, .timePassed: 1
    }
  }
}
