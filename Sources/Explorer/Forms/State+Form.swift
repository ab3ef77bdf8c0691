import Simulation
import Terminal

extension ExplorerApp.State {
  /// A key while a form is filled in.
  mutating func press(_ key: Key, in form: Form) {
    var form = form
    switch key {
    case .escape, .control("g"):
      overlay = .menu(FormMenu())
      return
    case .enter:
      begin(&form, toEnd: false)
      return
    case .control("r"):
      begin(&form, toEnd: true)
      return
    case .tab, .down: form.select(form.selected + 1)
    case .backTab, .up: form.select(form.selected - 1)
    case .control("n"): form.choose(by: 1, from: choices(in: form))
    case .control("p"): form.choose(by: -1, from: choices(in: form))
    default: _ = form.edit(key)
    }
    overlay = .form(form)
  }

  mutating func paste(_ text: String, into form: Form) {
    var form = form
    guard form.fields.indices.contains(form.selected) else { return }
    form.fields[form.selected].editor.insert(text)
    form.check()
    overlay = .form(form)
  }

  /// Words that could stand in the field.
  func choices(in form: Form) -> [String] {
    guard form.fields.indices.contains(form.selected) else { return [] }
    let kind = form.fields[form.selected].kind
    return kind.choices + names(of: kind, startingWith: "")
  }

  /// Lets what was filled in happen: a workload step by step, or all of it.
  private mutating func begin(_ form: inout Form, toEnd: Bool) {
    guard let command = form.command else {
      form.fault = form.fault ?? "something is missing or wrong above; nothing has happened"
      overlay = .form(form)
      return
    }
    guard holdingWork == nil else {
      form.fault = "wait until the work is done, or end it with Esc"
      overlay = .form(form)
      return
    }
    guard command.workload != nil, !toEnd else {
      overlay = nil
      notice = nil
      carryOut(command)
      return
    }
    let rest = remainder(before: command)
    player.pause()
    if case .refused(let text) = session.begin(command) {
      form.fault = text
      overlay = .form(form)
      return
    }
    overlay = nil
    player.play()
    followPlan()
    let steps = Figure.count(session.performance?.total ?? 0, "step")
    let keys = "\(keymap.shown(.play)) pauses, \(keymap.shown(.faster)) is faster"
    let parts = ["\(command): \(steps)", session.performance?.rate, rest, keys]
    notice = Notice(.good, parts.compactMap(\.self).joined(separator: "; "))
  }
}
