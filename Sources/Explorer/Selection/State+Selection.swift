import Addressing
import Cartography
import Simulation
import Terminal

extension ExplorerApp.State {
  /// The pixels of the plane that the cursor stands on.
  private var cursorRect: PixelRect? { viewport.plane.rect(of: cursor, zoom: viewport.zoom) }

  /// Begins a selection at the cursor, or ends the one there is.
  mutating func toggleSelection() {
    guard view == .space else {
      notice = Notice(
        .plain, "ranges are selected on the map; \(keymap.shown(.switchView)) goes there")
      return
    }
    if selection != nil {
      selection = nil
      notice = Notice(.plain, "nothing is selected any more")
    } else {
      beginSelection()
    }
  }

  private mutating func beginSelection() {
    guard let rect = cursorRect else { return }
    selection = MapSelection(rect, of: viewport.plane, zoom: viewport.zoom)
  }

  /// Makes the selection reach to the cursor.
  mutating func extendSelection() {
    guard let rect = cursorRect, selection?.plane == viewport.plane else { return }
    selection?.extend(to: rect, zoom: viewport.zoom)
  }

  /// An arrow with Shift: a selection begins if there is none, and reaches a step further.
  mutating func select(dx: Int, dy: Int) {
    guard view == .space else {
      move(dx: dx, dy: dy)
      return
    }
    if selection == nil { beginSelection() }
    move(dx: dx, dy: dy)
    extendSelection()
  }

  /// Selects what two cells of the map show and all between.
  mutating func select(fromCell start: Point, toCell end: Point) {
    let origin = viewport.origin
    func pixels(_ cell: Point) -> PixelRect {
      viewport.pixels(atColumn: cell.x, row: cell.y).offset(dx: origin.x, dy: origin.y)
    }
    let all = pixels(start).union(pixels(end))
    selection = MapSelection(all, of: viewport.plane, zoom: viewport.zoom)
    guard selection != nil else { return }
    notice = nil
    if !stand(onCell: end) { bringCursorIntoSight() }
  }

  /// Forgets a selection on a map that is no longer shown.
  mutating func settleSelection() {
    guard let selection else { return }
    if view != .space || selection.plane != viewport.plane || comparison?.difference != nil {
      self.selection = nil
    }
  }

  /// What an action means while a range is selected; nil if it means what it always does.
  mutating func takeSelected(_ action: Action) -> [ExplorerApp.Effect]? {
    guard let selection else { return nil }
    switch action {
    case .back:
      self.selection = nil
      return []
    case .open: zoom(to: selection)
    case .copy: return copy(selection)
    case .describe: describe(selection)
    case .addNode: claim(selection)
    default: return nil
    }
    return []
  }

  private mutating func zoom(to selection: MapSelection) {
    rememberView()
    trail.append(ExplorerApp.Place(viewport: viewport, anchor: anchor))
    viewport = viewport.framing(selection.rect, ofZoom: selection.zoom)
    self.selection = nil
    bringCursorIntoSight()
  }

  private var tooMany: String {
    "the selection is more than \(Figure.grouped(MapSelection.limit)) CIDRs; select less of it"
  }

  private mutating func copy(_ selection: MapSelection) -> [ExplorerApp.Effect] {
    guard let prefixes = selection.prefixes else {
      notice = Notice(.warning, tooMany)
      return []
    }
    notice = Notice(.good, "copied \(Figure.count(prefixes.count, "CIDR"))")
    return [.copy(prefixes.map(\.description).joined(separator: "\n"))]
  }

  /// The one thing that a person decides about a place: which block a node gets is the mode's.
  private mutating func claim(_ selection: MapSelection) {
    guard let prefixes = selection.prefixes, prefixes.count == 1, let prefix = prefixes.first else {
      let count = selection.prefixes.map { Figure.count($0.count, "CIDR") } ?? "too many CIDRs"
      notice = Notice(
        .plain,
        "no mode lets a node be put at a place, and a claim takes one CIDR: this is \(count)")
      return
    }
    self.selection = nil
    var prompt = Prompt(.command)
    prompt.editor.replace(with: "claim \(prefix) ")
    overlay = .prompt(prompt)
    followPrompt()
  }

  /// The keys of the moment, for the line of hints.
  var selectionHints: [(action: Action, key: String, hint: String)] {
    [
      (.open, keymap.shown(.open), "zoom to it"), (.copy, keymap.shown(.copy), "copy CIDRs"),
      (.describe, keymap.shown(.describe), "describe"), (.addNode, keymap.shown(.addNode), "claim"),
      (.back, keymap.shown(.back), "end"), (.help, keymap.shown(.help), "help"),
      (.quit, keymap.shown(.quit), "quit"),
    ]
  }

  /// What is known of the selection; nil if it is too many CIDRs to add up.
  func figures(of prefixes: [IPPrefix]) -> SelectionFigures {
    SelectionFigures(over: prefixes, of: occupancy, unit: unitLength)
  }

  private mutating func describe(_ selection: MapSelection) {
    overlay = .pager(Pager(title: "The selection", lines: lines(on: selection)))
  }
}
