import Addressing
import Allocation

/// The life of one plan as an inquiry reads it: step by step what was asked for, and what became of
/// it.
///
/// What happened before the plan was made, or before its mode was switched, it has lived through as
/// well, in a replay of which only figures are kept: that part is lived through again here.
struct LifeStory: Sendable {
  private let session: Session
  private let plan: Plan
  /// Steps that have happened.
  let length: Int
  /// The first step whose events are in the history; those before it were replayed.
  private let ownStart: Int
  /// The replayed part: the plan before it, and the events of each step.
  private let replayed: (start: Plan, events: [[Event]])?

  init(of plan: Plan, in session: Session) {
    self.session = session
    self.plan = plan
    let timeline = session.timeline
    length = timeline.stepIndex(of: timeline.place)
    let rebuilt = timeline.planChanges.last { index in
      index < timeline.place.position && timeline.entries[index].steps[0].pasts[plan.name] != nil
    }
    ownStart = rebuilt.map { timeline.starts[$0] + 1 } ?? 0
    replayed = Self.replay(plan, in: session, until: ownStart)
  }

  private static func replay(
    _ plan: Plan, in session: Session, until end: Int
  ) -> (Plan, [[Event]])? {
    guard end > 0, let start = try? session.newborn(plan, under: nil) else { return nil }
    var life = start
    let events = (0..<end).map { index in
      let place = session.timeline.place(afterSteps: index)
      return life.live(
        session.timeline.entries[place.position], step: place.step, at: place.position)
    }
    return (start, events)
  }

  /// The place before a step.
  func place(at index: Int) -> Place { session.timeline.place(afterSteps: index) }

  /// The first step of the command that a step belongs to.
  func commandStart(of index: Int) -> Int { session.timeline.starts[place(at: index).position] }

  private func entry(at index: Int) -> Timeline.Entry {
    session.timeline.entries[place(at: index).position]
  }

  /// The command that a step belongs to.
  func command(at index: Int) -> Command { entry(at: index).command.whole }

  /// The line that made a step happen, with the step of a workload in its own words.
  func line(at index: Int) -> String {
    let label = entry(at: index).steps[place(at: index).step].label
    return label.isEmpty ? "\(command(at: index))" : "\(command(at: index)): \(label)"
  }

  /// What a step made happen to the plan.
  func events(at index: Int) -> [Event] {
    if index < ownStart { return replayed?.events[index] ?? [] }
    let entry = entry(at: index)
    let events = entry.steps[place(at: index).step].events ?? []
    guard let position = entry.plans.firstIndex(of: plan.name), events.indices.contains(position)
    else { return [] }
    return events[position]
  }

  /// The plan's cluster before a step.
  func cluster(at index: Int) -> Cluster? {
    guard index < ownStart else {
      return session.timeline.moment(at: place(at: index)).plan(plan.name)?.cluster
    }
    guard let replayed else { return nil }
    var cluster = replayed.start.cluster
    for events in replayed.events[..<index] {
      for event in events { cluster.apply(event) }
    }
    return cluster
  }

  /// Whether a command just before a step's own would be told to this plan, as it is now.
  ///
  /// In the replayed part the plan was not there yet, or had another mode.
  func isAddressed(at index: Int) -> Bool {
    let start = Place(place(at: index).position)
    return session.timeline.stepIndex(of: start) >= ownStart
      && session.timeline.moment(at: start).current?.name == plan.name
  }

  /// Lets a step happen again to a cluster of the plan, with the same picks.
  func relive(_ index: Int, in cluster: inout Cluster) -> [Event] {
    var life = plan
    life.cluster = cluster
    let place = place(at: index)
    let events = life.live(
      session.timeline.entries[place.position], step: place.step, at: place.position)
    cluster = life.cluster
    return events
  }

  /// The elementary changes of the first steps, as a measure of a replay.
  func cost(ofSteps count: Int) -> Int {
    (0..<count).reduce(0) { $0 + 1 + (entry(at: $1).steps[place(at: $1).step].cost) }
  }

  /// What the plan's cluster would be just after a step, had it lived under other settings.
  ///
  /// It is asked as of that step, whatever mode the plan had then: at the end of a history that went
  /// on, somebody else's going may have granted what was refused.
  func cluster(
    under change: ModeSwitch, after index: Int, watching watch: @escaping Watcher
  ) -> Cluster? {
    let life = try? session.replayed(plan, by: change, steps: index + 1, watch)
    return life?.plan.cluster
  }
}
