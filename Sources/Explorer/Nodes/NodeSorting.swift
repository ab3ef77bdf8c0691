/// The order that nodes stand in.
enum NodeSorting: String, CaseIterable, Hashable, Sendable {
  case joined
  case name
  case fullest
  case emptiest
  case failedFirst = "failed first"
  case zone

  /// The next one, the first after the last.
  var next: NodeSorting { Self.allCases[(place + 1) % Self.allCases.count] }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// One sentence for the line of status.
  var summary: String {
    switch self {
    case .joined: "in the order of joining"
    case .name: "by name, numbers as numbers"
    case .fullest: "the fullest first, those without addresses last"
    case .emptiest: "the emptiest first, those without addresses last"
    case .failedFirst: "failed before waiting before ready"
    case .zone: "by zone, then by name"
    }
  }

  /// `rows` in this order; those that are alike stay in the order of joining.
  func sorted(_ rows: [NodeFigures]) -> [NodeFigures] {
    switch self {
    case .joined: rows
    case .name: Self.sort(rows, by: { NaturalName($0.name) }, <)
    case .fullest: Self.sort(rows, by: { $0.share ?? -1 }, >)
    case .emptiest: Self.sort(rows, by: { $0.share ?? 2 }, <)
    case .failedFirst: Self.sort(rows, by: { $0.state.urgency }, <)
    case .zone: Self.sort(rows, by: ZoneAndName.init, <)
    }
  }

  /// Looks every key up once: a comparison that read it from the row would read it some twenty times.
  private static func sort<Key: Equatable>(
    _ rows: [NodeFigures], by key: (NodeFigures) -> Key, _ precedes: (Key, Key) -> Bool
  ) -> [NodeFigures] {
    let keys = rows.map(key)
    let order = rows.indices.sorted { left, right in
      keys[left] == keys[right] ? left < right : precedes(keys[left], keys[right])
    }
    return order.map { rows[$0] }
  }

  /// Zones by name, nodes without one last.
  private struct ZoneAndName: Equatable, Comparable {
    let zone: NaturalName?
    let name: NaturalName

    init(_ row: NodeFigures) {
      zone = row.zone.map(NaturalName.init)
      name = NaturalName(row.name)
    }

    static func < (left: Self, right: Self) -> Bool {
      guard left.zone != right.zone else { return left.name < right.name }
      guard let first = left.zone else { return false }
      return right.zone.map { first < $0 } ?? true
    }
  }
}
