import Addressing
import TestSupport
import Testing

@testable import Cartography

/// Four /28 blocks of a /26: half used, idle, full and nobody's.
private let space = SketchedSpace(
  "10.0.0.0/26", blockLength: 28,
  """
  R######........R
  R..............R
  R##############R

  """)

/// One letter a pixel, `_` beyond the plane.
private func text(_ raster: PixelRaster) -> String {
  (0..<raster.height).map { y in
    (0..<raster.width).map { x in
      let ink = raster.ink(x: x, y: y)
      let scalar = raster.mark(x: x, y: y)?.scalar ?? ASCIIRamp.letter(for: ink)
      return ink == .void ? "_" : String(Character(scalar))
    }.joined()
  }.joined(separator: "\n")
}

private func view(_ root: String, side: Int, zoom: Int) -> Viewport {
  let plane = Plane(root: prefix(root))
  return Viewport(plane: plane, columns: side, rows: side, grain: .oneCell)
    .centred(on: plane.root, zoom: zoom)
}

extension CellGrain {
  fileprivate static let oneCell = CellGrain()
}

@Test func `one pixel a block shows its fill`() {
  let raster = Rasterizer(viewport: view("10.0.0.0/26", side: 2, zoom: 1)).raster(of: space)
  #expect(raster.pixels.map(\.ink) == [.level(4), .free, .level(0), .level(8)])
  #expect(raster.pixels.map(\.mark) == [nil, nil, nil, .full])
}

@Test func `one pixel an address shows each, with one F for the block and R where nobody may`() {
  let raster = Rasterizer(viewport: view("10.0.0.0/26", side: 8, zoom: 3)).raster(of: space)
  #expect(
    text(raster) == """
      R@@@    
      @@.@    
      ....    
      R...    
      R..RRF@R
      ....@@@@
      ....@@@@
      ....@@@@
      """)
}

@Test func `a failed block says so once`() {
  var space = space
  space.failed = [prefix("10.0.0.0/28")]
  let raster = Rasterizer(viewport: view("10.0.0.0/26", side: 8, zoom: 3)).raster(of: space)
  #expect(raster.pixels.map(\.mark).count { $0 == .failed } == 1)
  #expect(raster.mark(x: 0, y: 0) == .failed)
  #expect((0..<4).allSatisfy { raster.ink(x: $0, y: 3) == .failed })
}

@Test func `addresses held twice are marked each where they lie apart`() {
  let space = SketchedSpace("10.0.0.0/28", blockLength: 28, "RC#........C...R")
  let raster = Rasterizer(viewport: view("10.0.0.0/28", side: 4, zoom: 2)).raster(of: space)
  #expect(raster.pixels.map(\.mark).count { $0 == .contested } == 2)
  #expect(raster.pixels.map(\.ink).count { $0 == .contested } == 2)
}

@Test func `marks can be left out`() {
  var rasterizer = Rasterizer(viewport: view("10.0.0.0/26", side: 8, zoom: 3))
  rasterizer.style.showsMarks = false
  #expect(rasterizer.raster(of: space).pixels.allSatisfy { $0.mark == nil })
}

@Test func `beyond the plane is void and beyond the pool outside`() {
  let wide = view("10.0.0.0/25", side: 6, zoom: 1)
  #expect(
    text(Rasterizer(viewport: wide).raster(of: space)) == """
      ______
      ______
      _+ //_
      _.F//_
      ______
      ______
      """)
}

@Test func `asking about squares draws what asking about every pixel draws`() {
  var random = SeededRandom(seed: 21)
  for curve in allCurves {
    for root in ["10.0.0.0/24", "10.0.0.0/25", "10.0.0.0/26"] {
      for aggregate in Aggregate.allCases {
        let plane = Plane(root: prefix(root), curve: curve)
        let zoom = random.int(in: 0..<plane.deepestZoom + 1)
        let view = Viewport(plane: plane, columns: 7, rows: 5)
          .zoomed(by: zoom - 2).panned(dx: random.int(in: 0..<9), dy: random.int(in: 0..<9))
        let rasterizer = Rasterizer(
          viewport: view, aggregate: aggregate, showsMarks: random.int(in: 0..<2) == 0)
        var asked = space
        asked.tellsUniform = false
        let fast = rasterizer.raster(of: space)
        #expect(fast == rasterizer.raster(of: asked))
        for y in 0..<fast.height {
          for x in 0..<fast.width {
            let pixel = view.prefix(atPixel: PixelPoint(x: x, y: y))
            let ink = pixel.map { Ink(space.coverage(of: $0), by: aggregate) } ?? .void
            #expect(fast.ink(x: x, y: y) == ink)
          }
        }
      }
    }
  }
}

/// Says of everything that it is all alike.
private struct Sweeping: Occupancy {
  func coverage(of prefix: IPPrefix) -> Coverage {
    var coverage = space.coverage(of: prefix)
    coverage.isUniform = true
    return coverage
  }
}

@Test func `what is committed is looked into whatever is said of it`() {
  let rasterizer = Rasterizer(viewport: view("10.0.0.0/26", side: 8, zoom: 3))
  #expect(rasterizer.raster(of: Sweeping()) == rasterizer.raster(of: space))
}

/// Counts how often it is asked.
private final class Counted: Occupancy {
  let space: SketchedSpace
  var questions = 0

  init(_ space: SketchedSpace) { self.space = space }

  func coverage(of prefix: IPPrefix) -> Coverage {
    questions += 1
    return space.coverage(of: prefix)
  }

  func survey(_ count: Int, from first: IPPrefix, _ body: (Int, Coverage) -> Void) {
    questions += 1
    space.survey(count, from: first, body)
  }
}

@Test func `a nearly empty plane takes few questions`() {
  let space = SketchedSpace("10.0.0.0/20", blockLength: 28, "R######........R")
  let counted = Counted(space)
  let raster = Rasterizer(viewport: view("10.0.0.0/20", side: 64, zoom: 6)).raster(of: counted)
  #expect(raster.pixels.map(\.ink).count { $0 != .free } == 16)
  #expect(counted.questions < 50)
}
