import Cartography
import Terminal

/// What helps to read the map beside it.
public enum Aids: Hashable, Sendable, CaseIterable {
  case none, lens, lensAndMinimap

  var next: Aids {
    switch self {
    case .none: .lens
    case .lens: .lensAndMinimap
    case .lensAndMinimap: .none
    }
  }

  var summary: String {
    switch self {
    case .none: "no lens, no minimap"
    case .lens: "lens: what is under the cursor, closer"
    case .lensAndMinimap: "lens, and a minimap of the whole pool with what is in view"
    }
  }
}

/// Where lens and minimap go, and what that leaves of the panel.
///
///     ┌ map ──────────────┐┌ panel ──┐
///     │                   ││         │
///     │          ┌ pool ─┐│├ lens ───┤   the minimap lies over the corner of the map where
///     │          │       │││         │   the cursor is not
///     └──────────┴───────┴┘└─────────┘
struct AidRooms: Hashable, Sendable {
  private(set) var panel: Rect?
  private(set) var lens: Rect?
  private(set) var minimap: Rect?

  /// The rooms on a screen; a root of an odd length is a plane twice as wide as high.
  init(_ layout: Layout, _ aids: Aids, cursor: Point, isDouble: Bool) {
    panel = layout.panel
    guard aids != .none else { return }
    if !layout.isPanelBelow, var rest = layout.panel, rest.height >= 20 {
      let most = min((rest.width - 2) / 2, rest.height * 2 / 5)
      lens = rest.cutBottom(Self.powerOfTwo(upTo: most) + 2)
      panel = rest
    }
    guard aids == .lensAndMinimap else { return }
    let canvas = layout.canvas
    let side = canvas.height >= 20 && canvas.width >= 48 ? 8 : 4
    let size = Size(width: 2 * side + 2, height: (isDouble ? side / 2 : side) + 2)
    guard canvas.width >= 2 * size.width, canvas.height >= 2 * size.height else { return }
    let y = canvas.rows.upperBound - size.height
    let right = Rect(
      x: canvas.columns.upperBound - size.width, y: y, width: size.width, height: size.height)
    // A ring around the cursor needs a cell more than the cursor.
    let near = Rect(
      x: right.x - 2, y: right.y - 2, width: right.width + 4, height: right.height + 4)
    minimap =
      near.contains(cursor)
      ? Rect(x: canvas.x, y: y, width: size.width, height: size.height) : right
  }

  private static func powerOfTwo(upTo most: Int) -> Int {
    var size = 1
    while size * 2 <= most { size *= 2 }
    return size
  }
}
