import Addressing
import Allocation

extension Session {
  mutating func change(_ command: Command) -> Outcome {
    switch command {
    case .plan, .use, .drop, .mode, .seed, .claim, .removeClaim, .addService, .addServices,
      .removeService:
      return changePlans(command)
    default: break
    }
    guard !moment.plans.isEmpty else {
      return .refused(
        "there is no plan yet; begin with \"plan NAME mode=cluster-pool pool=10.0.0.0/8 mask=24\"")
    }
    let before = moment
    if case .wait(let span) = command {
      let (time, isTooLate) = moment.time.addingReportingOverflow(span.seconds)
      guard !isTooLate else { return .refused("simulated time does not reach so far") }
      moment.time = time
      moment.services.settle(at: .seconds(time))
    }
    var events: [[Event]] = []
    var refusal: Refusal?
    for index in moment.plans.indices {
      // Options and pools are the current plan's own; everything else happens to every plan.
      guard !command.isOfOnePlan || index == moment.currentIndex else {
        events.append([])
        continue
      }
      do {
        let happened = try moment.plans[index].cluster.carryOut(command, at: position)
        moment.plans[index].noteFailure(in: happened, at: position + 1)
        if case .set(let options) = command {
          moment.plans[index].state(options.map { ModeOption($0.key, $0.value) })
        }
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
    let notes = events[moment.currentIndex].compactMap { event in
      if case .noted(let note) = event { note } else { nil }
    }
    timeline.append(command, events: events, notes: notes, before: before, after: moment)
    if let refusal { return .refused(refusal.description) }
    return .done(
      summary(of: command, events: events[moment.currentIndex], before: before),
      refusals: notes.filter(\.isRefusal))
  }

  /// One line that says what a command came to.
  private func summary(of command: Command, events: [Event], before: Moment) -> String {
    guard let old = before.current?.cluster.tallies, let new = current?.cluster.tallies else {
      return command.description
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
    return parts.isEmpty
      ? command.description : "\(command.description): \(parts.joined(separator: ", "))"
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
}
