import Simulation
import Terminal
import Theming

extension Painter {
  /// The line being typed in place of the status, what could stand in it above, and how it goes on
  /// or what is wrong below.
  mutating func draw(_ prompt: Prompt, of state: ExplorerApp.State, _ layout: Layout) {
    let room = state.paletteRoom(of: prompt, layout)
    let (above, below) = (room.input, room.below)
    fill(above, .input)
    fill(below, .input)
    let sign = prompt.sign
    let head = prompt.editor.head
    let typed = TextWidth.columns(of: sign) + TextWidth.columns(of: head)
    // A long line slides to the left so that the cursor stays in sight.
    let slide = max(0, typed - above.width + 2)
    let line = TextLine(sign, .key).adding(prompt.editor.text, .input)
    write(line, x: above.x, y: above.y, width: above.width, skipping: slide, on: .input)
    frame.cursor = Point(x: above.x + typed - slide, y: above.y)
    drawPalette(prompt, of: state, room)
    if let fault = prompt.fault ?? state.earlyFault(of: prompt) {
      drawFault(fault, of: prompt, slide: slide, in: below)
    } else {
      drawHelp(for: prompt, of: state, in: below)
    }
  }

  /// A caret under the word at fault, and what is wrong with it.
  private mutating func drawFault(
    _ fault: Prompt.Fault, of prompt: Prompt, slide: Int, in rect: Rect
  ) {
    let column = Prompt.faultColumn(fault, of: prompt, slide: slide)
    let caret = min(max(0, column), rect.width - 1)
    write("^", x: rect.x + caret, y: rect.y, .error)
    let width = TextWidth.columns(of: fault.text)
    let room = rect.width - caret - 2
    if width <= room || room >= caret {
      write(
        TextLine(fault.text, .error), x: rect.x + caret + 2, y: rect.y, width: room, on: .input)
    } else {
      let text = TextWidth.shortened(fault.text, to: max(0, caret - 1))
      let start = max(0, caret - 1 - TextWidth.columns(of: text))
      write(TextLine(text, .error), x: rect.x + start, y: rect.y, width: caret - 1, on: .input)
    }
  }

  /// The words that could stand here, or how the command goes on.
  private mutating func drawHelp(
    for prompt: Prompt, of state: ExplorerApp.State, in rect: Rect
  ) {
    guard prompt.kind != .command else { return drawCommandHelp(for: prompt, in: rect) }
    let rows = state.shownRows(of: prompt)
    var line = TextLine(" ", .suggestion)
    if prompt.kind == .find, let meaning = meaning(of: prompt) {
      line = line.adding(meaning + "   ", .suggestion)
    }
    let first = max(0, (prompt.choice ?? 0) - 3)
    let inList = ExplorerApp.State.showsPalette(prompt.kind)
    for (index, row) in rows.enumerated().dropFirst(first).prefix(inList ? 0 : 40) {
      line = line.adding(row.text, index == prompt.choice ? .selection : .suggestion)
        .adding("  ", .suggestion)
    }
    if prompt.kind == .filter, prompt.choice == nil {
      line = TextLine(" " + NodeFilter.advice, .suggestion)
    } else if prompt.kind == .goTo {
      line = line.adding("an address, a CIDR, a node or a pod; Tab completes", .suggestion)
    }
    let taken = prompt.kind == .find ? drawMatchCount(state, in: rect) : 0
    write(line, x: rect.x, y: rect.y, width: rect.width - taken)
  }

  /// How the command is written, or the keys of the list where there is none yet.
  private mutating func drawCommandHelp(for prompt: Prompt, in rect: Rect) {
    let form = Vocabulary.form(of: prompt.editor.head)
    let keys = "Tab chooses · Up: lines before · Ctrl-X: as a form · Esc"
    let text =
      if let form {
        rect.width > TextWidth.columns(of: form.usage) + 24
          ? form.usage + "   " + "Ctrl-X: as a form" : form.usage
      } else {
        keys
      }
    write(TextLine(" " + text, .suggestion), x: rect.x, y: rect.y, width: rect.width, on: .input)
  }
}
