import Addressing
import Allocation

extension Session {
  /// Commands that change which plans there are; each leaves its whole moment in the history.
  mutating func changePlans(_ command: Command) -> Outcome {
    let before = moment
    do throws(Refusal) {
      let said = try changeMoment(command)
      timeline.append(command, events: nil, notes: [], before: before, after: moment)
      return .done(said, refusals: [])
    } catch {
      moment = before
      return .refused(error.description)
    }
  }

  private mutating func changeMoment(_ command: Command) throws(Refusal) -> String {
    switch command {
    case .plan(let definition): return try add(definition)
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
    case .mode(let name): return try switchMode(name)
    case .seed(let seed):
      moment.seed = seed
      moment.services = replayedServices()
      for index in moment.plans.indices {
        moment.plans[index] = try replayed(moment.plans[index], under: nil)
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

  private mutating func add(_ definition: PlanDefinition) throws(Refusal) -> String {
    guard moment.plan(definition.name) == nil else {
      throw .system("a plan called \"\(definition.name)\" is there already")
    }
    let mode = try AllModes.make(
      definition.modeName, pools: definition.modePools, options: definition.modeOptions)
    var plan = Plan(name: definition.name, cluster: Cluster(mode: mode, seed: moment.seed))
    plan.stated = definition.modeOptions
    plan.services = definition.services
    moment.plans.append(try replayed(plan, under: nil))
    moment.claims += plan.claims
    _ = try changeServices(.plan(definition))
    return "plan \(definition.name): \(definition.summary)"
  }

  private mutating func switchMode(_ name: String) throws(Refusal) -> String {
    guard let plan = current else { throw .system("there is no plan whose mode could change") }
    let old = plan.cluster.mode
    var stated = plan.stated
    if plan.isRecorded, stated.isEmpty {
      for (family, key) in [(IPFamily.v4, "mask"), (.v6, "mask6")] {
        if let length = old.unitLength(family) { stated.append(ModeOption(key, String(length))) }
      }
    }
    // What was said of the plan holds under the new rules where they know it; what was not said is
    // the new mode's own default.
    var options: [ModeOption] = []
    for option in stated {
      let tried = options.filter { $0.key != option.key } + [option]
      if (try? AllModes.make(name, pools: old.pools, options: tried)) != nil { options = tried }
    }
    let mode = try AllModes.make(name, pools: old.pools, options: options)
    moment.plans[moment.currentIndex] = try replayed(plan, under: mode)
    return "plan \(plan.name) replayed under \(name)"
  }

  /// A plan that has lived through the whole history, under its own mode as it was set up or another.
  private func replayed(_ plan: Plan, under mode: (any IPAMMode)?) throws(Refusal) -> Plan {
    let fresh: any IPAMMode
    if let mode { fresh = mode } else { fresh = try plan.cluster.mode.afresh() }
    var life = Plan(name: plan.name, cluster: Cluster(mode: fresh, seed: moment.seed))
    life.stated = plan.stated
    life.services = plan.services
    for range in plan.services {
      _ = try life.cluster.perform(.change(.serviceRange(range)))
    }
    if let base {
      if fresh is AsRecorded {
        life.cluster = base.cluster(seed: moment.seed)
      } else if plan.isRecorded, mode == nil {
        life.cluster = Cluster(
          mode: fresh, seed: moment.seed, nodes: base.nodes, pods: base.pods)
        life.isRecorded = true
      } else {
        _ = try base.join(&life.cluster)
      }
    }
    for (index, entry) in timeline.entries[..<position].enumerated() {
      guard entry.command.isWorkload else { continue }
      // What the mode refuses as a whole did not happen under it.
      guard let events = try? life.cluster.carryOut(entry.command, at: index) else { continue }
      life.noteFailure(in: events, at: index + 1)
    }
    return life
  }
}

extension Command {
  /// Whether the command happens to the cluster under whatever plan.
  var isWorkload: Bool {
    switch self {
    case .claim(_, _, .service): true
    case .plan, .use, .drop, .mode, .seed, .claim, .removeClaim: false
    case .addService, .addServices, .removeService: false
    default: role == .change && !isOfOnePlan
    }
  }
}
