import Addressing
import TestSupport
import Testing

@testable import Cartography

/// The labels on an otherwise empty sheet.
private func sheet(_ labels: MapLabels, _ view: Viewport) -> String {
  var rows = Array(
    repeating: Array(repeating: Character("."), count: view.columns), count: view.rows)
  for label in labels.labels {
    for (offset, letter) in label.text.enumerated() {
      rows[label.row][label.column + offset] = letter
    }
  }
  return rows.map { String($0) }.joined(separator: "\n")
}

@Test func `coarse blocks are named in their corner and those in them in their middle`() {
  let view = Viewport(plane: Plane(root: prefix("10.0.0.0/8")), columns: 64, rows: 32)
  #expect(MapLabels.lengths(for: view) == [10, 12])
  let half = Viewport(plane: view.plane, columns: 32, rows: 16)
  #expect(MapLabels.lengths(for: half) == [10])
  #expect(
    sheet(MapLabels(half, lengths: [10, 12]), half) == """
      .10.0.0.0/10.....10.192.0.0/10..
      ...0.......16.....224.....240...
      ................................
      ................................
      ................................
      ...48......32.....208.....192...
      ................................
      ................................
      .10.64.0.0/10....10.128.0.0/10..
      ...64.....112.....128.....176...
      ................................
      ................................
      ................................
      ...80......96.....144.....160...
      ................................
      ................................
      """)
}

@Test func `every block of a named length in view has an outline, coarse ones drawn last`() {
  let view = Viewport(plane: Plane(root: prefix("10.0.0.0/8")), columns: 32, rows: 16)
  let frames = MapLabels(view, lengths: [10, 12]).frames
  #expect(frames.map(\.isCoarse) == Array(repeating: false, count: 16) + [true, true, true, true])
  #expect(Set(frames.map(\.prefix.length)) == [10, 12])
  #expect(frames.last?.cells == PixelRect(x: 16, y: 8, width: 16, height: 8))
  #expect(MapLabels(view, lengths: [10]).frames.allSatisfy { !$0.isCoarse })
}

@Test func `a mark is never covered`() {
  let view = Viewport(plane: Plane(root: prefix("10.0.0.0/8")), columns: 16, rows: 8)
  var raster = PixelRaster(width: 16, height: 16, ink: .level(8))
  for x in 0..<16 { raster.set(x: x, y: 2, ink: .level(8), mark: .full) }
  let cells = CellRaster(raster, glyphs: HalfBlocks())
  let labels = MapLabels(view, lengths: [10], avoiding: cells)
  #expect(labels.labels.count == 4)
  #expect(labels.labels.allSatisfy { $0.row != 1 })
  #expect(MapLabels(view, lengths: [10]).labels.contains { $0.row == 1 })
}

@Test func `what is kept clear has no name`() {
  let view = Viewport(plane: Plane(root: prefix("10.0.0.0/8")), columns: 32, rows: 16)
  let kept = PixelRect(x: -3, y: -1, width: 9, height: 4)
  let labels = MapLabels(view, keeping: kept).labels
  #expect(labels.count == 4)
  #expect(labels.allSatisfy { $0.row >= 3 || $0.column > 6 })
  #expect(MapLabels(view).labels.contains { $0.row < 9 && $0.column < 6 })
}

@Test func `labels keep inside their blocks, apart from each other, and tell the truth`() {
  var random = SeededRandom(seed: 9)
  for _ in 0..<60 {
    let root = ["10.0.0.0/8", "10.64.0.0/11", "fd00:1::/40"][random.int(in: 0..<3)]
    let view = Viewport(plane: Plane(root: prefix(root)), columns: 70, rows: 24)
      .zoomed(by: random.int(in: 0..<7)).panned(dx: random.int(in: 0..<500), dy: 77)
    var taken: Set<Int> = []
    for label in MapLabels(view).labels {
      let cells = view.cells(of: view.rect(of: label.prefix)!)
      #expect(label.row >= cells.y && label.row < cells.maxY)
      #expect(label.column > cells.x && label.column + label.width < cells.maxX)
      #expect(BlockName.candidates(for: label.prefix, in: view.plane.root).contains(label.text))
      for column in label.column..<label.column + label.width {
        #expect((0..<70).contains(column) && (0..<24).contains(label.row))
        #expect(taken.insert(label.row * 70 + column).inserted)
      }
    }
  }
}

@Test func `a curve that tears blocks apart names none`() {
  let plane = Plane(root: prefix("10.0.0.0/8"), curve: RowMajor())
  #expect(MapLabels(Viewport(plane: plane, columns: 64, rows: 32)).labels.isEmpty)
  let empty = Viewport(plane: Plane(root: prefix("10.0.0.0/8")), columns: 0, rows: 0)
  #expect(MapLabels(empty).labels.isEmpty)
}
