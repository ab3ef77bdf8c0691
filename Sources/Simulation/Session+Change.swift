import Addressing
import Allocation

extension Session {
  /// Carries out a command that changes something, and adds it to the history.
  ///
  /// `stream` names the random picks where the command is not new but lived through again.
  mutating func change(
    _ command: Command, stream: Int? = nil, _ watch: Watcher?
  ) -> Outcome {
    if command.whole.isOfPlans { return changePlans(command, watch) }
    guard !moment.plans.isEmpty else {
      return .refused(
        "there is no plan yet; begin with \"plan NAME mode=cluster-pool pool=10.0.0.0/8 mask=24\"")
    }
    if command.whole.workload != nil { return perform(command, watch) }
    let before = moment
    let position = nextPosition
    if case .wait(let span) = command, !pass(span) {
      return .refused("simulated time does not reach so far")
    }
    if case .observe(let step) = command {
      _ = pass(TimeSpan(seconds: max(0, step.elapsed - moment.time)))
    }
    let stream = stream ?? timeline.nextStream
    var events: [[Event]] = []
    var refusal: Refusal?
    for index in moment.plans.indices {
      // Options and pools are the current plan's own; everything else happens to every plan.
      guard !command.isOfOnePlan || index == moment.currentIndex else {
        events.append([])
        continue
      }
      do {
        let happened = try moment.plans[index].carryOut(command, at: stream)
        moment.plans[index].noteFailure(in: happened, at: position + 1)
        events.append(happened)
      } catch {
        events.append([])
        if index == moment.currentIndex { refusal = error }
      }
    }
    let isWait = if case .wait = command { true } else { false }
    guard isWait || events.contains(where: { !$0.isEmpty }) else {
      moment = before
      return .refused(refusal?.description ?? "nothing to do: everything is so already")
    }
    let notes = events[moment.currentIndex].notes
    performance = nil
    timeline.append(
      command, Timeline.Step(stream: stream, events: events, notes: notes, after: moment),
      before: before, after: moment)
    if let refusal { return .refused(refusal.description) }
    return .done(
      "\(command)" + summary(since: before), refusals: notes.filter(\.isRefusal))
  }

  /// The position of the next command: one that has happened in part counts, for it stays as that.
  var nextPosition: Int { timeline.place.position + (timeline.place.step > 0 ? 1 : 0) }

  /// Lets simulated time pass for everything but the plans; false where time does not reach so far.
  mutating func pass(_ span: TimeSpan) -> Bool {
    let (time, isTooLate) = moment.time.addingReportingOverflow(span.seconds)
    guard !isTooLate else { return false }
    moment.time = time
    if span.seconds > 0 { moment.services.settle(at: .seconds(time)) }
    return true
  }

  /// What has come of a command in the current plan: `: +3 nodes ready`.
  func summary(since before: Moment) -> String {
    guard let old = before.current?.cluster.tallies, let new = current?.cluster.tallies else {
      return ""
    }
    func count(_ path: KeyPath<Tallies, Int>, _ word: String) -> String? {
      let step = new[keyPath: path] - old[keyPath: path]
      return step == 0 ? nil : "\(step > 0 ? "+" : "-")\(abs(step)) \(word)"
    }
    let parts = [
      count(\.nodesReady, "nodes ready"), count(\.nodesWaiting, "nodes waiting"),
      count(\.nodesFailed, "nodes failed"), count(\.podsRunning, "pods running"),
      count(\.podsPending, "pods pending"),
    ].compactMap(\.self)
    return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
  }
}

extension Command {
  /// Whether the command is about one plan's configuration and not about the cluster's life.
  var isOfOnePlan: Bool {
    switch self {
    case .set, .addPool, .removePool: true
    default: false
    }
  }

  /// Whether the command is a part of the cluster's life, whichever plans there are.
  var isOfLife: Bool {
    switch self {
    case .plan, .use, .drop, .mode, .seed, .annotate, .removeAnnotation: false
    default: role == .change && !isOfOnePlan
    }
  }

  /// Whether the command changes which plans there are, or what all of them share.
  var isOfPlans: Bool {
    switch self {
    case .plan, .use, .drop, .mode, .seed, .claim, .removeClaim, .addService, .addServices,
      .removeService, .annotate, .removeAnnotation:
      true
    default: false
    }
  }
}

extension [Event] {
  /// The lines worth telling.
  var notes: [Note] {
    compactMap { event in if case .noted(let note) = event { note } else { nil } }
  }
}
