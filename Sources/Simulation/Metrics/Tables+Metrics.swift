import Addressing
import Allocation
import Measurement

extension Tables {
  /// Every metric that needs no prefix length, a column a plan; of several plans the best of each row
  /// has a letter before its number.
  static func metrics(of plans: [Plan], at moment: Moment) -> Table {
    let isDual = plans.contains(where: \.hasBothFamilies)
    var queries: [MetricQuery] = []
    for name in MetricQuery.Name.allCases where name.prefixLengthUse != .always && !name.isCostly {
      queries.append(MetricQuery(name))
      if isDual, name.hasFamily { queries.append(MetricQuery(name, isOtherFamily: true)) }
    }
    let board = Scoreboard(
      of: plans.map { (label: $0.name, plan: $0, moment: moment) }, queries: queries)
    let rows = board.rows.filter { row in
      // Of the causes of reservation a plan has three or four.
      row.query.name.reservedCause == nil || row.values.contains { $0 ?? 0 != 0 }
    }
    return Table(
      title: plans.count > 1 ? "metrics, \(winnerMark): the best of its row" : "metrics",
      columns: ["METRIC"] + plans.map(\.name), numeric: Set(1..<plans.count + 1),
      rows: rows.map(cells) + plansHeadroom(plans))
  }

  /// The letter before the best number of a row.
  static let winnerMark = "w"

  private static func cells(of row: Scoreboard.Row) -> [String] {
    [row.name]
      + row.values.enumerated().map { column, value in
        let text = value.map { "\($0)" } ?? "none"
        return row.winners.contains(column) ? "\(winnerMark) \(text)" : text
      }
  }

  /// Limits up to which a table looks for the first failure: `describe headroom.nodes` looks further.
  private static let quickLimits = (nodes: 256, pods: 4096)

  private static func plansHeadroom(_ plans: [Plan]) -> [[String]] {
    let nodes = plans.map { plan in
      Headroom.nodes(of: plan.cluster, limit: quickLimits.nodes).map { "\($0)" }
        ?? "over \(quickLimits.nodes)"
    }
    let pods = plans.map { plan in
      Headroom.pods(of: plan.cluster, limit: quickLimits.pods).map { "\($0)" }
        ?? "over \(quickLimits.pods)"
    }
    return [
      [MetricQuery.Name.headroomNodes.rawValue] + nodes,
      [MetricQuery.Name.headroomPods.rawValue] + pods,
    ]
  }

  /// What was refused in a plan's life: the words, to whom, how often, and where it began.
  static func refusals(of plan: Plan) -> Table {
    Table(
      title: "refusals", columns: ["FIRST", "TIMES", "OF", "TEXT"], numeric: [0, 1],
      rows: plan.cluster.tallies.refusals.entries.enumerated().map { index, entry in
        let position =
          index < plan.refusalPositions.count ? String(plan.refusalPositions[index]) : ""
        return [position, String(entry.count), entry.isOfPods ? "pods" : "nodes", entry.text]
      })
  }

  /// A number's definition, and what it is in every plan.
  static func describe(_ name: MetricQuery.Name, _ query: MetricQuery?, in moment: Moment) -> Table
  {
    let definition = name.definition
    var rows = [
      ["is", definition.formula], ["counts", definition.unit],
      ["better", definition.better == .neither ? "neither way" : definition.better.rawValue],
      ["matters", definition.why], ["source", definition.source],
    ]
    for plan in moment.plans {
      // What is counted at a prefix length and asked without is counted at the plan's own unit.
      let unit = plan.cluster.mode.unitLength(.v4) ?? plan.cluster.mode.unitLength(.v6)
      let asked = query ?? MetricQuery(name, prefixLength: unit ?? 24)
      let value = asked.value(in: plan, at: moment).map { "\($0)" } ?? "none"
      rows.append(["in \(plan.name)", query == nil ? "\(asked): \(value)" : value])
    }
    return Table(
      title: "metric \(query?.description ?? definition.word)", columns: ["WHAT", "IS"], rows: rows)
  }
}
