import Addressing
import Cartography

/// A rectangle of the map: the pixels between two corners, counted on the whole plane.
///
///     ·····      The pixels are those of the zoom at which the rectangle was last extended.
///     ·###·      At another zoom a steady curve shows the same rectangle, larger or smaller; one
///     ·###·      that runs otherwise at every zoom shows whatever became of those pixels.
///     ·····
struct MapSelection: Hashable, Sendable {
  /// What the pixels are of.
  let plane: Plane
  /// The zoom whose pixels are counted.
  private(set) var zoom: Int
  /// Where it began.
  private var first: PixelRect
  /// All of it; never empty.
  private(set) var rect: PixelRect

  /// More prefixes than this are no list that anyone reads: they are not made.
  static let limit = 4096

  /// A selection of what lies under the cursor, or between two cells; nil beyond the plane.
  init?(_ rect: PixelRect, of plane: Plane, zoom: Int) {
    guard let inside = Self.clipped(rect, plane, zoom) else { return nil }
    self.plane = plane
    self.zoom = zoom
    first = inside
    self.rect = inside
  }

  /// Makes it reach from where it began to a rectangle of pixels of some zoom.
  mutating func extend(to last: PixelRect, zoom target: Int) {
    guard let last = Self.clipped(last, plane, target) else { return }
    if target != zoom {
      first = plane.rect(of: first, fromZoom: zoom, toZoom: target) ?? last
    }
    zoom = target
    rect = first.union(last)
  }

  /// The fewest prefixes that are exactly the selected pixels; nil if they are too many.
  var prefixes: [IPPrefix]? { plane.prefixes(covering: rect, zoom: zoom, limit: Self.limit) }

  /// How many addresses are selected.
  var addresses: UInt128 {
    let below = plane.root.family.bitWidth - plane.pixelLength(atZoom: zoom)
    let pixels = UInt128(rect.width) * UInt128(rect.height)
    // All of IPv6 is one more than can be counted.
    guard below < UInt128.bitWidth else { return .max }
    let (product, isOver) = pixels.multipliedReportingOverflow(by: 1 << UInt128(below))
    return isOver ? .max : product
  }

  /// Whether any address of a pixel of some zoom is selected.
  func meets(_ point: PixelPoint, zoom other: Int) -> Bool {
    let sides = plane.shape(atZoom: other).size
    guard point.x >= 0, point.y >= 0, point.x < sides.width, point.y < sides.height else {
      return false
    }
    if other == zoom { return rect.contains(point) }
    if plane.curve.isHierarchical {
      if other > zoom {
        let steps = other - zoom
        return rect.contains(PixelPoint(x: point.x >> steps, y: point.y >> steps))
      }
      let steps = zoom - other
      let covered = PixelRect(
        x: point.x << steps, y: point.y << steps, width: 1 << steps, height: 1 << steps)
      return !covered.intersection(rect).isEmpty
    }
    guard let prefix = plane.prefix(at: point, zoom: other),
      let there = plane.rect(of: prefix, zoom: zoom)
    else { return false }
    return !there.intersection(rect).isEmpty
  }

  private static func clipped(_ rect: PixelRect, _ plane: Plane, _ zoom: Int) -> PixelRect? {
    let sides = plane.shape(atZoom: zoom).size
    let inside = rect.intersection(
      PixelRect(x: 0, y: 0, width: sides.width, height: sides.height))
    return inside.isEmpty ? nil : inside
  }
}
