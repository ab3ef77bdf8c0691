import Simulation
import Terminal
import Theming

/// Where the list of a line being typed goes: above the line, as high as it needs and a third of the
/// screen at most.
struct PaletteRoom: Hashable, Sendable {
  /// The line that is typed in.
  let input: Rect
  /// The line below it.
  let below: Rect
  /// The hint on the argument, or what is wrong where the line below has no room for it.
  var notes: Rect
  var rows: Rect

  init(_ layout: Layout, notes count: Int, rows: Int) {
    // A screen without a line of hints gives up the last line of its map.
    below = layout.hints ?? layout.status
    input =
      layout.hints == nil
      ? Rect(x: 0, y: layout.status.y - 1, width: layout.status.width, height: 1) : layout.status
    let most = min(max(3, layout.size.height / 3), input.y - (layout.header == nil ? 0 : 1))
    let noted = min(count, max(0, most))
    let listed = min(rows, max(0, most - noted))
    self.rows = Rect(x: 0, y: input.y - listed, width: input.width, height: listed)
    self.notes = Rect(
      x: 0, y: self.rows.y - noted, width: input.width, height: noted)
  }

  /// The first line that the list covers.
  var top: Int { notes.y }
}

extension ExplorerApp.State {
  /// The lines above the list: what the argument is to be, or what is wrong.
  func paletteNotes(of prompt: Prompt, width: Int) -> [TextLine] {
    guard Self.showsPalette(prompt.kind) else { return [] }
    if let fault = prompt.fault ?? earlyFault(of: prompt) {
      let room = width - Prompt.faultColumn(fault, of: prompt, slide: 0) - 2
      guard TextWidth.columns(of: fault.text) > room else { return [] }
      return Array(TextLine.wrapped("! \(fault.text)", .error, to: width - 2).prefix(3))
    }
    guard let hint = hint(for: prompt) else { return [] }
    return Array(TextLine.wrapped(hint.text, .strong, to: width - 2).prefix(2))
  }

  /// Where the list of a line goes.
  func paletteRoom(of prompt: Prompt, _ layout: Layout) -> PaletteRoom {
    PaletteRoom(
      layout, notes: paletteNotes(of: prompt, width: layout.size.width).count,
      rows: Self.showsPalette(prompt.kind) ? shownRows(of: prompt).count : 0)
  }

  /// The rows that show: those that Tab goes through, else those that fit now.
  func shownRows(of prompt: Prompt) -> [CommandPalette.Row] {
    prompt.rows.isEmpty ? palette(of: prompt).rows : prompt.rows
  }
}
