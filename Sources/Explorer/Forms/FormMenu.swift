import Allocation
import Simulation
import Terminal

/// The list of what can be filled in: workloads, then other commands worth a form.
struct FormMenu: Hashable, Sendable {
  var selected = 0

  init() {}

  /// The list with the bar on a form, where it has one of that name.
  init(name: String) {
    selected = Self.items.firstIndex { $0.name == name || "workload \($0.name)" == name } ?? 0
  }

  /// A row: its word, what it does, and the form it opens.
  struct Item: Sendable {
    let name: String
    let summary: String
    let isWorkload: Bool
    /// Its form, for a plan of that mode.
    let form: @Sendable (ModeDescription?) -> Form
  }

  /// Commands with a form of their own here; those that are workloads come first.
  private static let verbs = ["fail", "recover"]
  private static let commands = [
    "add nodes", "add node", "add pods", "add pod", "remove nodes", "remove pods", "plan", "mode",
    "set", "add pool", "claim", "add services", "roll", "scale", "fork", "wait",
  ]

  static let items: [Item] =
    AllWorkloads.descriptions.map { workload in
      Item(name: workload.name, summary: workload.summary, isWorkload: true) { _ in Form(workload) }
    }
    + forms(verbs.filter { !AllWorkloads.names.contains($0) }, isWorkload: true)
    + forms(commands, isWorkload: false)

  private static func forms(_ names: [String], isWorkload: Bool) -> [Item] {
    names.compactMap { name in
      Vocabulary.forms.first { $0.name == name }.map { form in
        Item(name: name, summary: form.summary, isWorkload: isWorkload) { Form(form, mode: $0) }
      }
    }
  }
}

extension ExplorerApp.State {
  /// A key while something to fill in is chosen.
  mutating func press(_ key: Key, in menu: FormMenu) {
    var menu = menu
    let last = FormMenu.items.count - 1
    switch key {
    case .escape, .character("q"), .control("g"):
      overlay = nil
      return
    case .enter, .right, .character("l"):
      open(FormMenu.items[menu.selected].form(cluster?.mode.about))
      return
    case .down, .character("j"), .tab: menu.selected = menu.selected == last ? 0 : menu.selected + 1
    case .up, .character("k"), .backTab:
      menu.selected = menu.selected == 0 ? last : menu.selected - 1
    case .home: menu.selected = 0
    case .end, .character("G"): menu.selected = last
    case .pageDown: menu.selected = min(last, menu.selected + 8)
    case .pageUp: menu.selected = max(0, menu.selected - 8)
    default: break
    }
    overlay = .menu(menu)
  }
}
