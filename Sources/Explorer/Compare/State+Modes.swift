import Allocation
import Simulation
import Terminal

extension ExplorerApp.State {
  /// Replays the plan that is shown under the next mode that takes its pools.
  mutating func useNextMode(_ times: Int) {
    guard let plan else {
      notice = Notice(.error, "there is no plan yet whose mode could change")
      return
    }
    let names = AllModes.names
    let own = names.firstIndex(of: plan.cluster.mode.about.name) ?? -1
    let others = (1...names.count).map { names[(own + $0) % names.count] }
      .filter { $0 != plan.cluster.mode.about.name && plan.refusal(ofMode: $0) == nil }
    guard !others.isEmpty else {
      notice = Notice(
        .plain,
        "no other mode takes the pools of plan \(plan.name); \(keymap.shown(.modes)) says why")
      return
    }
    carryOut(.mode(ModeSwitch(others[(max(1, times) - 1) % others.count])))
  }

  /// Opens the menu of modes, the plan's own under the bar.
  mutating func openModes() {
    guard let plan else {
      notice = Notice(.error, "there is no plan yet whose mode could change")
      return
    }
    overlay = .modes(ModeMenu(for: plan))
  }

  mutating func press(_ key: Key, in menu: ModeMenu) {
    var menu = menu
    switch menu.press(key, rows: Painter.menuRows(of: menu, in: layout.popup)) {
    case .stays: overlay = .modes(menu)
    case .closes: overlay = nil
    case .chooses:
      overlay = nil
      carryOut(.mode(ModeSwitch(menu.items[menu.selected].name)))
    }
  }

  /// Adds a plan under the next mode that no plan has yet, and opens both side by side.
  mutating func addNextPlan() {
    guard let plan else {
      notice = Notice(
        .error, "there is no plan yet; \(keymap.shown(.command)) opens a line for one")
      return
    }
    let taken = session.moment.plans.map { $0.cluster.mode.about.name }
    let names = AllModes.names
    let own = names.firstIndex(of: plan.cluster.mode.about.name) ?? -1
    let fitting = (1...names.count).map { names[(own + $0) % names.count] }
      .filter { plan.refusal(ofMode: $0) == nil }
    guard let mode = fitting.first(where: { !taken.contains($0) }) ?? fitting.first else {
      notice = Notice(.error, "no mode takes the pools of plan \(plan.name)")
      return
    }
    let name = freePlanName
    awaitedPlan = name
    carryOut(.plan(plan.definition(called: name, mode: mode)))
  }

  /// Opens the plan that was made by a key beside the others, once its history is replayed.
  mutating func openAwaitedPlan() {
    guard let name = awaitedPlan, let plan = session.moment.plan(name) else { return }
    awaitedPlan = nil
    if let old = comparison {
      comparison?.wanted = min(Comparison.limit, max(old.panes.count + 1, old.wanted))
    } else {
      toggleComparison(Comparison.limit)
    }
    notice = Notice(
      .good,
      "plan \(name) lives through the same history under \(plan.cluster.mode.about.name); "
        + "\(keymap.shown(.undo)) takes it back, \(keymap.shown(.modes)) chooses another mode")
  }

  /// The first letter that is no plan's name, from `b` on.
  private var freePlanName: String {
    let letters = (UInt8(ascii: "b")...UInt8(ascii: "z")).map { String(Unicode.Scalar($0)) }
    let numbered = (1...).lazy.map { "plan-\($0)" }
    return letters.first { session.moment.plan($0) == nil }
      ?? numbered.first { session.moment.plan($0) == nil } ?? "plan"
  }

  /// Drops the plan that is shown; the last one stays.
  mutating func dropShownPlan() {
    guard let plan else {
      notice = Notice(.error, "there is no plan yet")
      return
    }
    guard session.moment.plans.count > 1 else {
      notice = Notice(
        .plain,
        "plan \(plan.name) is the only one; \(keymap.shown(.command))drop \(plan.name) drops it")
      return
    }
    carryOut(.drop(plan: plan.name))
    if notice?.kind == .good {
      notice = Notice(
        .good, "plan \(plan.name) is gone; \(keymap.shown(.undo)) brings it back")
    }
  }
}
