import Addressing
import Allocation

extension Session {
  /// Commands that change which plans there are; each leaves its whole moment in the history.
  mutating func changePlans(_ command: Command, _ watch: Watcher?) -> Outcome {
    let before = moment
    do throws(Refusal) {
      var pasts: [String: [Sample]] = [:]
      guard let said = try changeMoment(command, &pasts, watch) else {
        moment = before
        return .cancelled
      }
      performance = nil
      timeline.append(
        command, Timeline.Step(stream: nextPosition, events: nil, pasts: pasts, after: moment),
        before: before, after: moment)
      return .done(said, refusals: [])
    } catch {
      moment = before
      return .refused(error.description)
    }
  }

  /// What came of it in a sentence; nil if the watcher ended it.
  private mutating func changeMoment(
    _ command: Command, _ pasts: inout [String: [Sample]], _ watch: Watcher?
  ) throws(Refusal) -> String? {
    switch command {
    case .plan(let definition): return try add(definition, &pasts, watch)
    case .use(let name):
      moment.currentIndex = try index(of: name)
      return "plan \(name) is current"
    case .drop(let name):
      let gone = try index(of: name)
      let claims = moment.plans.remove(at: gone).claims
      moment.claims.removeAll { claims.contains($0) }
      // The plan that was current stays so; when it is the one that went, the next one follows it.
      if gone < moment.currentIndex { moment.currentIndex -= 1 }
      moment.currentIndex = min(moment.currentIndex, max(0, moment.plans.count - 1))
      return "plan \(name) is gone"
    case .mode(let change): return try switchMode(change, &pasts, watch)
    case .seed(let seed):
      moment.seed = seed
      moment.services = replayedServices()
      for index in moment.plans.indices {
        guard let life = try replayed(moment.plans[index], under: nil, watch) else { return nil }
        moment.plans[index] = life.plan
        pasts[life.plan.name] = life.samples
      }
      return "seed \(seed)"
    case .claim(let prefix, let name, let kind):
      moment.claims.append(Claim(prefix: prefix, name: name, kind: kind))
      // Services are part of the cluster itself: what their range means to pods is the mode's rule.
      guard kind == .service else { return "\(name) claims \(prefix)" }
      let said = try changeServices(command)
      for index in moment.plans.indices {
        _ = try moment.plans[index].cluster.carryOut(command, at: position)
      }
      return said
    case .removeClaim(let name): return try removeClaim(name, command)
    case .annotate(let prefix, let text): return moment.annotate(prefix, text)
    case .removeAnnotation(let prefix): return try moment.removeAnnotation(on: prefix)
    case .addService, .addServices, .removeService: return try changeServices(command)
    default: preconditionFailure("not a command about plans")
    }
  }

  private mutating func removeClaim(
    _ name: String, _ command: Command
  ) throws(Refusal) -> String {
    guard moment.claims.contains(where: { $0.name == name }) else {
      throw .system("nothing is claimed under the name \"\(name)\"")
    }
    let said = try changeServices(command)
    moment.claims.removeAll { $0.name == name }
    return said.isEmpty ? "the claim \(name) is gone" : said
  }

  private func index(of name: String) throws(Refusal) -> Int {
    guard let index = moment.plans.firstIndex(where: { $0.name == name }) else {
      let names = moment.plans.map(\.name).joined(separator: ", ")
      throw .system(
        "no plan is called \"\(name)\"; " + (names.isEmpty ? "there is none" : "there are \(names)")
      )
    }
    return index
  }

  private mutating func add(
    _ definition: PlanDefinition, _ pasts: inout [String: [Sample]], _ watch: Watcher?
  ) throws(Refusal) -> String? {
    guard moment.plan(definition.name) == nil else {
      throw .system("a plan called \"\(definition.name)\" is there already")
    }
    let mode = try AllModes.make(
      definition.modeName, pools: definition.modePools, options: definition.modeOptions)
    var plan = Plan(name: definition.name, cluster: Cluster(mode: mode, seed: moment.seed))
    plan.stated = definition.modeOptions
    plan.services = definition.services
    plan.origin = mode
    plan.born = nextPosition
    guard let life = try replayed(plan, under: nil, watch) else { return nil }
    moment.plans.append(life.plan)
    pasts[plan.name] = life.samples
    moment.claims += plan.claims
    _ = try changeServices(.plan(definition))
    return "plan \(definition.name): \(definition.summary)"
  }

  private mutating func switchMode(
    _ change: ModeSwitch, _ pasts: inout [String: [Sample]], _ watch: Watcher?
  ) throws(Refusal) -> String? {
    guard let plan = current else { throw .system("there is no plan whose mode could change") }
    guard let life = try replayed(plan, by: change, watch) else { return nil }
    moment.plans[moment.currentIndex] = life.plan
    pasts[plan.name] = life.samples
    return "plan \(plan.name) replayed under \(change.mode)"
  }

  /// What a plan has become after so many steps, or after all, of a life under other settings.
  func replayed(
    _ plan: Plan, by change: ModeSwitch, steps: Int? = nil, _ watch: Watcher?
  ) throws(Refusal) -> Life? {
    var plan = plan
    let old = plan.origin ?? plan.cluster.mode
    if plan.isRecorded, plan.stated.isEmpty {
      for (family, key) in [(IPFamily.v4, "mask"), (.v6, "mask6")] {
        if let length = old.unitLength(family) {
          plan.stated.append(ModeOption(key, String(length)))
        }
      }
    }
    let pools = change.pools.isEmpty ? old.pools : change.pools
    let own = change.options.map { ModeOption($0.key, $0.value) }
    plan.state(own)
    let options = plan.options(under: change.mode, pools: pools, own: own)
    let mode = try AllModes.make(change.mode, pools: pools, options: options)
    return try replayed(plan, under: mode, steps: steps, watch)
  }
}
