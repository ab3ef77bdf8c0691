import Addressing
import TestSupport
import Testing

@testable import Cartography

/// Sixty-four blocks of sixteen addresses, one of them full and one refused, others by chance.
private func space(_ random: inout SeededRandom) -> (
  SketchedSpace, full: IPPrefix, failed: IPPrefix
) {
  let full = random.int(in: 0..<64)
  let failed = (full + random.int(in: 1..<64)) % 64
  let lines = (0..<64).map { index -> String in
    if index == full { return "R##############R" }
    let used = random.int(in: 0..<10)
    if used == 0 && index != failed { return "" }
    return "R" + String(repeating: "#", count: used) + String(repeating: ".", count: 14 - used)
      + "R"
  }
  var space = SketchedSpace("10.0.0.0/22", blockLength: 28, lines.joined(separator: "\n"))
  func block(_ index: Int) -> IPPrefix {
    IPPrefix(space.pool.base.advanced(by: UInt128(16 * index))!, length: 28)
  }
  space.failed = [block(failed)]
  return (space, block(full), block(failed))
}

@Test(arguments: NamedGlyphs.all)
func `whatever stands for many blocks, a full or refused one among them is marked`(
  _ named: NamedGlyphs
) throws {
  var random = SeededRandom(seed: 38)
  for aggregate in Aggregate.allCases {
    for curve in allCurves {
      for zoom in 0...3 {
        let (space, full, failed) = space(&random)
        let plane = Plane(root: space.pool, curve: curve)
        let view = Viewport(plane: plane, columns: 32, rows: 16, grain: named.glyphs.grain)
          .centred(on: plane.root, zoom: zoom)
        let raster = Rasterizer(viewport: view, aggregate: aggregate).raster(of: space)
        let cells = CellRaster(raster, glyphs: named.glyphs)
        func mark(of block: IPPrefix) throws -> Mark? {
          let rect = view.cells(of: try #require(view.rect(of: block)))
          return cells[rect.x, rect.y].mark
        }
        #expect(try mark(of: failed) == .failed)
        // Where both are in one cell the refusal stays.
        #expect([.full, .failed].contains(try mark(of: full)))
      }
    }
  }
}

@Test func `each aggregate marks the full block that its colour hides`() {
  let space = SketchedSpace(
    "10.0.0.0/26", blockLength: 28, "R##............R\n\nR##############R\nR......#######.R")
  let plane = Plane(root: space.pool)
  let view = Viewport(plane: plane, columns: 2, rows: 1, grain: .twoCells)
  let pictures = Aggregate.allCases.map { aggregate in
    let raster = Rasterizer(viewport: view, aggregate: aggregate).raster(of: space)
    let cells = CellRaster(raster, glyphs: ASCIIRamp())
    return "\(aggregate.name) \(cells.text)"
  }
  #expect(pictures == ["mean F=", "max F@", "least-free F@", "any-full FF"])
}
