import Addressing

/// Turns what is known of address space into the pixels of a view.
public struct Rasterizer: Hashable, Sendable {
  /// What part of which plane to draw.
  public var viewport: Viewport
  /// Which figure stands for the blocks of a pixel.
  public var aggregate: Aggregate
  /// Whether letters go over the colours.
  public var showsMarks: Bool

  /// Draws `viewport`, many blocks in a pixel by `aggregate`.
  public init(viewport: Viewport, aggregate: Aggregate = .mean, showsMarks: Bool = true) {
    self.viewport = viewport
    self.aggregate = aggregate
    self.showsMarks = showsMarks
  }

  /// The picture of an occupancy.
  ///
  /// A hierarchical curve lets it ask about large squares first and stop where all is alike:
  ///
  ///     +-------+-------+
  ///     |       | .   . |     one question for each free quarter,
  ///     | free  |   #   |     the others are asked for pixel by pixel
  ///     +-------+-------+
  public func raster(of occupancy: some Occupancy) -> PixelRaster {
    let size = viewport.size
    var drawing = Drawing(
      raster: PixelRaster(width: size.width, height: size.height), aggregate: aggregate,
      showsMarks: showsMarks)
    guard size.width > 0, size.height > 0 else { return drawing.raster }
    if viewport.plane.curve.isHierarchical {
      drawSquares(of: occupancy, into: &drawing)
    } else {
      for y in 0..<size.height {
        for x in 0..<size.width {
          guard let prefix = viewport.prefix(atPixel: PixelPoint(x: x, y: y)) else { continue }
          drawing.set(x: x, y: y, to: occupancy.coverage(of: prefix))
        }
      }
    }
    return drawing.thinned(in: viewport)
  }

  private func drawSquares(of occupancy: some Occupancy, into drawing: inout Drawing) {
    let visible = viewport.bounds.offset(dx: viewport.origin.x, dy: viewport.origin.y)
      .intersection(
        PixelRect(
          x: 0, y: 0, width: viewport.planeSize.width, height: viewport.planeSize.height))
    guard !visible.isEmpty else { return }
    var steps = 0
    while steps < viewport.zoom && 1 << steps < max(visible.width, visible.height) { steps += 1 }
    for y in (visible.y >> steps)...((visible.maxY - 1) >> steps) {
      for x in (visible.x >> steps)...((visible.maxX - 1) >> steps) {
        draw(PixelPoint(x: x, y: y), steps: steps, of: occupancy, into: &drawing)
      }
    }
  }

  /// Draws the pixel of the plane `steps` zooms up, by parts if its parts may differ.
  private func draw(
    _ square: PixelPoint, steps: Int, of occupancy: some Occupancy, into drawing: inout Drawing
  ) {
    let rect = PixelRect(
      x: square.x << steps - viewport.origin.x, y: square.y << steps - viewport.origin.y,
      width: 1 << steps, height: 1 << steps)
    guard !rect.intersection(viewport.bounds).isEmpty else { return }
    // Asking at every second step finds empty land nearly as soon, with a fifth fewer questions.
    if steps % 2 == 0,
      let prefix = viewport.plane.prefix(at: square, zoom: viewport.zoom - steps)
    {
      let coverage = occupancy.coverage(of: prefix)
      if steps == 0 {
        drawing.set(x: rect.x, y: rect.y, to: coverage)
        return
      }
      if coverage.isUniform && coverage.committed == 0 {
        drawing.raster.fill(rect, with: Ink(coverage, by: aggregate))
        return
      }
    }
    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
      let part = PixelPoint(x: square.x << 1 + dx, y: square.y << 1 + dy)
      draw(part, steps: steps - 1, of: occupancy, into: &drawing)
    }
  }
}

/// A raster while it is drawn, with the marks that may prove to be one too many.
private struct Drawing {
  var raster: PixelRaster
  let aggregate: Aggregate
  let showsMarks: Bool
  /// Marked pixels that are smaller than their block, and that block.
  private var insideBlocks: [(point: PixelPoint, block: IPPrefix)] = []
  /// Marked pixels of a picture of what differs, where a whole area has the same mark.
  private var areas: [PixelPoint] = []

  init(raster: PixelRaster, aggregate: Aggregate, showsMarks: Bool) {
    self.raster = raster
    self.aggregate = aggregate
    self.showsMarks = showsMarks
  }

  mutating func set(x: Int, y: Int, to coverage: Coverage) {
    let mark = showsMarks ? Mark(coverage) : nil
    raster.set(x: x, y: y, ink: Ink(coverage, by: aggregate), mark: mark)
    if coverage.contrast != nil {
      if mark != nil { areas.append(PixelPoint(x: x, y: y)) }
    } else if let block = coverage.block, let mark, mark != .reserved {
      insideBlocks.append((PixelPoint(x: x, y: y), block))
    }
  }

  /// Leaves one mark at the top left of a block, or of an odd place inside it, not one a pixel.
  ///
  ///     FFFF      F...     A mark stays when none of the four pixels before it has the same:
  ///     FFFF  ->  ....         1 2 3
  ///     FFFF      ....         4 *
  func thinned(in viewport: Viewport) -> PixelRaster {
    var result = raster
    for (point, block) in insideBlocks {
      guard let rect = viewport.rect(of: block) else { continue }
      let mark = raster.mark(x: point.x, y: point.y)
      let isRepeated = [(-1, -1), (0, -1), (1, -1), (-1, 0)].contains { dx, dy in
        let before = PixelPoint(x: point.x + dx, y: point.y + dy)
        return rect.contains(before) && raster.mark(x: before.x, y: before.y) == mark
      }
      if isRepeated { result.unmark(x: point.x, y: point.y) }
    }
    for point in areas where !isSigned(point, in: viewport) {
      result.unmark(x: point.x, y: point.y)
    }
    return result
  }

  /// Whether a pixel is where an area of one contrast has its letter: in a cell that is all of the
  /// area, so that a letter hides nothing, and then only where no letter stands just before.
  private func isSigned(_ point: PixelPoint, in viewport: Viewport) -> Bool {
    let high = viewport.grain.pixelsPerRow
    let mark = raster.mark(x: point.x, y: point.y)
    func isAlike(_ column: Int, _ row: Int) -> Bool {
      (0..<high).allSatisfy { raster.mark(x: column, y: row * high + $0) == mark }
    }
    let row = point.y / high
    guard point.y % high == 0, isAlike(point.x, row) else { return false }
    // Along an edge a letter every few cells says to which side the area lies.
    if point.x % 8 == 4, row % 4 == 2 { return true }
    return ![(-1, -1), (0, -1), (1, -1), (-1, 0)].contains { isAlike(point.x + $0, row + $1) }
  }
}
