import Addressing
import Allocation
import Measurement

extension Session {
  /// Answers a question about the state as it is.
  func answer(_ command: Command) -> Outcome {
    switch command {
    case .get(let kind, let scope): return get(kind, scope)
    case .describe(let subject):
      guard let plan = current else { return .refused("there is no plan to ask") }
      return describe(subject, in: plan)
    case .why(let subject): return why(subject)
    case .inspect(let place): return inspect(place)
    case .size: return .refused("sizing is answered by `cidrscope size` and by `cidrscope run`")
    default: return .refused("\(command) is not built yet")
    }
  }

  private func get(_ kind: TableKind, _ scope: PlanScope) -> Outcome {
    if kind == .plans { return .answer(plansTable()) }
    if kind == .claims { return .answer(claimsTable()) }
    if kind == .annotations { return .answer(moment.annotationsTable) }
    if kind == .services { return .answer(moment.services.table) }
    if kind == .forks { return .answer(forksTable) }
    if kind == .history { return history(scope) }
    let plans: [Plan]
    switch scope {
    case .current: plans = current.map { [$0] } ?? []
    case .all: plans = moment.plans
    case .named(let name): plans = moment.plan(name).map { [$0] } ?? []
    }
    guard let plan = plans.first else {
      if case .named(let name) = scope { return .refused("no plan is called \"\(name)\"") }
      return .refused("there is no plan to ask")
    }
    if kind == .metrics { return .answer(Tables.metrics(of: plans, at: moment)) }
    guard plans.count == 1 else {
      return .refused("plan=all is built for metrics; name one plan for \(kind.rawValue)")
    }
    switch kind {
    case .nodes: return .answer(Tables.nodes(of: plan.cluster))
    case .pods: return .answer(Tables.pods(of: plan.cluster))
    case .pools: return .answer(Tables.pools(of: plan.cluster))
    case .free: return .answer(Tables.free(of: plan.cluster))
    case .events:
      guard plan.name == current?.name else {
        return .refused("get events is built for the current plan only: use \(plan.name)")
      }
      return .answer(eventsTable())
    case .forecast:
      guard let forecast = forecast(of: plan) else { return .cancelled }
      return .answer(forecast.table)
    case .metrics, .claims, .plans, .services, .forks, .history, .annotations:
      preconditionFailure("answered above")
    }
  }

  /// Rows are made as they are asked for: there may be a hundred thousand.
  private func eventsTable() -> Table {
    let timeline = timeline
    return Table(
      title: "events", columns: ["AT", "SUBJECT", "TIMES", "TEXT"], numeric: [0, 2],
      count: timeline.noteCount
    ) { receive in
      timeline.forEachNote { place, note in
        receive([place.description, note.subject, String(note.count), note.text])
      }
    }
  }

  private func plansTable() -> Table {
    let current = moment.currentIndex
    return Table(
      title: "plans", columns: ["", "NAME", "MODE", "POOLS", "OPTIONS"],
      rows: moment.plans.enumerated().map { index, plan in
        let mode = plan.cluster.mode
        return [
          index == current ? "*" : "", plan.name, mode.about.name,
          mode.pools.map(\.description).joined(separator: " "),
          mode.options.map { "\($0.key)=\($0.value)" }.joined(separator: " "),
        ]
      })
  }

  private func claimsTable() -> Table {
    Table(
      title: "claims", columns: ["CIDR", "NAME", "KIND", "OVERLAPS"],
      rows: moment.claims.map { claim in
        let pools = (current?.cluster.mode.pools ?? []).filter { $0.overlaps(claim.prefix) }
        return [
          claim.prefix.description, claim.name, claim.kind.rawValue,
          pools.map(\.description).joined(separator: " "),
        ]
      })
  }
}
