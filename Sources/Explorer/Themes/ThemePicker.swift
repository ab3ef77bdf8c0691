import Terminal
public import Theming

/// What the folders of themes hold now: the themes, and what is wrong with the other files.
public struct ThemeReading: Hashable, Sendable {
  let themes: [Theme]
  /// A sentence for each file that cannot be used, with its line and column.
  let faults: [String]

  /// The outcome of reading the folders.
  public init(themes: [Theme], faults: [String]) {
    self.themes = themes
    self.faults = faults
  }
}

/// The list of themes; the screen behind it takes the one under the bar at once.
struct ThemePicker: Sendable {
  enum Answer: Hashable, Sendable {
    case stays, keeps, givesBack
  }

  /// The theme that Esc gives back.
  let original: String
  private(set) var names: [String]
  /// What was typed: the names that are shown contain it.
  private(set) var filter = ""
  /// The theme under the bar; nil while nothing fits what was typed.
  private(set) var selected: String?
  private(set) var first = 0
  private(set) var faults: [String] = []
  /// When the folders were last asked for, by the screen's clock.
  var readAt: Duration?

  init(_ themes: [Theme], shown: String) {
    names = themes.map(\.name)
    original = shown
    selected = shown
  }

  /// The names that fit what was typed.
  var fitting: [String] {
    filter.isEmpty ? names : names.filter { $0.lowercased().contains(filter) }
  }

  private var place: Int { fitting.firstIndex { $0 == selected } ?? 0 }

  /// Obeys a key where `rows` names are in sight.
  mutating func press(_ key: Key, rows: Int) -> Answer {
    switch key {
    case .down, .tab: move(to: place + 1)
    case .up, .backTab: move(to: place - 1)
    case .pageDown: move(to: place + max(1, rows - 1))
    case .pageUp: move(to: place - max(1, rows - 1))
    case .home: move(to: 0)
    case .end: move(to: fitting.count - 1)
    case .enter: return selected == nil ? .stays : .keeps
    case .escape: return .givesBack
    case .backspace: narrow(String(filter.dropLast()))
    // A slash begins what narrows, as everywhere; it is in no name.
    case .character("/"): narrow("")
    case .character(let scalar) where filter.utf8.count < 40:
      narrow(filter + String(scalar).lowercased())
    default: break
    }
    settle(rows: rows)
    return .stays
  }

  /// Puts the bar on a name by its place among those that fit.
  mutating func move(to index: Int) {
    let fitting = fitting
    selected = fitting.isEmpty ? nil : fitting[min(max(0, index), fitting.count - 1)]
  }

  private mutating func narrow(_ text: String) {
    filter = text
    if !(selected.map(fitting.contains) ?? false) { move(to: 0) }
  }

  /// Takes what the folders hold now; the bar stays on its theme where there still is one.
  mutating func adopt(_ reading: ThemeReading) {
    names = reading.themes.map(\.name)
    faults = reading.faults
    narrow(filter)
  }

  /// Keeps the bar in sight.
  mutating func settle(rows: Int) {
    first = min(first, max(0, fitting.count - max(1, rows)))
    if place < first { first = place }
    if place >= first + rows { first = place - max(1, rows) + 1 }
  }
}
