public import Addressing
public import Allocation

/// Something that happens to a cluster over a stretch of time: arrivals and departures, a rollout, a
/// zone that fails.
///
/// A workload asks no plan how it fares. From who lives in the cluster and the seed alone it makes a
/// finite list of steps, which every plan then lives through; so two plans differ only in what their
/// modes make of the same life.
public protocol Workload: Sendable {
  /// What this kind of workload is called, does and takes.
  static var description: WorkloadDescription { get }

  /// The workload with these options; its own defaults where nothing is said.
  init(_ options: [CommandOption]) throws(CommandError)

  /// How often things happen, in a few words: `200 pods/h in and out`.
  var rate: String { get }

  /// The steps, for a cluster of these inhabitants, drawn from a stream of random numbers.
  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep]
}

/// What a kind of workload says of itself: help, forms and completion are made of it.
public struct WorkloadDescription: Hashable, Sendable {
  /// The word for it in commands.
  public let name: String
  /// What happens, in half a sentence.
  public let summary: String
  /// What it stands for and where its figures come from, in a few sentences.
  public let details: String
  /// What can be said about it, in the order of a form.
  public let options: [WorkloadOption]

  /// A kind of workload.
  public init(name: String, summary: String, details: String, options: [WorkloadOption]) {
    self.name = name
    self.summary = summary
    self.details = details
    self.options = options
  }
}

/// One `key=value` of a workload.
public struct WorkloadOption: Hashable, Sendable {
  /// The word before the equals sign.
  public let key: String
  /// The word for the value in a usage line.
  public let placeholder: String
  /// What the value may be.
  public let kind: ArgumentKind
  /// What holds when nothing is said, as it would be written; nil where something must be said.
  public let standard: String?
  /// What it means, in half a sentence.
  public let meaning: String

  /// An option of a workload.
  public init(
    _ key: String, _ placeholder: String, _ kind: ArgumentKind, standard: String?, meaning: String
  ) {
    self.key = key
    self.placeholder = placeholder
    self.kind = kind
    self.standard = standard
    self.meaning = meaning
  }
}

/// What happens at one instant of a workload.
public struct WorkloadStep: Hashable, Sendable {
  /// The simulated time that passes before it.
  public var wait: TimeSpan
  /// What happens then, in order.
  public var actions: [WorkloadAction]
  /// The step in a few words: `+3 pods, -2 pods`.
  public var label: String

  /// What happens after `wait`.
  public init(wait: TimeSpan, actions: [WorkloadAction], label: String) {
    self.wait = wait
    self.actions = actions
    self.label = label
  }
}

/// One thing that a step of a workload does to the cluster under every plan.
///
/// Under a plan that has fewer nodes or pods than an action names (its mode refused some as a whole)
/// the action does what can be done.
public enum WorkloadAction: Hashable, Sendable {
  /// Nodes join, with names of their own.
  case addNodes([Resident])
  /// Nodes leave, and their pods with them.
  case removeNodes([String])
  /// Nodes vanish; the pods of apps come back elsewhere, as their controllers see to it.
  case loseNodes([String])
  /// Nodes are cordoned and their pods move, as with `kubectl drain`.
  case drainNodes([String])
  /// The scheduler passes nodes by, and what runs on them stays.
  case cordonNodes([String])
  /// Nodes take pods again.
  case uncordonNodes([String])
  /// Pods of an app are created, and the scheduler places them.
  case addPods(Int, of: NamespacedName)
  /// Pods of an app are created as far as it has fewer than that.
  case restorePods(Int, of: NamespacedName)
  /// Pods are deleted: of one app, or of those with names of their own.
  case removePods(Int, of: NamespacedName?, Pick)
}
