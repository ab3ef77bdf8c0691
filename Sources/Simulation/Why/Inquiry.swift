import Addressing
import Allocation

/// The search for why something is so: through the plan's history to the step that decided, and to
/// the mode as it was just before.
struct Inquiry {
  let story: LifeStory
  /// The plan's cluster at the place that is asked about.
  let cluster: Cluster
  /// That place: steps that have happened.
  let end: Int
  /// What else uses address space.
  let claims: [Claim]

  /// Asks about the plan as it is now.
  init(_ plan: Plan, in session: Session) {
    story = LifeStory(of: plan, in: session)
    cluster = plan.cluster
    end = story.length
    claims = session.moment.claims
  }

  /// Asks about the plan as it was at an earlier place.
  init(_ inquiry: Inquiry, at step: Int) {
    story = inquiry.story
    cluster =
      (step == story.length ? nil : inquiry.story.cluster(at: step)) ?? inquiry.cluster
    end = step
    claims = inquiry.claims
  }

  /// An event of the history that says what became of something.
  struct Trace<Value> {
    /// The step in which it happened.
    let step: Int
    /// The event's number among those of the step.
    let event: Int
    let value: Value
  }

  /// The answer, and what a fix of it must achieve if something was refused.
  typealias Finding = (reason: Reason, case: FixFinder.Case?)

  /// All events about something, in order, back to the one that made it.
  func traces<Value>(
    of value: (Event) -> Value?, until isFirst: (Event) -> Bool
  ) -> [Trace<Value>] {
    var found: [Trace<Value>] = []
    for step in (0..<end).reversed() {
      let events = story.events(at: step)
      for index in events.indices.reversed() {
        guard let value = value(events[index]) else { continue }
        found.append(Trace(step: step, event: index, value: value))
        if isFirst(events[index]) { return found.reversed() }
      }
    }
    return found.reversed()
  }

  /// The cluster just before an event, the mode's memory included.
  func cluster(before step: Int, event: Int) -> Cluster? {
    guard var cluster = story.cluster(at: step) else { return nil }
    let events = story.events(at: step)
    let end = event > 0 && events[event - 1].isMemory ? event - 1 : event
    for event in events[..<end] { cluster.apply(event) }
    return cluster
  }

  func occasion(_ what: String, at step: Int) -> Reason.Occasion {
    Reason.Occasion(what, at: story.place(at: step + 1), line: story.line(at: step))
  }

  /// Answers about whatever is meant; nil is the latest refusal.
  func finding(_ subject: Subject?) throws(Refusal) -> Finding {
    switch subject {
    case nil: return latestRefusal()
    case .address(let address): return reason(address)
    case .prefix(let prefix):
      if prefix.hostBits == 0 { return reason(prefix.base) }
      return reason(prefix)
    case .name(let text):
      if let node = cluster.nodes[text] { return reason(node) }
      if let pod = cluster.pods[NamespacedName(text)] { return reason(pod: pod) }
      throw .system(
        "nothing here is called \"\(text)\"; ask about a node, a pod, a block, a pool or an address"
      )
    }
  }
}
