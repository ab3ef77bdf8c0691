import Addressing
import Cartography
import Terminal

/// Where one pool of several goes.
struct TileRoom: Hashable, Sendable {
  /// The pool's place in the list of pools.
  let pool: Int
  /// The frame: the CIDR and the size of a pixel above, figures below.
  let frame: Rect
  let canvas: Rect
}

extension Layout {
  /// More pools than this are a line of text.
  static let tileLimit = 16

  /// Gives the place of the map to all pools, as many as fit, the one in focus among them.
  ///
  ///     ┌ 10.0.0.0/20 ─────┐┌ 10.4.0.0/22 ┐    what is a quarter as large is drawn half as wide,
  ///     │                  ││             │    down to a quarter of the width: a /8 beside a /24
  ///     │                  │└─────────────┘    would leave nothing to see of the /24
  ///     │                  │┌ 10.9.0.0/24 ┐
  ///     └──────────────────┘└─────────────┘
  mutating func tile(_ pools: [IPPrefix], focus: Int, grain: CellGrain) {
    var area = map
    if let old = legend { legend = Rect(area.cutBottom(old.height), keepingSidesOf: old) }
    let most = min(pools.count, Self.tileLimit)
    if most < pools.count { moreTiles = area.cutBottom(1) }
    var count = most
    var rooms: [TileRoom]?
    while rooms == nil, count > 0 {
      // The pools around the one in focus, if not all can be shown.
      let first = min(max(0, focus - count + 1), max(0, pools.count - count))
      let shown = first..<first + count
      if shown.count < pools.count, moreTiles == nil { moreTiles = area.cutBottom(1) }
      rooms = Self.packed(Array(pools[shown]), first: first, in: area, grain: grain)
      count -= 1
    }
    tiles = rooms ?? [TileRoom(pool: focus, frame: area, canvas: area.inset(by: 1))]
    guard let own = tiles.first(where: { $0.pool == focus }) else { return }
    map = own.frame
    canvas = own.canvas
  }

  /// The largest tiles with which all pools fit; nil if they do not fit at any size.
  private static func packed(
    _ pools: [IPPrefix], first: Int, in area: Rect, grain: CellGrain
  ) -> [TileRoom]? {
    for zoom in stride(from: 9, through: 3, by: -1) {
      let frames = pools.map { frame(of: $0, among: pools, zoom: zoom, grain: grain) }
      if let origins = shelves(frames, in: area.size) {
        return pools.indices.map { index in
          let rect = Rect(
            x: area.x + origins[index].x, y: area.y + origins[index].y,
            width: frames[index].width, height: frames[index].height)
          return TileRoom(pool: first + index, frame: rect, canvas: rect.inset(by: 1))
        }
      }
    }
    return nil
  }

  /// The frame of a pool where the largest pool of its family has so many steps of zoom.
  private static func frame(
    of pool: IPPrefix, among pools: [IPPrefix], zoom: Int, grain: CellGrain
  ) -> Size {
    let largest = pools.filter { $0.family == pool.family }.map(\.hostBits).max() ?? 0
    let smaller = min(2, (largest - pool.hostBits) / 2)
    let plane = Plane(root: pool)
    let sides = plane.shape(atZoom: min(plane.deepestZoom, max(2, zoom - smaller))).size
    let columns = grain.columns(ofPixels: sides.width)
    let rows = grain.rows(ofPixels: sides.height)
    // A frame has room for its CIDR, however small the pool is.
    return Size(width: max(columns, 22) + 2, height: max(rows, 2) + 2)
  }

  /// Places for rectangles: the highest first, lower ones in columns beside them.
  private static func shelves(_ sizes: [Size], in area: Size) -> [Point]? {
    let order = sizes.indices.sorted {
      sizes[$0].height == sizes[$1].height ? $0 < $1 : sizes[$0].height > sizes[$1].height
    }
    var origins = Array(repeating: Point.zero, count: sizes.count)
    var shelf = (top: 0, height: 0)
    var column = (left: 0, width: 0, used: 0)
    for index in order {
      let size = sizes[index]
      let width = max(column.width, size.width)
      if column.used + size.height <= shelf.height, column.left + width <= area.width {
        column.width = width
      } else if shelf.height > 0, column.left + column.width + size.width <= area.width {
        column = (column.left + column.width, size.width, 0)
      } else {
        shelf = (shelf.top + shelf.height, size.height)
        column = (0, size.width, 0)
        guard shelf.top + shelf.height <= area.height, size.width <= area.width else { return nil }
      }
      origins[index] = Point(x: column.left, y: shelf.top + column.used)
      column.used += size.height
    }
    return origins
  }
}

extension Rect {
  /// A rectangle with the columns of another one.
  fileprivate init(_ rect: Rect, keepingSidesOf other: Rect) {
    self.init(x: other.x, y: rect.y, width: other.width, height: rect.height)
  }
}
