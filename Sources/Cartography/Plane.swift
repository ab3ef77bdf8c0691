public import Addressing

/// The whole of a root prefix laid out by a curve, at every zoom at once.
///
/// A zoom is a number of two-bit steps below the root. Each doubles the sides:
///
///     root /8     zoom 0    zoom 1      zoom 2            root /9     zoom 0     zoom 1
///                 +--+      +--+--+     4 x 4 pixels                  +--+--+    4 x 2 pixels
///                 |/8|      |/10  |     of a /12 each                 |/10  |    of a /12 each
///                 +--+      +--+--+                                   +--+--+
///
/// so a pixel always stands for a prefix whose length has the parity of the address width, and
/// the last zoom of an IPv4 root is one address a pixel.
public struct Plane: Sendable {
  /// The prefix that the plane shows.
  public let root: IPPrefix
  /// How addresses run through it.
  public let curve: any SpaceFillingCurve
  /// Whether columns and rows change places; of two squares side by side, in each of them.
  public let isTransposed: Bool

  /// Lays `root` out by `curve`.
  public init(
    root: IPPrefix, curve: any SpaceFillingCurve = allCurves[0], isTransposed: Bool = false
  ) {
    self.root = root
    self.curve = curve
    self.isTransposed = isTransposed
  }

  /// The curve's name as the frame of a map shows it.
  public var title: String { isTransposed ? "\(curve.title), transposed" : curve.title }

  /// The last zoom: one address a pixel, or the finest that fits 2^60 pixels a side.
  public var deepestZoom: Int { min(root.hostBits / 2, GridShape.maxOrder) }

  /// The sides of the plane after `zoom` steps, at most `deepestZoom`.
  public func shape(atZoom zoom: Int) -> GridShape {
    precondition((0...deepestZoom).contains(zoom), "there is no such zoom of this root")
    return GridShape(order: zoom, isDouble: root.hostBits % 2 == 1)
  }

  /// The length of the prefix that one pixel stands for.
  public func pixelLength(atZoom zoom: Int) -> Int {
    root.length + shape(atZoom: zoom).indexBits
  }

  /// The prefix that the pixel stands for; nil beyond the plane.
  public func prefix(at point: PixelPoint, zoom: Int) -> IPPrefix? {
    let shape = shape(atZoom: zoom)
    guard point.x >= 0, point.y >= 0, point.x < shape.width, point.y < shape.height else {
      return nil
    }
    let index = curve.index(of: transposed(point, in: shape), in: shape)
    let below = UInt128(root.hostBits - shape.indexBits)
    let base = IPAddress(root.family, bits: root.base.bits | index << below)
    return IPPrefix(base, length: root.length + shape.indexBits)
  }

  /// The pixel that holds the address; nil outside the root.
  public func point(of address: IPAddress, zoom: Int) -> PixelPoint? {
    guard root.contains(address) else { return nil }
    let shape = shape(atZoom: zoom)
    return transposed(curve.point(at: index(of: address, zoom: zoom), in: shape), in: shape)
  }

  /// Calls `body` with the pixels of the run of 2^bits that starts with the first of `prefix`, in the
  /// order of addresses and numbered from 0.
  func forEachPoint(
    in prefix: IPPrefix, bits: Int, zoom: Int, _ body: (Int, PixelPoint) -> Void
  ) {
    let shape = shape(atZoom: zoom)
    let index = index(of: prefix.base, zoom: zoom)
    guard isTransposed else {
      curve.forEachPoint(inBlockAt: index, bits: bits, in: shape, body)
      return
    }
    curve.forEachPoint(inBlockAt: index, bits: bits, in: shape) {
      body($0, transposed($1, in: shape))
    }
  }

  /// A place with column and row exchanged inside its square, where the plane is transposed.
  private func transposed(_ point: PixelPoint, in shape: GridShape) -> PixelPoint {
    guard isTransposed else { return point }
    let side = 1 << shape.order
    let square = point.x & ~(side - 1)
    return PixelPoint(x: square | point.y, y: point.x & (side - 1))
  }

  /// The smallest rectangle of pixels around a prefix; nil when it does not meet the root.
  ///
  /// What is smaller than a pixel gets its pixel, what holds the root gets the whole plane.
  public func rect(of prefix: IPPrefix, zoom: Int) -> PixelRect? {
    let shape = shape(atZoom: zoom)
    if prefix.contains(root) {
      return PixelRect(x: 0, y: 0, width: shape.width, height: shape.height)
    }
    guard root.contains(prefix) else { return nil }
    let bits = max(0, pixelLength(atZoom: zoom) - prefix.length)
    let rect = curve.bounds(ofBlockAt: index(of: prefix.base, zoom: zoom), bits: bits, in: shape)
    guard isTransposed else { return rect }
    // What covers both squares of a pair is as it was; all else lies in one of them.
    if rect.width > 1 << shape.order { return transposedPair(rect, in: shape) }
    let corner = transposed(PixelPoint(x: rect.x, y: rect.y), in: shape)
    return PixelRect(x: corner.x, y: corner.y, width: rect.height, height: rect.width)
  }

  /// Rows through both squares are columns of each: the rectangle around them.
  private func transposedPair(_ rect: PixelRect, in shape: GridShape) -> PixelRect {
    let side = 1 << shape.order
    let isWhole = rect.height == side
    return PixelRect(
      x: isWhole ? 0 : rect.y, y: 0, width: isWhole ? 2 * side : side + rect.height, height: side)
  }

  /// The block as long as `prefix`, `dx` blocks to the right and `dy` below; nil off the plane.
  public func neighbour(of prefix: IPPrefix, dx: Int, dy: Int) -> IPPrefix? {
    // The first zoom that shows the block as one pixel or two; finer ones would say the same.
    let odd = root.hostBits % 2
    let zoom = min(deepestZoom, (max(0, prefix.length - root.length - odd) + 1) / 2)
    guard let rect = rect(of: prefix, zoom: zoom) else { return nil }
    let target = PixelPoint(
      x: Self.step(dx, from: rect.x, length: rect.width),
      y: Self.step(dy, from: rect.y, length: rect.height))
    guard let pixel = self.prefix(at: target, zoom: zoom) else { return nil }
    return IPPrefix(pixel.base, length: prefix.length)
  }

  /// Counts from the edge that faces the way of travel, so that a wide block skips no narrow one.
  private static func step(_ count: Int, from start: Int, length: Int) -> Int {
    if count > 0 { return start + count * length }
    return count < 0 ? start - 1 + (count + 1) * length : start
  }

  private func index(of address: IPAddress, zoom: Int) -> UInt128 {
    let below = UInt128(root.hostBits - shape(atZoom: zoom).indexBits)
    return (address.bits - root.base.bits) >> below
  }
}

extension Plane: Hashable {
  /// Planes are equal when they show the same root by the same curve.
  public static func == (left: Plane, right: Plane) -> Bool {
    left.root == right.root && left.curve.name == right.curve.name
      && left.isTransposed == right.isTransposed
  }

  /// Feeds the root and the curve's name.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(root)
    hasher.combine(curve.name)
    hasher.combine(isTransposed)
  }
}
