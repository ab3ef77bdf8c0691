import Addressing
import Cartography
import TestSupport
import Testing

/// One pixel of a stretch by a style.
private func pixel(_ style: MapStyle, _ change: (inout Coverage) -> Void) -> Pixel {
  struct Same: Occupancy {
    let coverage: Coverage
    func coverage(of prefix: IPPrefix) -> Coverage { coverage }
  }
  var coverage = Coverage(addresses: 256, capacity: 252, blocks: 1)
  change(&coverage)
  let view = Viewport(plane: Plane(root: prefix("10.0.0.0/8")), columns: 1, rows: 1)
  return MapPicture(viewport: view, style: style, of: Same(coverage: coverage)).raster[0, 0]
}

private func held(_ coverage: inout Coverage, used: UInt128 = 0) {
  coverage.committed = 256
  coverage.committedBlocks = 1
  coverage.used = used
}

@Test func `the state of a block by the gravest thing that can be said of it`() {
  let style = MapStyle(.state, aggregate: .max)
  #expect(pixel(style) { _ in }.ink == .free)
  #expect(pixel(style) { held(&$0) }.ink == .level(0))
  #expect(pixel(style) { held(&$0, used: 3) }.ink == .level(MapStyle.inUse))
  #expect(
    pixel(style) {
      held(&$0, used: 252)
      $0.fullBlocks = 1
    }.ink == .full)
  let refused = pixel(style) {
    held(&$0, used: 252)
    $0.fullBlocks = 1
    $0.refused = 3
  }
  #expect(refused == Pixel(.failed, mark: .failed))
}

@Test func `ages are told in steps from a minute to thirty days`() {
  let style = MapStyle(.age, aggregate: .max)
  let seconds: [UInt32] = [0, 59, 60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000, .max]
  let levels = seconds.map { age in
    pixel(style) {
      held(&$0)
      $0.oldest = age
      $0.youngest = 0
    }.ink
  }
  #expect(levels == [1, 1, 2, 3, 4, 5, 6, 7, 8, 8].map { Ink.level($0) })
  let young = pixel(MapStyle(.age, aggregate: .leastFree)) {
    held(&$0)
    $0.oldest = .max
    $0.youngest = 61
  }
  #expect(young.ink == .level(2))
}

@Test func `counts are told in doublings`() {
  let counts = [0, 1, 2, 3, 4, 7, 8, 127, 128, 1 << 40]
  for layer in [Layer.churn, .refusals] {
    let inks = counts.map { count in
      pixel(MapStyle(layer, showsMarks: false)) {
        held(&$0)
        $0.blocks = 2
        $0.returns = count
        $0.refused = count
      }.ink
    }
    #expect(inks == [0, 1, 2, 2, 3, 3, 4, 7, 8, 8].map { Ink.level($0) }, "\(layer)")
  }
}

@Test func `halves are the steps of how full on a scale that doubles`() {
  let style = MapStyle(.utilisation, aggregate: .mean, scale: .log)
  let used: [UInt128] = [0, 1, 3, 31, 63, 125, 126, 251, 252]
  let inks = used.map { used in pixel(style) { held(&$0, used: used) }.ink }
  #expect(inks == [0, 1, 1, 4, 6, 6, 7, 7, 8].map { Ink.level($0) })
}

@Test func `an owner has its colour, several have the last one, and nobody none`() {
  let style = MapStyle(.owner)
  for (owner, ink) in [
    (Ownership.one(3), Ink.category(3)), (.several, .category(7)), (.nobody, .level(0)),
  ] {
    let pixel = pixel(style) {
      held(&$0)
      $0.owner = owner
    }
    #expect(pixel.ink == ink)
  }
  #expect(pixel(style) { _ in }.ink == .free)
}

@Test func `a free block is brighter the larger it is`() {
  let style = MapStyle(.free)
  let inks = (8...24).reversed().map { length in
    pixel(style) {
      $0.unitLength = 24
      $0.poolLength = 8
      $0.freeLength = length
    }.ink.index
  }
  #expect(inks == inks.sorted())
  #expect(inks.first == Ink.level(1).index && inks.last == Ink.level(8).index)
  #expect(pixel(style) { held(&$0) }.ink == .outside)
}

@Test func `ranks put as many pixels on each step`() {
  struct Rising: Occupancy {
    func coverage(of prefix: IPPrefix) -> Coverage {
      var coverage = Coverage(addresses: prefix.size, committed: prefix.size, blocks: 2)
      coverage.returns = Int(prefix.base.bits & 0xFF) * 1000 + 1
      return coverage
    }
  }
  let view = Viewport(plane: Plane(root: prefix("10.0.0.0/24")), columns: 16, rows: 8)
  let raster = MapPicture(
    viewport: view, style: MapStyle(.churn, scale: .rank), of: Rising()
  ).raster
  for level in 1...8 {
    #expect(raster.pixels.count { $0.ink == .level(UInt8(level)) } == 32, "\(level)")
  }
  let linear = MapPicture(
    viewport: view, style: MapStyle(.churn, scale: .linear), of: Rising()
  ).raster
  #expect(linear.pixels.count { $0.ink == .level(8) } == 1)
}

@Test(arguments: Layer.allCases)
func `every ink of a layer's legend has words, and every layer explains its own`(_ layer: Layer) {
  for scale in layer.scales.map(Optional.some) + [nil] {
    for aggregate in Aggregate.allCases {
      let items = MapStyle(layer, aggregate: aggregate, scale: scale).legend(
        of: MapStyle.Subject(owners: ["a", "b"], ownerCount: 9, poolLength: 8, unitLength: 24))
      #expect(items.count > 2)
      for case .swatch(_, let words) in items { #expect(!words.isEmpty) }
      for case .ramp(let low, let inks, _) in items {
        #expect(!low.isEmpty && Set(inks).count == inks.count)
      }
    }
  }
}
