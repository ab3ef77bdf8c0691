public import Addressing

/// One line of the command language: everything that changes a cluster or asks about one.
///
/// What is typed after `:`, what a journal holds, what a script contains and what a lesson checks
/// are the same text, so a command is a value that prints as the line it was read from, with the
/// defaults left out and the words in one fixed order.
public enum Command: Hashable, Sendable {

  // Plans: how addresses are managed.
  case plan(PlanDefinition)
  case use(plan: String)
  case drop(plan: String)
  case mode(ModeSwitch)
  case set([CommandOption])
  case addPool(IPPrefix, name: String?, mask: Int?)
  case removePool(IPPrefix)
  case claim(IPPrefix, name: String, kind: ClaimKind)
  case removeClaim(String)
  case annotate(IPPrefix, text: String)
  case removeAnnotation(IPPrefix)
  case seed(UInt64)

  // Workload: what happens to the cluster.
  case addNode(name: String, cidr: IPPrefix?, NodeTraits)
  case addNodes(count: Int, prefix: String, NodeTraits)
  case removeNode(String)
  case removeNodes(count: Int, pick: Pick, onlyEmpty: Bool)
  case cordon(node: String)
  case uncordon(node: String)
  case drain(node: String)
  case addPod(PodName, address: IPAddress?, PodPlacement)
  case addPods(count: Int, app: String, namespace: String?, PodPlacement)
  case removePod(PodName)
  case removePods(count: Int, app: String?, node: String?, pick: Pick)
  case scale(app: String, count: Int)
  case roll(app: String, surge: Amount)
  case churn(Churn)
  case fail(zone: String)
  case recover(zone: String)
  case workload(WorkloadOrder)
  /// The first steps of a command that has many.
  indirect case partial(Command, steps: Int)
  /// What was seen of a live cluster.
  case observe(ObservedStep)
  case addService(PodName, address: IPAddress?)
  case addServices(count: Int, prefix: String)
  case removeService(PodName)
  case restartOperator
  case restartAgent(node: String)
  case wait(TimeSpan)

  // History: which moment is shown.
  case undo(Int)
  case redo(Int)
  case seek(Place)
  case fork(name: String, at: Place?, with: [Command])
  case switchTo(fork: String)
  case discard(fork: String)

  // Questions and expectations.
  case get(TableKind, of: PlanScope)
  case describe(Subject)
  case inspect(Place)
  case why(Subject?)
  case size([CommandOption])
  case expect(Expectation)
}

extension Command {
  /// The switch of the current plan's mode, with nothing else changed.
  public static func mode(_ name: String) -> Command { .mode(ModeSwitch(name)) }

  /// The way to the place after that many commands.
  public static func seek(_ position: Int) -> Command { .seek(Place(position)) }

  /// What a command is to the history of a cluster.
  public enum Role: Hashable, Sendable {
    /// It happens to the cluster or its plans, and is replayed with them.
    case change
    /// It moves to another position of the history.
    case movement
    /// It asks, and changes nothing.
    case question
    /// It claims that something holds, and changes nothing.
    case expectation
  }

  /// Whether the command changes, moves, asks or claims.
  public var role: Role {
    switch self {
    case .undo, .redo, .seek, .fork, .switchTo, .discard: .movement
    case .get, .describe, .inspect, .why, .size: .question
    case .expect: .expectation
    default: .change
    }
  }

  /// The app that `add pods` fills when it names none.
  public static let defaultApp = "pod"

  /// The start of the names that `add nodes` gives when it is told no other.
  public static let defaultNodePrefix = "node-"

  /// The start of the names that `add services` gives when it is told no other.
  public static let defaultServicePrefix = "service-"

  /// How much of an app `roll` replaces at a time when it is not told, as in a Deployment.
  public static let defaultSurge = Amount.percent(25)
}
