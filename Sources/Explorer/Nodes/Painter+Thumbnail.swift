import Addressing
import Allocation
import Cartography
import Terminal
import Theming

/// One node of the view of nodes, and where it goes.
struct Thumbnail {
  let node: Node
  let isHere: Bool
  /// The top left of its name, or of its picture where there is no room for names.
  let at: Point
  let grid: ThumbnailGrid
  /// What lies outside is not drawn.
  let clip: Rect
  var family = IPFamily.v4

  var picture: Rect {
    Rect(
      x: at.x, y: at.y + grid.nameRows, width: grid.picture.width, height: grid.picture.height)
  }
}

extension Painter {
  /// A node: its name and figures, its blocks, and the cursor if it is there.
  mutating func draw(
    _ thumbnail: Thumbnail, of occupancy: some Occupancy, by brush: ThumbnailBrush
  ) {
    if thumbnail.node.blocks.isEmpty {
      drawBlockless(thumbnail)
    } else {
      drawBlocks(thumbnail, of: occupancy, by: brush)
    }
    if thumbnail.grid.nameRows > 0 { drawName(thumbnail) }
    if thumbnail.isHere { drawSides(thumbnail) }
  }

  private mutating func drawBlocks(
    _ thumbnail: Thumbnail, of occupancy: some Occupancy, by brush: ThumbnailBrush
  ) {
    let node = thumbnail.node
    let blocks = node.blocksInOrder
    let grid = thumbnail.grid
    let tiles = BlockTiles(
      blocks, in: grid.picture, fillsPicture: grid.lanes == 1 || grid.isLast)
    let picture = thumbnail.picture
    for (index, block) in blocks.prefix(tiles.count).enumerated() {
      let bitmap = NodeBitmap(of: block, occupancy, in: tiles.side, by: brush)
      let offset = tiles.origin(of: index)
      let place = Rect(
        x: picture.x + offset.x, y: picture.y + offset.y, width: tiles.side.width,
        height: tiles.side.height)
      put(bitmap.cells, in: place, clip: thumbnail.clip)
    }
    // An agent that does not run is said whatever its block looks like.
    if node.state != .ready {
      let ink = Self.ink(of: node.state)
      put(node.state.letter, palette.style(for: ink), at: picture.origin, clip: thumbnail.clip)
    }
  }

  /// The cells of a picture, in the middle of a square larger than it.
  private mutating func put(_ cells: CellRaster, in rect: Rect, clip: Rect) {
    let left = rect.x + max(0, rect.width - cells.columns) / 2
    let top = rect.y + max(0, rect.height - cells.rows) / 2
    for row in 0..<min(cells.rows, rect.height) {
      for column in 0..<min(cells.columns, rect.width) {
        let cell = cells[column, row]
        put(
          cell.scalar, palette.style(for: cell), at: Point(x: left + column, y: top + row),
          clip: clip)
      }
    }
  }

  private mutating func put(
    _ scalar: Unicode.Scalar, _ style: Style, at point: Point, clip: Rect
  ) {
    guard clip.contains(point) else { return }
    frame[point] = Cell(scalar, style: style)
  }

  private static func ink(of state: NodeState) -> Ink { state == .failed ? .failed : .reserved }

  /// A node without a block: a frame with its state, by letter and by word, and why.
  private mutating func drawBlockless(_ thumbnail: Thumbnail) {
    let node = thumbnail.node
    let picture = thumbnail.picture
    let ink = palette.style(for: Self.ink(of: node.state))
    let role: Role = node.state == .failed ? .error : .warning
    let clip = thumbnail.clip
    guard picture.height >= 3, picture.width >= 6 else {
      for row in picture.rows {
        for column in picture.columns {
          put(" ", ink, at: Point(x: column, y: row), clip: clip)
        }
      }
      put(node.state.letter, ink, at: picture.origin, clip: clip)
      return
    }
    let seen = picture.intersection(clip)
    guard seen.height >= 2 else { return }
    frame.drawBox(seen, border: look.border, style: style(role))
    put(node.state.letter, ink, at: picture.origin, clip: clip)
    let inner = seen.inset(by: 1)
    let word = TextWidth.shortened(node.state.rawValue, to: inner.width)
    var lines = [TextLine(word, role)]
    if inner.height > 1, inner.width >= 12, let error = node.error ?? node.agentError {
      lines += TextLine.wrapped(error, .dim, to: inner.width)
    }
    write(lines, in: inner)
  }

  /// The name, and what of its addresses is used as far as there is room.
  private mutating func drawName(_ thumbnail: Thumbnail) {
    let node = thumbnail.node
    let width = thumbnail.grid.picture.width
    guard thumbnail.clip.rows.contains(thumbnail.at.y) else { return }
    let usage = node.usage
    let figures = usage.usable > 0 ? "\(usage.used)/\(usage.usable)" : ""
    let isFull = usage.usable > 0 && usage.used >= usage.usable
    var name = node.name
    if width >= 40, let block = node.blocksInOrder.first {
      let more = node.blocks.count > 1 ? " +\(node.blocks.count - 1)" : ""
      name += " · \(block)\(more)"
    }
    let fitsFigures = width >= 16 && !figures.isEmpty
    let room = fitsFigures ? max(6, width - figures.utf8.count - 1) : width
    let short = TextWidth.shortenedInside(name, to: room)
    let role: Role =
      thumbnail.isHere
      ? .cursor : node.state == .failed ? .error : node.state == .waiting ? .warning : .text
    var line = TextLine(short, role)
    if fitsFigures, line.width + 1 + figures.utf8.count <= width {
      let tail: Role = thumbnail.isHere ? .cursor : isFull ? .warning : .dim
      let blanks = String(repeating: " ", count: width - line.width - figures.utf8.count)
      line = line.adding(blanks + figures, tail)
    } else if thumbnail.isHere {
      line = line.adding(String(repeating: " ", count: width - line.width), role)
    }
    write(line, x: thumbnail.at.x, y: thumbnail.at.y, width: width)
  }

  /// The cursor: a bar at either side of all of it, or brackets where colours do not tell.
  private mutating func drawSides(_ thumbnail: Thumbnail) {
    let grid = thumbnail.grid
    let cursor = style(.cursor)
    let rows = thumbnail.at.y..<thumbnail.at.y + grid.nameRows + grid.picture.height
    let isPlain = !look.isUnicode || palette.depth == .mono
    let bar = Style(foreground: cursor.background, background: style(.text).background)
    for row in rows {
      for (column, letter, half) in [
        (thumbnail.at.x - 1, "[" as Unicode.Scalar, "▐" as Unicode.Scalar),
        (thumbnail.at.x + grid.picture.width, "]", "▌"),
      ] {
        let point = Point(x: column, y: row)
        put(isPlain ? letter : half, isPlain ? cursor : bar, at: point, clip: thumbnail.clip)
      }
    }
    let home = Point(
      x: thumbnail.picture.x + grid.picture.width / 2,
      y: thumbnail.picture.y + (grid.picture.height - 1) / 2)
    if thumbnail.clip.contains(home) { frame.cursor = home }
  }
}

extension TextWidth {
  /// Text that keeps both ends where it is cut, for the end of a name tells nodes apart.
  static func shortenedInside(_ text: String, to width: Int) -> String {
    let all = columns(of: text)
    guard all > width else { return text }
    guard width >= 5, text.unicodeScalars.allSatisfy({ columns(of: $0) == 1 }) else {
      return shortened(text, to: width)
    }
    let scalars = Array(text.unicodeScalars)
    // The last part of a name with its sign, `-10`, where it is not most of what is left.
    let part = scalars.count - (scalars.lastIndex { $0 == "-" || $0 == "." } ?? 0)
    let tail = part <= width / 2 ? part : width / 2
    var short = String.UnicodeScalarView(scalars.prefix(width - 1 - tail))
    short.append("…")
    short.append(contentsOf: scalars.suffix(tail))
    return String(short)
  }
}
