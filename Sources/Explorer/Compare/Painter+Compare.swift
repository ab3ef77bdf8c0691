import Addressing
import Allocation
import Cartography
import Measurement
import Simulation
import Terminal
import Theming

extension Painter {
  /// A map for each plan; cursor, zoom and curve are those of the one view.
  mutating func drawPanes(_ state: ExplorerApp.State, _ layout: Layout) {
    guard let comparison = state.comparison else { return }
    let cursor = state.cursor
    var home: Point?
    for (index, room) in zip(layout.shownPanes, layout.panes) {
      var pane = state
      pane.focus = comparison.panes[index]
      pane.pinnedCursor = cursor
      let isFocused = index == state.focusIndex
      drawPane(pane, comparison.panes[index], in: room, isFocused: isFocused)
      if isFocused { home = frame.cursor }
    }
    frame.cursor = home
    if let legend = layout.legend { drawLegend(state, in: legend) }
    if let scores = layout.scores { drawScores(state, in: scores) }
  }

  /// One plan: its name and mode in the frame, its map, and what it has under the cursor.
  private mutating func drawPane(
    _ pane: ExplorerApp.State, _ reference: PaneReference, in room: PaneRoom, isFocused: Bool
  ) {
    guard let plan = pane.plan(at: reference) else { return }
    let mode = plan.cluster.mode.about.name
    // The star says what the colour of the frame says.
    let title = TextLine(isFocused ? "* " : "", .key).adding(reference.text, .title)
      .adding(mode == reference.text ? "" : " · \(mode)", isFocused ? .strong : .text)
    let viewport = pane.viewport
    let curve = viewport.plane.title
    let pixel = "/\(viewport.pixelLength)"
    let right =
      [
        "\(curve) · 1 px = \(pixel) · \(pane.style.title)", "\(curve) · 1 px = \(pixel)",
        "\(curve) \(pixel)",
      ]
      .first { TextWidth.columns(of: $0) + title.width + 7 <= room.frame.width } ?? pixel
    box(room.frame, title: title, right: right, isFocused: isFocused)
    guard !room.canvas.isEmpty else { return }
    drawPicture(of: pane.occupancy, pane, in: room.canvas)
    write(paneLines(pane, plan.cluster, in: room.facts.size), in: room.facts)
  }

  /// What the plan has in all, as many figures a line as fit, and at the cursor.
  private func paneLines(
    _ pane: ExplorerApp.State, _ cluster: Cluster, in size: Size
  ) -> [TextLine] {
    let family = pane.pool.family
    let figures = AddressFigures(of: cluster, family: family)
    let tallies = cluster.tallies
    var items: [(name: String, value: String, role: Role)] = []
    if tallies.nodesFailed > 0 {
      items.append(("failed", "\(Figure.grouped(tallies.nodesFailed))!", .error))
    }
    if tallies.podsPending > 0 {
      items.append(("pending", "\(Figure.grouped(tallies.podsPending))!", .error))
    } else {
      items.append(("pending", "0", .text))
    }
    let addresses: [(String, UInt128, Role)] = [
      ("committed", figures.committed, .text), ("used", figures.used, .strong),
      ("stranded", figures.stranded, .text), ("free", figures.free, .text),
    ]
    items = addresses.map { ($0.0, Figure.fitting($0.1, 15), $0.2) } + items
    let here = [placeLine(pane)]
    let room = max(0, size.height - here.count)
    var lines = flow(items, width: size.width)
    if lines.count > room { lines = Array(lines.prefix(room)) }
    return lines + here.prefix(max(1, size.height - lines.count))
  }

  /// Names and numbers behind each other.
  private func flow(
    _ items: [(name: String, value: String, role: Role)], width: Int
  ) -> [TextLine] {
    var lines: [TextLine] = []
    for item in items {
      let own = item.name.utf8.count + 1 + item.value.utf8.count
      if let last = lines.last, last.width + 2 + own <= width {
        lines[lines.count - 1] = last.adding("  \(item.name) ", .dim).adding(item.value, item.role)
      } else {
        lines.append(TextLine("\(item.name) ", .dim).adding(item.value, item.role))
      }
    }
    return lines
  }

  /// What the plan has at the cursor, which stands on the same addresses in every pane.
  private func placeLine(_ pane: ExplorerApp.State) -> TextLine {
    let here = Inspection(pane)
    let place = here.isAddress ? "\(here.prefix.base)" : "\(here.prefix)"
    return TextLine(place + " ", .key).adding(PaneText.place(here))
  }
}
