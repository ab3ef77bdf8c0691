/// What a number is: how it comes about, who defines it so, and what it is good for.
///
/// There is one for each metric; help, `describe METRIC` and the scoreboard read nothing else.
public struct MetricDefinition: Hashable, Sendable {
  /// Which way a number tells the better plan.
  public enum Better: String, Hashable, Sendable {
    /// The smaller number.
    case less
    /// The greater number.
    case more
    /// It describes and does not judge.
    case neither
  }

  /// What it is about, as tables are divided.
  public enum Group: String, Hashable, Sendable, CaseIterable {
    case cluster, failures, addresses, blocks, reuse, work
  }

  /// The number.
  public let name: MetricQuery.Name
  /// What it is about.
  public let group: Group
  /// What it counts in.
  public let unit: String
  /// How it comes about, in words.
  public let formula: String
  /// Who defines it so: a project and its file, an RFC, or the command language itself.
  public let source: String
  /// Which way it tells the better plan.
  public let better: Better
  /// Why it matters.
  public let why: String

  /// The word that asks for it, `/LENGTH` included where it takes one.
  public var word: String {
    switch name.prefixLengthUse {
    case .never: name.rawValue
    case .optional: name.rawValue + "[/LENGTH]"
    case .always: name.rawValue + "/LENGTH"
    }
  }

  /// Where the command language itself says what a number is.
  static let language = "cidrscope's command language"

  init(
    _ name: MetricQuery.Name, _ group: Group, _ unit: String, _ formula: String,
    better: Better = .neither, source: String = language, why: String
  ) {
    self.name = name
    self.group = group
    self.unit = unit
    self.formula = formula
    self.source = source
    self.better = better
    self.why = why
  }

  /// All of them, in the order of the table of names.
  public static let all = MetricQuery.Name.allCases.map(\.definition)
}

extension MetricQuery.Name {
  /// What the number is.
  public var definition: MetricDefinition {
    ofCluster ?? ofAddresses ?? ofReserved ?? ofBlocks ?? ofWork ?? ofReuse
  }

  private var ofCluster: MetricDefinition? {
    switch self {
    case .nodes:
      MetricDefinition(
        self, .cluster, "nodes", "nodes.ready + nodes.waiting + nodes.failed",
        why: "every other number is read against the size of the cluster")
    case .nodesReady:
      MetricDefinition(
        self, .cluster, "nodes",
        "nodes that have a block of every family they need and a running agent", better: .more,
        why: "only these can take pods")
    case .nodesWaiting:
      MetricDefinition(
        self, .cluster, "nodes", "nodes without a block of whom nobody has said why",
        better: .less, why: "a node that waits without an error is easily overlooked")
    case .nodesFailed:
      MetricDefinition(
        self, .cluster, "nodes", "nodes with an error and no running agent", better: .less,
        why: "these are the nodes the plan was too small for")
    case .pods:
      MetricDefinition(
        self, .cluster, "pods", "pods.running + pods.pending",
        why: "it is the demand that the plan has to meet")
    case .podsRunning:
      MetricDefinition(
        self, .cluster, "pods", "pods that run on an address of IPAM", better: .more,
        why: "it is what the whole plan is for")
    case .podsPending:
      MetricDefinition(
        self, .cluster, "pods", "pods that wait for a node or for an address", better: .less,
        why: "each is a workload that is not there")
    case .podsHostNetwork:
      MetricDefinition(
        self, .cluster, "pods", "pods on the host's network, which no other number counts",
        why: "they need no address of the plan")
    case .podsRefused:
      MetricDefinition(
        self, .failures, "attempts",
        "attempts to give a pod an address that an agent refused, from the start, those that were "
          + "granted later included", better: .less,
        why: "a refusal that is mended a moment later still delays a pod and fills a log")
    default: ofFailures
    }
  }

  private var ofFailures: MetricDefinition? {
    switch self {
    case .firstFailure:
      MetricDefinition(
        self, .failures, "history position",
        "the position of the first command on which the modelled system refused something; none "
          + "when nothing was refused", better: .more,
        why: "of plans that all fail in the end the one that fails last was the largest")
    case .headroomNodes:
      MetricDefinition(
        self, .failures, "nodes",
        "nodes that can be added one after the other, each ready at once and without an error, "
          + "found by adding them to a copy; none above 4,096", better: .more,
        why: "sizes are chosen on the first day and the error comes at node N + 1: this is how far "
          + "N is")
    case .headroomPods:
      MetricDefinition(
        self, .failures, "pods",
        "pods that the scheduler can place one after the other, each running at once, found by "
          + "adding them to a copy; none above 65,536", better: .more,
        why: "pods can run out of addresses long before nodes run out of blocks, and after")
    case .collisions:
      MetricDefinition(
        self, .failures, "holders",
        "for each block and each address, its holders beyond the first, added up", better: .less,
        why: "two holders of one address take each other's traffic")
    case .overlaps:
      MetricDefinition(
        self, .failures, "claims", "claims of other networks that a pool of the plan overlaps",
        better: .less, why: "what the pods cannot reach is found in production otherwise")
    case .services:
      MetricDefinition(
        self, .cluster, "Services", "Services with an address",
        why: "they take their addresses of ranges of their own")
    case .servicesFree:
      MetricDefinition(
        self, .cluster, "addresses", "addresses of the Service ranges that no Service has",
        better: .more, source: "Kubernetes KEP-1880 (ServiceCIDR)",
        why: "a full Service range refuses Services whatever the pods have left")
    default: nil
    }
  }
}
