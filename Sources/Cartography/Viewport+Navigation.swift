public import Addressing

extension Viewport {
  /// The same view, `steps` two-bit steps closer (or farther when negative), about a pixel of it.
  ///
  /// The cell under that pixel goes on showing the same place, as far as the edges allow.
  public func zoomed(by steps: Int, about point: PixelPoint) -> Viewport {
    let target = min(max(0, zoom + steps), plane.deepestZoom)
    guard target != zoom else { return self }
    let sides = planeSize
    let held = PixelPoint(
      x: min(max(0, point.x + origin.x), sides.width - 1),
      y: min(max(0, point.y + origin.y), sides.height - 1))
    return placing(moved(held, to: target), atPixel: point, zoom: target)
  }

  /// The same view closer or farther about its middle.
  public func zoomed(by steps: Int) -> Viewport {
    zoomed(by: steps, about: bounds.center)
  }

  /// The same view closer or farther, with an address kept where it is on the screen.
  public func zoomed(by steps: Int, keeping address: IPAddress) -> Viewport {
    let target = min(max(0, zoom + steps), plane.deepestZoom)
    guard target != zoom, let here = plane.point(of: address, zoom: zoom),
      let there = plane.point(of: address, zoom: target)
    else { return self }
    let shown = PixelPoint(x: here.x - origin.x, y: here.y - origin.y)
    return placing(there, atPixel: shown, zoom: target)
  }

  /// The view moved over the plane by pixels.
  public func panned(dx: Int, dy: Int) -> Viewport {
    at(zoom: zoom, origin: PixelPoint(x: origin.x + dx, y: origin.y + dy))
  }

  /// The view moved by halves of itself.
  public func panned(halvesRight: Int, halvesDown: Int) -> Viewport {
    panned(
      dx: halvesRight * max(grain.pixelsPerColumn, size.width / 2),
      dy: halvesDown * max(grain.pixelsPerRow, size.height / 2))
  }

  /// The whole plane, as closely as it fits.
  public func fitted() -> Viewport {
    Viewport(plane: plane, columns: columns, rows: rows, grain: grain)
  }

  /// The view with a prefix in its middle, at this zoom or another.
  public func centred(on prefix: IPPrefix, zoom other: Int? = nil) -> Viewport {
    let zoom = min(max(0, other ?? self.zoom), plane.deepestZoom)
    guard let rect = plane.rect(of: prefix, zoom: zoom) else { return self }
    let middle = rect.center
    return at(
      zoom: zoom, origin: PixelPoint(x: middle.x - size.width / 2, y: middle.y - size.height / 2))
  }

  /// The closest view that still shows all of a prefix.
  public func framing(_ prefix: IPPrefix) -> Viewport {
    var zoom = plane.deepestZoom
    while zoom > 0, let rect = plane.rect(of: prefix, zoom: zoom),
      rect.width > size.width || rect.height > size.height
    {
      zoom -= 1
    }
    return centred(on: prefix, zoom: zoom)
  }

  /// The closest view that still shows all of a rectangle of the plane's pixels at some zoom.
  public func framing(_ rect: PixelRect, ofZoom source: Int) -> Viewport {
    var zoom = plane.deepestZoom
    // Views begin at whole cells, so it is cells that must fit.
    func there() -> PixelRect? {
      plane.rect(of: rect, fromZoom: source, toZoom: zoom).map(grain.cells)
    }
    while zoom > 0, let cells = there(), cells.width > columns || cells.height > rows {
      zoom -= 1
    }
    guard let cells = there() else { return self }
    return at(
      zoom: zoom,
      origin: grain.pixel(
        atColumn: cells.x - (columns - cells.width) / 2, row: cells.y - (rows - cells.height) / 2))
  }

  /// The view moved just far enough that a prefix is in sight, its first corner if it is too large.
  public func revealing(_ prefix: IPPrefix) -> Viewport {
    guard let rect = rect(of: prefix) else { return self }
    // Origins are rounded down to whole cells, so almost a cell more keeps the last pixel in sight.
    let right = Self.shift(start: rect.x, length: rect.width, view: size.width)
    let down = Self.shift(start: rect.y, length: rect.height, view: size.height)
    return panned(
      dx: right > 0 ? right + grain.pixelsPerColumn - 1 : right,
      dy: down > 0 ? down + grain.pixelsPerRow - 1 : down)
  }

  /// The same place in a rectangle of another size; a fitted view stays fitted.
  public func resized(columns: Int, rows: Int, grain: CellGrain? = nil) -> Viewport {
    let other = Viewport(plane: plane, columns: columns, rows: rows, grain: grain ?? self.grain)
    if isFitted { return other }
    let middle = PixelPoint(x: origin.x + size.width / 2, y: origin.y + size.height / 2)
    return other.at(
      zoom: zoom,
      origin: PixelPoint(x: middle.x - other.size.width / 2, y: middle.y - other.size.height / 2))
  }

  /// The view of the same root by another curve, about the address that `point` shows.
  public func redrawn(
    by curve: any SpaceFillingCurve, transposed: Bool? = nil, about point: PixelPoint
  ) -> Viewport {
    let plane = Plane(
      root: plane.root, curve: curve, isTransposed: transposed ?? plane.isTransposed)
    let redrawn = Viewport(
      plane: plane, columns: columns, rows: rows, grain: grain,
      zoom: zoom, origin: origin)
    guard let held = prefix(atPixel: point),
      let there = redrawn.plane.point(of: held.base, zoom: zoom)
    else { return redrawn }
    return redrawn.placing(there, atPixel: point, zoom: zoom)
  }

  /// Where a pixel of this zoom's plane goes at another zoom.
  private func moved(_ point: PixelPoint, to target: Int) -> PixelPoint {
    if plane.curve.isHierarchical {
      let steps = target - zoom
      // Shifting by a negative amount shifts the other way.
      return PixelPoint(x: point.x << steps, y: point.y << steps)
    }
    guard let held = plane.prefix(at: point, zoom: zoom),
      let there = plane.point(of: held.base, zoom: target)
    else { return point }
    return there
  }

  /// The view whose cell under `shown` shows `point` of the plane.
  ///
  /// Both are rounded down to whole cells first; otherwise a part of a cell could tip over to the
  /// next.
  private func placing(_ point: PixelPoint, atPixel shown: PixelPoint, zoom: Int) -> Viewport {
    let (across, down) = (grain.pixelsPerColumn, grain.pixelsPerRow)
    return at(
      zoom: zoom,
      origin: PixelPoint(
        x: (floorDivide(point.x, across) - floorDivide(shown.x, across)) * across,
        y: (floorDivide(point.y, down) - floorDivide(shown.y, down)) * down))
  }

  private func at(zoom: Int, origin: PixelPoint) -> Viewport {
    Viewport(
      plane: plane, columns: columns, rows: rows, grain: grain, zoom: zoom, origin: origin)
  }

  private static func shift(start: Int, length: Int, view: Int) -> Int {
    if start < 0 || length > view { return start }
    return max(0, start + length - view)
  }
}
