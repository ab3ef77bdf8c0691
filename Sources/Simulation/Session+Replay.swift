import Addressing
import Allocation

extension Session {
  /// A plan's life lived anew: the plan as it is now, and its figures after each step before.
  struct Life {
    var plan: Plan
    var samples: [Sample] = []
  }

  /// A plan that has lived through the whole history, under its own mode as it began or another; nil
  /// if the watcher ended it.
  ///
  /// Every plan lives through the same actions at the same times, with the same random picks. What
  /// was changed of the plan itself while it lived, its options and pools, happens again at its time,
  /// as far as the mode takes it.
  func replayed(
    _ plan: Plan, under mode: (any IPAMMode)?, steps: Int? = nil, _ watch: Watcher?
  ) throws(Refusal) -> Life? {
    var life = Life(plan: try newborn(plan, under: mode))
    let place = steps.map(timeline.place(afterSteps:)) ?? timeline.place
    let total = timeline.stepIndex(of: place)
    life.samples.reserveCapacity(total)
    let what = "\(plan.name) under \(life.plan.cluster.mode.about.name)"
    var isCounted = 0
    for (index, entry) in timeline.entries.enumerated() where index <= place.position {
      let isWhole = index < place.position
      for step in entry.steps.indices where isWhole || step < place.step {
        // Few are told of often: a call for each of a hundred thousand steps would be felt.
        if let watch, isCounted & 15 == 0, !watch(Progress(what, done: isCounted, total: total)) {
          return nil
        }
        isCounted += 1
        life.plan.live(entry, step: step, at: index)
        life.samples.append(Sample(of: life.plan, at: entry.steps[step].time))
      }
    }
    return life
  }

  /// The plan as it was before anything happened to it.
  func newborn(_ plan: Plan, under mode: (any IPAMMode)?) throws(Refusal) -> Plan {
    let fresh: any IPAMMode
    if let mode = mode ?? plan.origin {
      fresh = mode
    } else {
      fresh = try plan.cluster.mode.afresh()
    }
    var life = Plan(name: plan.name, cluster: Cluster(mode: fresh, seed: moment.seed))
    life.origin = plan.isRecorded && mode == nil ? plan.origin : fresh
    life.stated = plan.stated
    life.services = plan.services
    life.born = plan.born
    for range in plan.services {
      _ = try life.cluster.perform(.change(.serviceRange(range)))
    }
    guard let base else { return life }
    if mode == nil { life.inferredPools = plan.inferredPools }
    if fresh is AsRecorded {
      life.cluster = base.cluster(seed: moment.seed)
    } else if plan.isRecorded, mode == nil {
      life.cluster = Cluster(mode: fresh, seed: moment.seed, nodes: base.nodes, pods: base.pods)
      life.isRecorded = true
    } else {
      _ = try base.join(&life.cluster)
    }
    return life
  }
}

extension Plan {
  /// Lives through one step of the history again, and says what happened.
  @discardableResult
  mutating func live(_ entry: Timeline.Entry, step: Int, at position: Int) -> [Event] {
    let happened = entry.steps[step]
    let command = entry.command.whole
    var events: [Event] = []
    if command.workload != nil {
      let past = WorkloadStep(wait: happened.wait, actions: happened.actions, label: happened.label)
      events = cluster.live(past, index: step, stream: happened.stream)
    } else if command.isWorkload || isOwn(entry, at: position) {
      // What the mode refuses as a whole did not happen under it.
      events = (try? carryOut(command, at: happened.stream)) ?? []
    }
    noteFailure(in: events, at: position + 1)
    return events
  }

  /// Whether an entry changed this very plan's options or pools.
  private func isOwn(_ entry: Timeline.Entry, at position: Int) -> Bool {
    entry.command.isOfOnePlan && entry.current == name && position >= born
  }
}

extension Command {
  /// Whether the command happens to the cluster under whatever plan.
  var isWorkload: Bool {
    if case .claim(_, _, .service) = self { return true }
    return role == .change && !isOfPlans && !isOfOnePlan
  }
}
