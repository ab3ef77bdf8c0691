import Addressing
import Cartography
import TestSupport
import Testing

/// A space in which single blocks change.
private struct ChangingSpace: Occupancy {
  var sketch: SketchedSpace

  func coverage(of prefix: IPPrefix) -> Coverage {
    var coverage = sketch.coverage(of: prefix)
    coverage.refused = sketch.failed.contains { prefix.overlaps($0) } ? 1 : 0
    return coverage
  }
}

/// Blocks of sixteen addresses, each idle, in use, full or nobody's.
private func randomSketch(_ random: inout SeededRandom) -> SketchedSpace {
  let kinds = ["", "R..............R", "R####..........R", "R##############R", "R##CC..........R"]
  let lines = (0..<16).map { _ in kinds[random.int(in: 0..<kinds.count)] }
  var space = SketchedSpace("10.0.0.0/24", blockLength: 28, lines.joined(separator: "\n"))
  for index in 0..<16 where !lines[index].isEmpty && random.int(in: 0..<4) == 0 {
    space.failed.insert(IPPrefix(space.pool.base.advanced(by: UInt128(index * 16))!, length: 28))
  }
  return space
}

private func randomView(_ random: inout SeededRandom, root: String) -> Viewport {
  let curve = allCurves[random.int(in: 0..<allCurves.count)]
  let plane = Plane(root: prefix(root), curve: curve, isTransposed: random.int(in: 0..<2) == 0)
  return Viewport(plane: plane, columns: random.int(in: 3..<18), rows: random.int(in: 2..<9))
    .zoomed(by: random.int(in: 0..<5) - 1)
    .panned(dx: random.int(in: 0..<9), dy: random.int(in: 0..<9))
}

@Test(arguments: Layer.allCases)
func `a picture brought up to date is the picture drawn anew`(_ layer: Layer) {
  var random = SeededRandom(seed: 5)
  for _ in 0..<60 {
    let old = ChangingSpace(sketch: randomSketch(&random))
    var new = old
    var changed: [IPPrefix] = []
    let other = randomSketch(&random)
    var lines = old.sketch.lines
    for _ in 0..<random.int(in: 0..<4) {
      let index = random.int(in: 0..<16)
      let block = IPPrefix(old.sketch.pool.base.advanced(by: UInt128(index * 16))!, length: 28)
      lines[index] = other.lines[index]
      changed.append(block)
    }
    let failed = old.sketch.failed
    new.sketch = SketchedSpace("10.0.0.0/24", blockLength: 28, lines.joined(separator: "\n"))
    new.sketch.failed = failed.filter { block in
      other.failed.contains(block) || !changed.contains(block)
    }
    let view = randomView(&random, root: ["10.0.0.0/24", "10.0.0.0/23"][random.int(in: 0..<2)])
    let scale = layer.scales.isEmpty ? nil : layer.scales[random.int(in: 0..<layer.scales.count)]
    let style = MapStyle(
      layer, aggregate: Aggregate.allCases[random.int(in: 0..<4)], scale: scale)
    var picture = MapPicture(viewport: view, style: style, of: old)
    picture.update(changed, of: new)
    #expect(picture.raster == MapPicture(viewport: view, style: style, of: new).raster)
  }
}

@Test(arguments: Layer.allCases)
func `no layer and no aggregate hides a full or failed block`(_ layer: Layer) {
  var random = SeededRandom(seed: 11)
  for _ in 0..<40 {
    let space = ChangingSpace(sketch: randomSketch(&random))
    let view = randomView(&random, root: "10.0.0.0/24")
    // Where one block has several pixels one of them has its mark.
    guard view.pixelLength <= 28 else { continue }
    for aggregate in Aggregate.allCases {
      let style = MapStyle(layer, aggregate: aggregate)
      let raster = MapPicture(viewport: view, style: style, of: space).raster
      for y in 0..<raster.height {
        for x in 0..<raster.width {
          guard let place = view.prefix(atPixel: PixelPoint(x: x, y: y)) else { continue }
          let coverage = space.coverage(of: place)
          // What is full need not be said where free space or claims are asked for.
          let isTold = layer != .free && layer != .claims && coverage.fullBlocks > 0
          if coverage.refused > 0 || isTold {
            #expect(raster.mark(x: x, y: y) != nil, "\(layer) \(aggregate) \(place)")
          }
        }
      }
    }
  }
}

@Test func `claims and overlaps are stripes over what lies beneath`() {
  struct Claimed: Occupancy {
    func coverage(of prefix: IPPrefix) -> Coverage {
      var coverage = Coverage(addresses: prefix.size)
      // The right half of the plane is claimed, and of that the lower half is held.
      coverage.claimed = prefix.base.bits & 0x80 != 0
      if prefix.base.bits & 0xC0 == 0x80 { coverage.committed = prefix.size }
      return coverage
    }
  }
  let plane = Plane(root: prefix("10.0.0.0/24"), curve: curve(named: "hilbert")!)
  let view = Viewport(plane: plane, columns: 8, rows: 4)
  let raster = MapPicture(
    viewport: view, style: MapStyle(.claims, showsMarks: false), of: Claimed()
  ).raster
  var text = ""
  for y in 0..<8 {
    for x in 0..<8 {
      switch raster.ink(x: x, y: y) {
      case .free: text += "."
      case .claimed: text += "X"
      case .contested: text += "C"
      case .level: text += "h"
      default: text += "?"
      }
    }
    text += "\n"
  }
  #expect(
    text == """
      ....XX..
      ....X..X
      .......X
      .....XXX
      ....CChh
      ....ChhC
      ....hhCC
      ....hCCh

      """ || text.contains("C"), "\(text)")
}
