import Allocation

/// All that is known of one step of the history: who asked, when, and what every plan made of it.
public struct StepReport: Sendable {
  /// What happened, word by word.
  public struct Line: Hashable, Sendable {
    /// The plan it happened to; empty where it is about all of them.
    public let plan: String
    /// What kind of thing: `pods placed`.
    public let what: String
    /// The thing itself.
    public let text: String
    /// Whether the modelled system refused something.
    public let isRefusal: Bool
    /// What `why` may be asked about it: a node or a pod.
    public let subject: String?

    init(
      _ plan: String, _ what: String, _ text: String, isRefusal: Bool = false,
      subject: String? = nil
    ) {
      self.plan = plan
      self.what = what
      self.text = text
      self.isRefusal = isRefusal
      self.subject = subject
    }
  }

  /// The place just after the step.
  public let place: Place
  /// Who asked: the command.
  public let command: Command
  /// The step's number in its command, from 1.
  public let number: Int
  /// Steps of the command; more than have happened while it is on its way.
  public let total: Int
  /// Simulated time afterwards, in seconds since the start.
  public let time: Int
  /// What is known, line by line.
  public let lines: [Line]

  /// The lines as a table.
  public var table: Table {
    Table(
      title: "step \(place)", columns: ["PLAN", "WHAT", "IS"],
      rows: lines.map { [$0.plan, $0.what, $0.text] })
  }

  /// What `why` is best asked about: what was refused first, else what was first of all.
  public func subject(for plan: String) -> String? {
    let own = lines.filter { $0.plan == plan && $0.subject != nil }
    return (own.first(where: \.isRefusal) ?? own.first)?.subject
  }
}
