import Addressing
import Allocation

/// Plans side by side: a row a metric, a column a plan, exact numbers, and who does best.
public struct Scoreboard: Sendable {
  /// A plan at a moment of some history, under the label it is shown with.
  public typealias Column = (label: String, plan: Plan, moment: Moment)

  /// One metric of all plans.
  public struct Row: Sendable {
    /// The number, as it is asked for.
    public let query: MetricQuery
    /// What it is of each plan, in the order of the columns; nil where it does not exist.
    public let values: [Int128?]
    /// The columns that do best by the definition; none where all are alike or nothing is better.
    public let winners: [Int]
    /// What the number is.
    public var definition: MetricDefinition { query.name.definition }
    /// The word that asks for it.
    public var name: String { query.description }
  }

  /// The labels of the columns.
  public let labels: [String]
  /// The rows, those of one group side by side.
  public let rows: [Row]

  /// The numbers of `columns`; what is looked for by trying costs more than the others and is left
  /// out unless `thorough`.
  public init(of columns: [Column], thorough: Bool = false) {
    let isDual = columns.contains { $0.plan.hasBothFamilies }
    let queries = Self.choice.filter { thorough || !$0.isCostly }.flatMap { name in
      isDual && name.hasFamily && name.definition.group == .addresses
        ? [MetricQuery(name), MetricQuery(name, isOtherFamily: true)] : [MetricQuery(name)]
    }
    self.init(of: columns, queries: queries)
  }

  /// The numbers `queries` of `columns`.
  public init(of columns: [Column], queries: [MetricQuery]) {
    labels = columns.map(\.label)
    rows = queries.map { query in
      let values = columns.map { query.value(in: $0.plan, at: $0.moment) }
      return Row(
        query: query, values: values, winners: query.name.definition.winners(among: values))
    }
  }

  /// Numbers that tell plans apart, a few of each group.
  public static let choice: [MetricQuery.Name] = [
    .nodesReady, .nodesFailed, .podsRunning, .podsPending,
    .podsRefused, .firstFailure, .headroomNodes, .headroomPods, .collisions,
    .addressesTotal, .addressesCommitted, .addressesUsed, .addressesReserved, .addressesStranded,
    .addressesFree, .internalWaste, .idleShare,
    .blocksFree, .largestFree, .externalWaste,
    .reuseMinimum, .reuseTime, .addressReuse,
    .controlPlaneOperations, .operationWait, .routes,
  ]
}

extension MetricDefinition {
  /// The positions of the best values; none where all are alike or no value is better than another.
  public func winners(among values: [Int128?]) -> [Int] {
    guard better != .neither, let first = values.first, values.contains(where: { $0 != first })
    else { return [] }
    if noneIsBest, values.contains(nil) { return values.indices.filter { values[$0] == nil } }
    let known = values.compactMap(\.self)
    guard let best = better == .less ? known.min() : known.max() else { return [] }
    return values.indices.filter { values[$0] == best }
  }

  /// Whether `none` says that it never came to it: no failure, no reuse, no end in sight.
  private var noneIsBest: Bool {
    // Of addresses only IPv4 is counted: none there may be a plan that has no such addresses.
    group == .reuse && name != .addressReuse && name != .addressReuseTime
      || [.firstFailure, .headroomNodes, .headroomPods].contains(name)
  }
}

extension MetricQuery.Name {
  /// Whether the number is found by trying, so that it costs milliseconds and more.
  public var isCostly: Bool { self == .headroomNodes || self == .headroomPods }
}

extension Plan {
  /// Whether the plan has addresses of both families.
  var hasBothFamilies: Bool {
    cluster.mode.unitLength(.v4) != nil && cluster.mode.unitLength(.v6) != nil
  }
}
