import Allocation
import Simulation
import Terminal

/// All modes to choose from, and why some do not take the plan's pools.
struct ModeMenu: Sendable {
  struct Item: Hashable, Sendable {
    let name: String
    let summary: String
    /// Why the mode refuses the pools; nil where it takes them.
    let refusal: String?
  }

  enum Answer: Hashable, Sendable {
    case stays, closes, chooses
  }

  let plan: String
  /// The plan's own mode.
  let own: String
  let items: [Item]
  var selected: Int
  private(set) var first = 0

  init(for plan: Plan) {
    self.plan = plan.name
    own = plan.cluster.mode.about.name
    items = AllModes.descriptions.map {
      Item(name: $0.name, summary: $0.summary, refusal: plan.refusal(ofMode: $0.name))
    }
    selected = items.firstIndex { [own] in $0.name == own } ?? 0
  }

  /// Obeys a key where `rows` items are in sight.
  mutating func press(_ key: Key, rows: Int) -> Answer {
    switch key {
    case .down, .character("j"), .tab: selected += 1
    case .up, .character("k"), .backTab: selected -= 1
    case .pageDown, .character("J"): selected += max(1, rows - 1)
    case .pageUp, .character("K"): selected -= max(1, rows - 1)
    case .home: selected = 0
    case .end, .character("G"): selected = items.count - 1
    case .enter:
      // A mode that refuses the pools cannot be chosen; its reason is in sight.
      return items[selected].refusal == nil ? .chooses : .stays
    default: return .closes
    }
    settle(rows: rows)
    return .stays
  }

  /// Keeps the bar on an item, and the item in sight.
  mutating func settle(rows: Int) {
    selected = min(max(0, selected), items.count - 1)
    first = min(first, max(0, items.count - max(1, rows)))
    if selected < first { first = selected }
    if selected >= first + rows { first = selected - max(1, rows) + 1 }
  }
}
