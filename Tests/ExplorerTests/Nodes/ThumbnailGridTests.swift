import Addressing
import Allocation
import Simulation
import Terminal
import TestSupport
import Testing

@testable import Explorer

@Suite struct ThumbnailGridTests {
  private static func list(_ sizes: [Int], blocks: Int = 1) -> NodeList {
    var rows: [NodeFigures] = []
    for (zone, count) in sizes.enumerated() {
      for _ in 0..<count {
        var node = Node(
          id: NodeID(rawValue: UInt32(rows.count)), name: "n\(rows.count)", zone: "z\(zone)",
          maxPods: 110)
        node.blocks = (0..<blocks).map {
          IPPrefix(IPAddress(.v4, bits: UInt128(rows.count * blocks + $0) << 8), length: 24)
        }
        rows.append(NodeFigures(node, pools: []))
      }
    }
    return NodeList(
      of: rows, total: rows.count, pools: [], sorting: .joined,
      grouping: sizes.count > 1 ? .zone : .none)
  }

  /// The rows of pictures one by one, as they are seen.
  private static func slowRows(_ sizes: [Int], perRow: Int) -> [[Int]] {
    var rows: [[Int]] = []
    var next = 0
    for size in sizes {
      var left = size
      while left > 0 {
        let count = min(perRow, left)
        rows.append(Array(next..<next + count))
        next += count
        left -= count
      }
    }
    return rows
  }

  @Test func `moving never leaves the list, and goes where the rows say`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<40 {
      let sizes = (0..<random.int(in: 1..<6)).map { _ in random.int(in: 1..<40) }
      let canvas = Rect(
        x: 0, y: 0, width: random.int(in: 8..<120), height: random.int(in: 4..<50))
      let list = Self.list(sizes)
      let grid = ThumbnailGrid(of: list, in: canvas, level: random.int(in: 0..<6))
      let rows = Self.slowRows(sizes, perRow: grid.perRow)
      #expect(grid.rows == rows.count)
      var index = 0
      for _ in 0..<60 {
        let dx = [0, 1, -1, 7, -900_000][random.int(in: 0..<5)]
        let dy = [0, 1, -1, 3, -3, Int.max, Int.min + 1][random.int(in: 0..<7)]
        let moved = grid.index(from: index, dx: dx, dy: dy)
        let across = min(max(0, index + dx), list.ids.count - 1)
        let row = rows.firstIndex { $0.contains(across) } ?? 0
        let column = across - rows[row][0]
        let target = rows[
          min(max(0, dy > 0 ? row + min(dy, 999) : row + max(dy, -999)), rows.count - 1)]
        #expect(moved == (dy == 0 ? across : target[min(column, target.count - 1)]))
        #expect(list.ids.indices.contains(moved))
        index = moved
      }
    }
  }

  @Test func `the node under the cursor is always in sight, wherever the view was`() {
    var random = SeededRandom(seed: 8)
    for _ in 0..<60 {
      let sizes = (0..<random.int(in: 1..<9)).map { _ in random.int(in: 1..<30) }
      let canvas = Rect(
        x: 0, y: 0, width: random.int(in: 8..<90), height: random.int(in: 4..<40))
      let list = Self.list(sizes)
      let grid = ThumbnailGrid(of: list, in: canvas, level: random.int(in: 0..<6))
      var first = random.int(in: 0..<grid.lines)
      for _ in 0..<30 {
        let index = random.int(in: 0..<list.ids.count)
        first = grid.firstLine(showing: index, from: first)
        let line = grid.line(of: index)
        #expect(line >= first)
        let pinned = grid.pinnedHeading(above: first) == nil ? 0 : 1
        let end = (first...line).reduce(pinned) { $0 + grid.height(ofLine: $1) }
        // The picture itself has to fit; on a canvas lower than it its first rows are seen.
        #expect(end <= canvas.height || line == first || line == first + 1)
        #expect(grid.firstLine(showing: index, from: first) == first)
        guard case .pictures(let range) = grid.line(line) else {
          Issue.record("line \(line) is a heading")
          return
        }
        #expect(range.contains(index))
      }
    }
  }

  @Test func `a step of zoom doubles the pictures until one has all of the canvas`() {
    let canvas = Rect(x: 0, y: 0, width: 152, height: 52)
    let list = Self.list([70_000])
    let grids = (0..<9).map { ThumbnailGrid(of: list, in: canvas, level: $0) }
    #expect(grids[0].perRow * grids[0].visibleRows >= 1000)
    #expect(grids[..<6].map(\.picture.width) == [2, 4, 8, 16, 32, 64])
    #expect(grids[..<6].map(\.picture.height) == [1, 2, 4, 8, 16, 32])
    #expect(grids[6].isLast && grids[6].perRow == 1 && grids[8] == grids[6])
  }

  @Test func `blocks share a picture and none lies on another`() {
    for count in [1, 2, 3, 5, 16, 17, 200] {
      for size in [
        Size(width: 4, height: 1), Size(width: 32, height: 8), Size(width: 90, height: 31),
      ] {
        for length in [24, 27, 32] {
          let blocks = (0..<count).map {
            IPPrefix(IPAddress(.v4, bits: UInt128($0) << UInt128(32 - length)), length: length)
          }
          let tiles = BlockTiles(blocks, in: size, fillsPicture: false)
          #expect(tiles.count >= 1 && tiles.count <= count)
          var taken: Set<Point> = []
          for index in 0..<tiles.count {
            let origin = tiles.origin(of: index)
            for y in origin.y..<origin.y + tiles.side.height {
              for x in origin.x..<origin.x + tiles.side.width {
                let isNew = taken.insert(Point(x: x, y: y)).inserted
                #expect(isNew && x < size.width && y < size.height)
              }
            }
          }
        }
      }
    }
  }
}
