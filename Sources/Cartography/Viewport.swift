public import Addressing

/// The part of a plane that a rectangle of character cells shows, and how closely.
///
/// Everything here counts pixels from the top left of the view unless it says otherwise. A plane
/// smaller than the view is centred; a larger one never leaves a margin.
public struct Viewport: Hashable, Sendable {
  /// What is looked at.
  public let plane: Plane
  /// Cells from left to right.
  public let columns: Int
  /// Cells from top to bottom.
  public let rows: Int
  /// How pixels sit in cells.
  public let grain: CellGrain
  /// Two-bit steps below the root.
  public let zoom: Int
  /// The plane's pixel at the top left of the view; negative where a margin shows.
  public let origin: PixelPoint

  /// Looks at the whole plane, as closely as it fits.
  public init(plane: Plane, columns: Int, rows: Int, grain: CellGrain = .halfCell) {
    let size = grain.pixels(columns: columns, rows: rows)
    self.init(
      plane: plane, columns: columns, rows: rows, grain: grain,
      zoom: Self.fittingZoom(of: plane, in: size), origin: PixelPoint(x: 0, y: 0))
  }

  /// Looks at `zoom` from `origin`, both brought into range and the origin onto whole cells.
  init(
    plane: Plane, columns: Int, rows: Int, grain: CellGrain, zoom: Int, origin: PixelPoint
  ) {
    self.plane = plane
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.grain = grain
    self.zoom = min(max(0, zoom), plane.deepestZoom)
    let size = grain.pixels(columns: columns, rows: rows)
    let sides = plane.shape(atZoom: self.zoom).size
    self.origin = PixelPoint(
      x: Self.clamp(
        origin.x, view: size.width, plane: sides.width, grain: grain.pixelsPerColumn),
      y: Self.clamp(origin.y, view: size.height, plane: sides.height, grain: grain.pixelsPerRow))
  }

  /// Pixels in view.
  public var size: PixelSize { grain.pixels(columns: columns, rows: rows) }

  /// The sides of the whole plane at this zoom.
  public var planeSize: PixelSize { plane.shape(atZoom: zoom).size }

  /// The length of the prefix that one pixel stands for.
  public var pixelLength: Int { plane.pixelLength(atZoom: zoom) }

  /// Whether one pixel is one address.
  public var showsSingleAddresses: Bool { pixelLength == plane.root.family.bitWidth }

  /// Whether this is as close as it gets.
  public var isDeepest: Bool { zoom == plane.deepestZoom }

  /// Whether the whole plane is in view and a step closer would not be.
  public var isFitted: Bool { zoom == Self.fittingZoom(of: plane, in: size) }

  /// The prefix under a pixel of the view; nil in the margin.
  public func prefix(atPixel point: PixelPoint) -> IPPrefix? {
    plane.prefix(at: PixelPoint(x: point.x + origin.x, y: point.y + origin.y), zoom: zoom)
  }

  /// The prefix under a cell, of its first pixel when it holds several; nil in the margin.
  public func prefix(atColumn column: Int, row: Int) -> IPPrefix? {
    guard column >= 0, row >= 0 else { return nil }
    return prefix(atPixel: grain.pixel(atColumn: column, row: row))
  }

  /// The rectangle of a prefix in view coordinates, perhaps out of sight; nil outside the root.
  public func rect(of prefix: IPPrefix) -> PixelRect? {
    plane.rect(of: prefix, zoom: zoom)?.offset(dx: -origin.x, dy: -origin.y)
  }

  /// Whether any of the prefix is in view.
  public func shows(_ prefix: IPPrefix) -> Bool {
    guard let rect = rect(of: prefix) else { return false }
    return !rect.intersection(bounds).isEmpty
  }

  /// The view itself as a rectangle.
  public var bounds: PixelRect {
    PixelRect(x: 0, y: 0, width: size.width, height: size.height)
  }

  /// The cells that a rectangle of pixels touches, counted from the top left of the view.
  public func cells(of rect: PixelRect) -> PixelRect { grain.cells(of: rect) }

  /// The largest zoom at which the whole plane fits, or the smallest there is.
  private static func fittingZoom(of plane: Plane, in size: PixelSize) -> Int {
    var zoom = plane.deepestZoom
    while zoom > 0 {
      let sides = plane.shape(atZoom: zoom).size
      if sides.width <= size.width && sides.height <= size.height { break }
      zoom -= 1
    }
    return zoom
  }

  /// Keeps one axis in range: centred when the plane is smaller than the view, else inside it.
  private static func clamp(_ origin: Int, view: Int, plane: Int, grain: Int) -> Int {
    if plane <= view { return -((view - plane) / 2 / grain * grain) }
    let last = plane - view
    // The plane may end inside a cell; rounding up still shows its edge.
    let snapped = floorDivide(origin, grain) * grain
    return min(max(0, snapped), (last + grain - 1) / grain * grain)
  }
}

/// Division that rounds towards minus infinity, so that pixels left of the origin fall in cell -1.
func floorDivide(_ value: Int, _ divisor: Int) -> Int {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}
