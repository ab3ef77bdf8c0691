import Addressing
import Cartography
import Testing

@testable import Explorer

/// Figures are drawn, and the step that they get has to say so.
@Suite struct RampStepTests {
  private struct Stretch: Occupancy {
    let answer: Coverage
    func coverage(of prefix: IPPrefix) -> Coverage { answer }
  }

  private func meaning(_ style: MapStyle, _ change: (inout Coverage) -> Void) throws -> String {
    var coverage = Coverage(
      addresses: 256, committed: 256, capacity: 252, blocks: 1, committedBlocks: 1)
    change(&coverage)
    let root = try #require(IPPrefix("10.0.0.0/24"))
    let viewport = Viewport(plane: Plane(root: root), columns: 1, rows: 1)
    let picture = MapPicture(viewport: viewport, style: style, of: Stretch(answer: coverage))
    let ink = picture.raster.pixels.first { $0.ink != .void }?.ink ?? .void
    guard case .level(let level) = ink else { return "\(ink)" }
    return RampStep(style, ink: ink, index: Int(level), of: 9).meaning
  }

  @Test(arguments: [
    (0, "no address is used"), (1, "more than nothing, and less than 1/7 of the usable addresses"),
    (36, "1/7 to less than 2/7 of the usable addresses"),
    (71, "1/7 to less than 2/7 of the usable addresses"),
    (72, "2/7 to less than 3/7 of the usable addresses"),
    (216, "6/7 of the usable addresses and more, but not all"),
    (251, "6/7 of the usable addresses and more, but not all"),
    (252, "every usable address is used"),
  ])
  func `sevenths of what is used`(used: UInt128, words: String) throws {
    let text = try meaning(MapStyle(aggregate: .mean)) { $0.used = used }
    #expect(text == words)
  }

  @Test(arguments: [
    (1, "any address used, to less than 1/64"), (3, "any address used, to less than 1/64"),
    (4, "1/64 used to less than 1/32"), (62, "1/8 used to less than 1/4"),
    (63, "1/4 used to less than 1/2"), (126, "1/2 used and more, but not all"),
    (252, "every usable address is used"),
  ])
  func `halves of what is used`(used: UInt128, words: String) throws {
    let text = try meaning(MapStyle(aggregate: .mean, scale: .log)) { $0.used = used }
    #expect(text == words)
  }

  @Test(arguments: [
    (0, "the tightest block has none left"), (1, "the tightest block has 1 left"),
    (2, "the tightest block has 2 to 3 left"), (3, "the tightest block has 2 to 3 left"),
    (4, "the tightest block has 4 to 7 left"), (63, "the tightest block has 32 to 63 left"),
    (64, "the tightest block has 64 or more left"), (200, "the tightest block has 64 or more left"),
  ])
  func `addresses left in the tightest block`(left: Int, words: String) throws {
    let text = try meaning(MapStyle(aggregate: .leastFree)) { coverage in
      coverage.used = 252 - UInt128(left)
      coverage.leastFree = left
    }
    #expect(text == words)
  }

  @Test(arguments: [
    (59, "held for less than 1 minute"), (60, "held for 1 minute to less than 10 minutes"),
    (3600, "held for 1 hour to less than 6 hours"),
    (2_591_999, "held for 7 days to less than 30 days"), (2_592_000, "held for 30 days or more"),
  ])
  func `how long it has been held`(seconds: UInt32, words: String) throws {
    let text = try meaning(MapStyle(.age, aggregate: .max)) { coverage in
      coverage.youngest = seconds
      coverage.oldest = seconds
      coverage.now = 3_000_000
    }
    #expect(text == words)
  }

  @Test(arguments: [
    (0, "held, and none given back"), (1, "given back: 1"), (2, "given back: 2 to 3 times"),
    (127, "given back: 64 to 127 times"), (128, "given back: 128 times or more"),
  ])
  func `how often addresses came back`(returns: Int, words: String) throws {
    let text = try meaning(MapStyle(.churn)) { $0.returns = returns }
    #expect(text == words)
  }
}
