/// What has happened to a cluster: a fact that `Cluster.apply` takes over and never doubts.
///
/// Events hold decided values (the blocks, the addresses), never a question: a history replays under
/// any later version of the rules. A batch is one event.
public enum Event: Sendable {
  /// Nodes joined, with what the operator and their agents made of them.
  case nodesJoined([Node])
  /// Nodes left; their pods are gone before them.
  case nodesLeft([NodeID])
  /// What is known of nodes changed: blocks, books, errors, cordon, agent; never their pods.
  case nodesChanged([Node])
  /// Pods were created, and bound and addressed as far as that went.
  case podsCreated(PodBatch)
  /// Pods were deleted.
  case podsDeleted([PodID])
  /// Pods found a node or an address later, or were refused again.
  case podsPlaced([PodOutcome])
  /// The mode's own memory, as its decision left it.
  case modeRemembers(any IPAMMode)
  /// Something worth telling that changes nothing: a refusal, a warning.
  case noted(Note)
  /// Simulated time has come to this instant since the start.
  case timePassed(Duration)
  /// Writes and decisions were made.
  case worked(controlPlane: Int, node: Int)
}

/// A line of the event list, in the words of the real system where it has some.
public struct Note: Hashable, Sendable {
  /// What the line is about.
  public let subject: String
  /// What happened.
  public let text: String
  /// How many times at once.
  public let count: Int
  /// Whether something was refused.
  public let isRefusal: Bool
  /// Whether pods were refused, which their own records say too.
  public let isOfPods: Bool

  /// A line about `subject`.
  public init(
    subject: String, text: String, count: Int = 1, isRefusal: Bool = false, isOfPods: Bool = false
  ) {
    self.isOfPods = isOfPods
    self.subject = subject
    self.text = text
    self.count = count
    self.isRefusal = isRefusal
  }
}
