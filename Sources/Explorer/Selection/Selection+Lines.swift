import Addressing
import Cartography
import Terminal
import Theming

extension ExplorerApp.State {
  /// Everything about a selection, for the panel that describes it.
  func lines(on selection: MapSelection) -> [TextLine] {
    let plane = selection.plane
    let pixel = plane.pixelLength(atZoom: selection.zoom)
    var lines = [
      TextLine("\(selection.rect.width) x \(selection.rect.height) pixels of a /\(pixel)", .strong)
        .adding(" on the \(plane.curve.title) curve of \(plane.root)", .dim),
      TextLine(),
    ]
    func row(_ name: String, _ value: String, _ meaning: String = "") {
      let blanks = String(repeating: " ", count: max(1, 18 - name.count))
      lines.append(
        TextLine(name, .dim).adding(blanks).adding(value, .strong)
          .adding(meaning.isEmpty ? "" : "  " + meaning, .dim))
    }
    row("addresses", Figure.grouped(selection.addresses))
    guard let prefixes = selection.prefixes else {
      lines.append(
        TextLine("more than \(Figure.grouped(MapSelection.limit)) CIDRs: select less", .warning))
      return lines
    }
    let figures = figures(of: prefixes)
    row("blocks", Figure.grouped(figures.blocks), "of /\(unitLength), those touched included")
    row("taken", Figure.grouped(figures.takenBlocks), "held by a node")
    row("full", Figure.grouped(figures.fullBlocks), "without an address for a pod")
    row("committed", Figure.grouped(figures.committed), "addresses of taken blocks")
    row("used", Figure.grouped(figures.used), "by pods")
    row("reserved", Figure.grouped(figures.reserved), "for no pod")
    if figures.withheld > 0 {
      row("withheld", Figure.grouped(figures.withheld), "held by no node and never given")
    }
    row("free", Figure.grouped(figures.free), "held by no node")
    if figures.isClaimed { row("claims", "yes", "something else claims a part") }
    lines += [TextLine(), TextLine("The fewest CIDRs that cover exactly this", .popupTitle)]
    lines += prefixes.map { TextLine("\($0)") }
    return lines
  }
}

extension Painter {
  /// The selection in one line.
  func selectionLine(_ state: ExplorerApp.State) -> TextLine {
    guard let selection = state.selection else { return TextLine() }
    let count = Figure.grouped(selection.addresses)
    guard let prefixes = selection.prefixes, let first = prefixes.first else {
      return TextLine("selected", .strong).adding("  \(count) addresses in too many CIDRs", .footer)
    }
    let figures = state.figures(of: prefixes)
    let name = prefixes.count == 1 ? "\(first)" : Figure.count(prefixes.count, "CIDR")
    let parts = [
      "\(count) addresses", Figure.count(figures.blocks, "block"),
      "\(Figure.grouped(figures.takenBlocks)) taken", "\(Figure.grouped(figures.used)) used",
      "\(Figure.grouped(figures.free)) free",
    ]
    return TextLine("selected ", .footer).adding(name, .strong)
      .adding("  " + parts.joined(separator: look.isUnicode ? " · " : ", "), .footer)
  }
}
