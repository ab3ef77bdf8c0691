import Simulation
import Terminal

extension ExplorerApp.Overlay {
  /// The keys of a form or of a question about files, which depend on what is asked.
  var ownHints: [Hint] {
    switch self {
    case .form(let form): form.hints
    case .files(let panel): panel.hints
    case .sizing(let sheet): sheet.hints
    default: []
    }
  }
}

extension Form {
  fileprivate var hints: [Hint] {
    let isPlayed = command?.workload != nil
    return [
      Hint(key: .tab, text: "Tab", hint: "next field"),
      Hint(key: .control("n"), text: "Ctrl-N", hint: "next choice"),
      Hint(key: .enter, text: "Enter", hint: isPlayed ? "plays it" : "does it"),
    ] + (isPlayed ? [Hint(key: .control("r"), text: "Ctrl-R", hint: "runs it to its end")] : []) + [
      Hint(key: .control("x"), text: "Ctrl-X", hint: "as a line"),
      Hint(key: .escape, text: "Esc", hint: "goes back"),
    ]
  }
}

extension SizingSheet {
  /// The keys of the page that shows.
  var hints: [Hint] {
    switch page {
    case .question:
      [
        Hint(key: .enter, text: "Enter", hint: "the answers"),
        Hint(key: .tab, text: "Tab", hint: "next field"),
        Hint(key: .escape, text: "Esc", hint: "closes"),
      ]
    case .table:
      [
        Hint(key: .right, text: "arrows", hint: "choose"),
        Hint(key: .enter, text: "Enter", hint: "opens it as a plan"),
        Hint(key: .character("p"), text: "p", hint: "proves it"),
        Hint(key: .character("a"), text: "a", hint: "all answers"),
        Hint(key: .character("e"), text: "e", hint: "the question"),
        Hint(key: .character("q"), text: "q", hint: "closes"),
      ]
    case .proof:
      [
        Hint(key: .enter, text: "Enter", hint: "opens it as a plan"),
        Hint(key: .escape, text: "Esc", hint: "ends it"),
      ]
    }
  }
}

extension FilePanel {
  fileprivate var hints: [Hint] {
    switch self {
    case .line(let line):
      return [
        Hint(key: .enter, text: "Enter", hint: line.purpose.verb),
        Hint(key: .escape, text: "Esc", hint: "closes"),
      ]
    case .unsaved(let question):
      let isQuit = question.wanted == .quit
      // Without what? Of a live history nothing could be saved.
      let end = question.isOfLive ? "" : " without"
      return [
        question.isOfLive
          ? Hint(key: .character("e"), text: "e", hint: "exports")
          : Hint(key: .character("s"), text: "s", hint: "saves"),
        isQuit
          ? Hint(key: .character("q"), text: "q", hint: "quits\(end)")
          : Hint(key: .character("o"), text: "o", hint: "opens\(end)"),
        Hint(key: .escape, text: "Esc", hint: "stays"),
      ]
    case .recovery(let panel):
      let choose = Hint(key: .down, text: "arrows", hint: "choose")
      return (panel.items.count > 1 ? [choose] : []) + [
        Hint(key: .enter, text: "Enter", hint: "opens it"),
        Hint(key: .character("d"), text: "d", hint: "drops it"),
        Hint(key: .escape, text: "Esc", hint: "leaves it for later"),
      ]
    }
  }
}
