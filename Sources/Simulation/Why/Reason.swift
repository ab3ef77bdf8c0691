public import Allocation

/// Why something is where it is, or why it failed: what `why` answers.
public struct Reason: Hashable, Sendable {
  /// What was asked about: `node node-5`.
  public var title: String
  /// What is so, in one sentence.
  public var verdict: String
  /// Whether the modelled system refused something, so that fixes are worth looking for.
  public var isRefusal = false
  /// What led to it, in the order it happened.
  public var occasions: [Occasion] = []
  /// The decisions behind it, each with its rule and its candidates.
  public var parts: [Part] = []
  /// Changes that would have avoided it, the smallest first; every one of them was tried.
  public var fixes: [Fix] = []

  /// A reason that is only its verdict as yet.
  public init(_ title: String, verdict: String) {
    self.title = title
    self.verdict = verdict
  }

  /// One decision: who decided what, and what the mode or the scheduler says of it.
  public struct Part: Hashable, Sendable {
    /// Who decided what: `the scheduler's choice of a node`.
    public let heading: String
    /// Rule, candidates and state.
    public let explanation: Explanation

    /// A decision under a heading.
    public init(_ heading: String, _ explanation: Explanation) {
      self.heading = heading
      self.explanation = explanation
    }
  }

  /// A step of the history that mattered.
  public struct Occasion: Hashable, Sendable {
    /// What happened: `asked for`, `refused`, `given`.
    public let what: String
    /// The place just after it, as `seek` takes it.
    public let place: Place
    /// The command as a line, with the step of a workload.
    public let line: String

    /// Something that happened in the step that ends at `place`.
    public init(_ what: String, at place: Place, line: String) {
      self.what = what
      self.place = place
      self.line = line
    }
  }
}

/// A change that would have avoided a refusal, and that was tried.
public struct Fix: Hashable, Sendable {
  /// What it does and what comes of it.
  public let sentence: String
  /// The commands that make the change.
  public let commands: [Command]
  /// The place of the history where it belongs; nil for now.
  public let place: Place?

  /// A fix with the commands that belong at `place`.
  public init(_ sentence: String, _ commands: [Command], at place: Place? = nil) {
    self.sentence = sentence
    self.commands = commands
    self.place = place
  }

  /// The command that tries it as a fork called `name`.
  public func trial(fork name: String) -> Command {
    .fork(name: name, at: place, with: commands)
  }
}
