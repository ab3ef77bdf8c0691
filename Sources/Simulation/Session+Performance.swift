import Addressing
import Allocation

/// A workload on its way.
public struct Performance: Sendable {
  /// The command that began it.
  public let command: Command
  /// How often things happen, in a few words.
  public let rate: String
  /// Steps in all.
  public let total: Int
  /// Steps that have happened.
  public internal(set) var done = 0
  let steps: [WorkloadStep]
  /// The time that passes before the next step; nil where none is to come.
  public var nextWait: TimeSpan? { done < total ? steps[done].wait : nil }
  /// The stream of random picks that it was given when it began.
  let stream: Int

  /// How far it has come.
  public var progress: Progress { Progress("\(command)", done: done, total: total) }
}

extension Session {
  /// Begins a workload, whose steps then happen one by one; the refusal if it cannot begin.
  public mutating func begin(_ command: Command) -> Outcome? {
    _ = leaveLive(for: command)
    if let refusal = start(command) { return refusal }
    record.note(command, at: Place(position + 1))
    record.noteProgress(to: timeline.place)
    return nil
  }

  /// Begins a workload without a word in the record.
  private mutating func start(_ command: Command) -> Outcome? {
    guard let workload = command.whole.workload else {
      return .refused("\(command.verb) is no workload: it happens at once")
    }
    guard let population else {
      return .refused("there is no plan yet in which a workload could happen")
    }
    let steps: [WorkloadStep]
    do throws(Refusal) {
      let generator = SeededGenerator(seed: moment.seed, stream: UInt64(timeline.nextStream))
      steps = try workload.steps(for: population, drawing: generator)
    } catch {
      return .refused(error.description)
    }
    var total = steps.count
    if case .partial(_, let limit) = command { total = min(total, limit) }
    guard total > 0 else { return .refused("nothing to do: no step of it would change anything") }
    let stream = timeline.nextStream
    performance = nil
    timeline.begin(command, in: moment, plans: moment.plans.map(\.name))
    performance = Performance(
      command: command, rate: workload.rate, total: total, steps: steps, stream: stream)
    return nil
  }

  /// Lets the next step of the workload happen; false when there is none to come here.
  @discardableResult
  public mutating func performStep() -> Bool {
    guard takeStep() else { return false }
    record.noteProgress(to: timeline.place)
    return true
  }

  /// The next step of the workload without a word in the record.
  private mutating func takeStep() -> Bool {
    guard var playing = performance, timeline.isOpen, timeline.place == timeline.end else {
      return false
    }
    let step = playing.steps[playing.done]
    let before = moment
    let happened = live(
      step, of: playing.command, index: playing.done, stream: playing.stream)
    timeline.extend(happened, before: before, after: moment)
    playing.done += 1
    performance = playing
    if playing.done == playing.total {
      timeline.close()
      performance = nil
    }
    return true
  }

  /// Whether a command would be felt: a replay of a long history, or a workload of many steps.
  public func isHeavy(_ command: Command) -> Bool {
    switch command.whole {
    case .workload, .churn, .roll: return true
    case .mode, .plan: return timeline.cost > Self.heavyCost
    case .seed: return timeline.cost * max(1, moment.plans.count) > Self.heavyCost
    case .fork(_, _, let commands):
      return !commands.isEmpty && timeline.cost * max(1, moment.plans.count) > Self.heavyCost
    default: return false
    }
  }

  /// Elementary changes that are lived through again in some hundredths of a second.
  private static let heavyCost = 20_000

  /// Who lives in the cluster, under whatever plan: nodes and pods that any of them has.
  public var population: Population? {
    // The plan that refused least is the measure; the name decides between equals, so that the order
    // of the plans decides nothing.
    let plans = moment.plans.sorted { one, other in
      let (more, fewer) = (one.cluster, other.cluster)
      return (-more.nodes.count, -more.pods.count, one.name)
        < (-fewer.nodes.count, -fewer.pods.count, other.name)
    }
    guard let first = plans.first else { return nil }
    var population = Population(of: first.cluster, lost: moment.lost)
    for plan in plans.dropFirst() { population.take(in: plan.cluster) }
    return population
  }

  /// All of a workload at once.
  mutating func perform(_ command: Command, _ watch: Watcher?) -> Outcome {
    let before = moment
    if let refusal = start(command) { return refusal }
    var refusals: [Note] = []
    let entry = timeline.position
    while let progress = performance?.progress {
      if let watch, !watch(progress) { return .cancelled }
      _ = takeStep()
    }
    for step in timeline.entries[entry].steps {
      refusals += step.notes.filter(\.isRefusal)
    }
    return .done("\(command)" + summary(since: before), refusals: refusals)
  }

  /// Lets a step of a workload happen to every plan.
  mutating func live(
    _ step: WorkloadStep, of command: Command, index: Int, stream: Int
  ) -> Timeline.Step {
    let lost = moment.lost
    moment.lost = lostAfter(command, step.actions)
    // A workload that would outlast time itself goes on at its end.
    _ = pass(step.wait)
    let position = timeline.position
    let events = moment.plans.indices.map { plan in
      let happened = moment.plans[plan].cluster.live(step, index: index, stream: stream)
      moment.plans[plan].noteFailure(in: happened, at: position + 1)
      return happened
    }
    return Timeline.Step(
      label: step.label, actions: step.actions, wait: step.wait, stream: stream, events: events,
      lost: lost == moment.lost ? nil : moment.lost, notes: events[moment.currentIndex].notes,
      after: moment)
  }

  /// The nodes of failed zones, after the actions of a command.
  private func lostAfter(_ command: Command, _ actions: [WorkloadAction]) -> [Resident] {
    var lost = moment.lost
    var isOfZones = false
    switch command.whole {
    case .fail: isOfZones = true
    case .workload(let order): isOfZones = order.name == ZoneFailure.description.name
    default: break
    }
    for action in actions {
      switch action {
      case .loseNodes(let names) where isOfZones, .removeNodes(let names) where isOfZones:
        let gone = Set(names)
        lost += population?.nodes.filter { gone.contains($0.name) } ?? []
      case .addNodes(let residents) where !lost.isEmpty:
        let back = Set(residents.map(\.name))
        lost.removeAll { back.contains($0.name) }
      default: break
      }
    }
    return lost
  }
}

extension Cluster {
  /// Lives through a step of a workload, the `index`th of its command.
  mutating func live(_ step: WorkloadStep, index: Int, stream: Int) -> [Event] {
    var events: [Event] = []
    if step.wait.seconds > 0 {
      events += (try? perform(.wait(.seconds(step.wait.seconds)))) ?? []
    }
    for (order, action) in step.actions.enumerated() {
      let name = SeededGenerator.mix(UInt64(stream), UInt64(index) << 16 | UInt64(order & 0xffff))
      events += carryOut(action, stream: name)
    }
    return events
  }
}
