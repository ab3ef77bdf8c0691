import Addressing
import Allocation
import Cartography
import Simulation
import Terminal
import Theming

extension Painter {
  /// One block, a cell an address: who has it is a letter on the colour of its state.
  mutating func drawAddresses(_ state: ExplorerApp.State, _ layout: Layout) {
    let here = Inspection(state)
    let grid = state.addressGrid
    let visible = grid.visibleRows(in: layout.canvas)
    let title = here.title.adding(here.node == nil ? " · free" : "", .dim)
    let lastRow = min(grid.rows, state.firstRow + visible)
    let index = here.node?.blocksInOrder.firstIndex(of: here.block) ?? 0
    let blocks = here.node?.blocks.count ?? 1
    let which = blocks > 1 ? "block \(index + 1) of \(blocks) · " : ""
    let part =
      grid.rows > visible ? "rows \(state.firstRow + 1)-\(lastRow) of \(grid.rows)" : "addresses"
    // How full a single address is says no more than who has it; every other layer does.
    let isPlain = state.style.layer == .utilisation
    let layer = isPlain ? "" : state.styleTitle + " · "
    box(layout.map, title: title, right: layer + which + part)
    let canvas = layout.canvas
    drawColumnNumbers(grid, in: canvas)
    let owners = Owners(state, here)
    let inks =
      isPlain
      ? nil
      : AddressInks(
        grid, first: state.firstRow * grid.perRow, last: lastRow * grid.perRow - 1,
        by: state.style, of: state.occupancy)
    let found = state.shownSearch?.findings
    for row in 0..<visible where state.firstRow + row < grid.rows {
      let y = canvas.y + 1 + row
      let first = (state.firstRow + row) * grid.perRow
      write("\(grid.address(at: first))", x: canvas.x + 1, y: y, .dim, width: grid.gutter - 1)
      for column in 0..<grid.perRow {
        let address = grid.address(at: first + column)
        let (plain, letter) = owners.look(of: address)
        let ink = inks?.ink(of: address) ?? plain
        let x = canvas.x + grid.gutter + column * grid.cellWidth
        let isHere = address == state.anchor
        draw(letter, ink, x: x, y: y, width: grid.cellWidth, isCursor: isHere)
        if grid.showsNames, let name = owners.name(of: address) {
          let room = grid.cellWidth - (isHere ? 3 : 2)
          let ground = isHere ? style(.cursor) : palette.style(for: ink)
          frame.write(
            TextWidth.shortened(name, to: room), at: Point(x: x + 1, y: y), style: ground)
        }
        if found?.isMatch(address) == true { markMatch(x: x, y: y, width: grid.cellWidth) }
        if isHere { frame.cursor = Point(x: x + grid.cellWidth / 2, y: y) }
      }
    }
    drawGhost(state, on: grid, in: canvas)
    guard let legend = layout.legend else { return }
    if isPlain { drawAddressLegend(in: legend) } else { drawLegend(state, in: legend) }
  }

  private mutating func drawColumnNumbers(_ grid: AddressGrid, in canvas: Rect) {
    let step = grid.cellWidth < 3 ? 4 : 1
    write("+", x: canvas.x + grid.gutter - 2, y: canvas.y, .dim)
    for column in stride(from: 0, to: grid.perRow, by: step) {
      let x = canvas.x + grid.gutter + column * grid.cellWidth
      let text = String(column)
      // The number stands over the letter of its column.
      let place = grid.showsNames ? 1 : (grid.cellWidth - (grid.cellWidth >= 3 ? 1 : 0)) / 2
      let shift = max(0, place + 1 - text.utf8.count)
      write(text, x: x + shift, y: canvas.y, .dim)
    }
  }

  /// A cell leaves one column free at its right where it is wide enough to have a gap.
  private mutating func draw(
    _ letter: Unicode.Scalar, _ ink: Ink, x: Int, y: Int, width: Int, isCursor: Bool
  ) {
    let inked = isCursor ? style(.cursor) : palette.style(for: ink)
    let filled = width >= 3 ? width - 1 : width
    let place = width >= 8 ? 1 : filled / 2
    for column in 0..<filled { frame[x + column, y] = .space(inked) }
    frame[x + place, y] = Cell(letter, style: inked)
    guard isCursor, width >= 3 else { return }
    frame[x + place - 1, y] = Cell("[", style: inked)
    frame[x + max(place + 1, filled - 1), y] = Cell("]", style: inked)
  }

  private mutating func drawAddressLegend(in rect: Rect) {
    var x = rect.x + 1
    var y = rect.y
    for (letter, ink, name) in [
      ("a", Ink.level(8), "a pod, by its initial"), ("\u{B7}", .level(0), "idle"),
      ("r", .reserved, "router"), ("h", .reserved, "health"), ("n", .reserved, "network"),
      ("b", .reserved, "broadcast"), (" ", .free, "free"),
    ] as [(Unicode.Scalar, Ink, String)] {
      if x + name.utf8.count + 4 > rect.columns.upperBound {
        y += 1
        x = rect.x + 1
      }
      guard y < rect.rows.upperBound else { return }
      frame[x, y] = Cell(Owners.shown(letter, look), style: palette.style(for: ink))
      x += 2 + write(name, x: x + 2, y: y, .dim) + 2
    }
  }
}

/// Who has each address of one block, looked up once for a whole picture.
private struct Owners {
  private let here: Inspection
  private let look: Look
  private var pods: [UInt128: String] = [:]

  init(_ state: ExplorerApp.State, _ here: Inspection) {
    self.here = here
    look = state.look
    guard let node = here.node, let cluster = here.cluster else { return }
    for id in node.pods {
      guard let pod = cluster.pods[id], let address = pod[here.block.family] else { continue }
      pods[address.bits] = pod.name.name
    }
  }

  /// A middle dot where there is one.
  static func shown(_ letter: Unicode.Scalar, _ look: Look) -> Unicode.Scalar {
    letter == "\u{B7}" && !look.isUnicode ? "." : letter
  }

  /// The name of the pod that has an address.
  func name(of address: IPAddress) -> String? {
    guard here.node != nil else { return nil }
    if let pod = pods[address.bits] { return pod }
    if let role = here.range?.role(of: address) { return role.rawValue }
    guard Inspection.use(of: address, in: here.block, here.range) != nil else { return nil }
    if address == here.block.base { return "network" }
    return address == here.block.last && here.block.family == .v4 ? "broadcast" : nil
  }

  func look(of address: IPAddress) -> (Ink, Unicode.Scalar) {
    guard here.node != nil else { return (.free, " ") }
    if let name = pods[address.bits] {
      return (.level(UInt8(Ink.topLevel)), name.unicodeScalars.first ?? "?")
    }
    switch here.range?.role(of: address) {
    case .router: return (.reserved, "r")
    case .health: return (.reserved, "h")
    case .tunnel: return (.reserved, "t")
    case .ingress: return (.reserved, "i")
    case nil: break
    }
    guard Inspection.use(of: address, in: here.block, here.range) == nil else {
      return (.reserved, address == here.block.base ? "n" : address == here.block.last ? "b" : "-")
    }
    return (.level(0), Self.shown("\u{B7}", look))
  }
}
