import Addressing
import Cartography
import Reporting

/// How much of the view each colour and each letter stands for.
///
/// Colours are counted by the pixels that show them, so the numbers hold on every layer, scale and
/// aggregate; letters by what they stand for, since of many blocks in a pixel one letter shows.
struct LegendCount {
  private var pixels: [Int]
  private var hatched: [Int]
  /// Addresses of a pixel.
  let addresses: UInt128
  /// Whether anything was counted.
  let isKnown: Bool
  private(set) var fullBlocks = 0
  private(set) var contested = 0
  private(set) var refused = 0
  private(set) var reserved: UInt128 = 0

  /// Prefixes of the view that are asked for what letters stand for; more would be felt.
  private static let limit = 4096

  init(_ state: ExplorerApp.State) {
    pixels = Array(repeating: 0, count: Ink.allCases.count)
    hatched = pixels
    let viewport = state.viewport
    addresses = IPPrefix(state.pool.base, length: viewport.pixelLength).size
    // Before the first key nothing is kept yet.
    var fresh = state
    fresh.refreshMap()
    // Edges of free blocks are drawn over their pixels, which cannot be counted then.
    guard state.style.layer != .free, let shown = fresh.shownMap,
      shown.shows(viewport, state.style)
    else {
      isKnown = false
      return
    }
    isKnown = true
    for pixel in shown.picture.raster.pixels {
      if let hatch = pixel.hatch {
        hatched[hatch.index] += 1
      } else {
        pixels[pixel.ink.index] += 1
      }
    }
    let visible = viewport.bounds.offset(dx: viewport.origin.x, dy: viewport.origin.y)
    let parts =
      viewport.plane.prefixes(covering: visible, zoom: viewport.zoom, limit: Self.limit)
      ?? [state.pool]
    for part in parts {
      let coverage = shown.occupancy.coverage(of: part)
      fullBlocks += coverage.fullBlocks
      contested += coverage.contested
      refused += coverage.refused
      reserved += coverage.reserved
    }
  }

  /// Pixels of the view that look so.
  func count(of pixel: Pixel) -> Int {
    pixel.hatch.map { hatched[$0.index] } ?? pixels[pixel.ink.index]
  }

  /// Pixels of the view with that ink.
  func count(of ink: Ink) -> Int { pixels[ink.index] }

  /// The addresses of so many pixels.
  func addresses(of count: Int) -> UInt128 {
    let (product, overflow) = addresses.multipliedReportingOverflow(by: UInt128(count))
    return overflow ? .max : product
  }
}
