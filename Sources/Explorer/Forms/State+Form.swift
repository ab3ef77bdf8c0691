import Simulation
import Terminal

extension ExplorerApp.State {
  /// Shows a form, and what it would do as it stands.
  mutating func open(_ form: Form) {
    overlay = .form(form)
    followForm()
  }

  /// A key while a form is filled in.
  mutating func press(_ key: Key, in form: Form) {
    var form = form
    switch key {
    case .escape, .control("g"):
      dropProposal()
      overlay = .menu(FormMenu(name: form.head))
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
    case .control("x"):
      // Back to the line, with all that was filled in.
      var prompt = Prompt(.command)
      prompt.editor.replace(with: form.line)
      overlay = .prompt(prompt)
      followPrompt()
      return
    case .pageDown: form.select(min(form.fields.count - 1, form.selected + 8))
    case .pageUp: form.select(max(0, form.selected - 8))
    default: _ = form.edit(key)
    }
    open(form)
  }

  /// A click on a word that could stand in the field.
  mutating func choose(_ word: String) {
    guard case .form(var form) = overlay else { return }
    form.put(word)
    open(form)
  }

  mutating func paste(_ text: String, into form: Form) {
    var form = form
    guard form.fields.indices.contains(form.selected) else { return }
    form.fields[form.selected].editor.insert(text)
    form.fields[form.selected].isFresh = false
    form.check()
    open(form)
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
      let known = shownGhost.flatMap { $0.command == command ? $0 : nil }
      dropProposal()
      carryOutNow(command, asShown: known)
      return
    }
    dropProposal()
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

  /// Shows what the form would do, as far as it is filled in.
  mutating func followForm() {
    guard case .form(let form) = overlay, let command = form.command else {
      if proposal?.isTyped == true { dropProposal() }
      return
    }
    propose(command, isTyped: true)
  }
}
