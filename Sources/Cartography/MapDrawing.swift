import Addressing

/// A picture while it is drawn, with the marks that may prove to be one too many.
///
/// A hierarchical curve lets it ask about large squares first and stop where all is alike, and ask
/// for the pixels of small squares in one go:
///
///     +-------+-------+
///     |       | .   . |     one question for each free quarter,
///     | free  |   #   |     the others are surveyed in squares of 16 x 16
///     +-------+-------+
struct MapDrawing {
  private let viewport: Viewport
  private let style: MapStyle
  private var raster: PixelRaster
  /// Blocks larger than a pixel that have a marked pixel.
  private var markedBlocks: [IPPrefix] = []
  private var knownBlocks: Set<IPPrefix> = []
  /// Marked pixels of a picture of what differs, where a whole area has the same mark.
  private var areas: [PixelPoint] = []
  /// The figures of a relative scale by pixel; nil elsewhere.
  private var figures: [UInt64]?
  /// By pixel, which maximal free block it lies in; only where those are shown.
  private var freeBlocks: [UInt64]?

  /// What stands for a pixel without a figure.
  private static let noFigure = UInt64.max
  /// The side of the squares that are surveyed in one go, in powers of two.
  private static let tileOrder = 4

  init(viewport: Viewport, style: MapStyle, over raster: PixelRaster? = nil) {
    self.viewport = viewport
    self.style = style
    let size = viewport.size
    self.raster = raster ?? PixelRaster(width: size.width, height: size.height)
    let count = size.width * size.height
    if style.isRelative { figures = Array(repeating: Self.noFigure, count: count) }
    if style.layer == .free { freeBlocks = Array(repeating: 0, count: count) }
  }

  /// Draws the pixels of a rectangle of the view.
  mutating func draw(_ rect: PixelRect, of occupancy: some Occupancy) {
    let sides = viewport.planeSize
    let visible = rect.offset(dx: viewport.origin.x, dy: viewport.origin.y)
      .intersection(PixelRect(x: 0, y: 0, width: sides.width, height: sides.height))
    guard !visible.isEmpty else { return }
    guard viewport.plane.curve.isHierarchical else {
      drawRows(visible, of: occupancy)
      return
    }
    var steps = 0
    while steps < viewport.zoom && 1 << steps < max(visible.width, visible.height) { steps += 1 }
    for y in (visible.y >> steps)...((visible.maxY - 1) >> steps) {
      for x in (visible.x >> steps)...((visible.maxX - 1) >> steps) {
        draw(PixelPoint(x: x, y: y), steps: steps, within: visible, of: occupancy)
      }
    }
  }

  /// The picture with one mark an area, levels by rank, and edges.
  var finished: PixelRaster {
    var result = self
    result.placeFigures()
    result.drawEdges()
    result.thinMarks()
    return result.raster
  }

  /// Draws the pixel of the plane `steps` zooms up, by parts if its parts may differ.
  private mutating func draw(
    _ square: PixelPoint, steps: Int, within visible: PixelRect, of occupancy: some Occupancy
  ) {
    let rect = PixelRect(
      x: square.x << steps, y: square.y << steps, width: 1 << steps, height: 1 << steps)
    let part = rect.intersection(visible)
    guard !part.isEmpty else { return }
    let isWhole = part == rect
    if steps > Self.tileOrder || (steps > 1 && !isWhole) {
      // Asking at every second step finds empty land nearly as soon, with a fifth fewer questions.
      if steps >= Self.tileOrder, steps % 2 == 0, isAlike(square, steps, part, of: occupancy) {
        return
      }
      for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let quarter = PixelPoint(x: square.x << 1 + dx, y: square.y << 1 + dy)
        draw(quarter, steps: steps - 1, within: visible, of: occupancy)
      }
      return
    }
    survey(square, steps: steps, within: isWhole ? nil : visible, of: occupancy)
  }

  /// Fills a square about which there is only one thing to say; false if there may be more.
  private mutating func isAlike(
    _ square: PixelPoint, _ steps: Int, _ part: PixelRect, of occupancy: some Occupancy
  ) -> Bool {
    guard let prefix = viewport.plane.prefix(at: square, zoom: viewport.zoom - steps) else {
      return true
    }
    let coverage = occupancy.coverage(of: prefix)
    guard coverage.isUniform, coverage.committed == 0, style.layer != .free else { return false }
    if style.layer == .churn, coverage.returns > 0 { return false }
    raster.fill(
      part.offset(dx: -viewport.origin.x, dy: -viewport.origin.y), with: style.pixel(for: coverage))
    return true
  }

  /// Asks for the pixels of a small square in the order of addresses.
  private mutating func survey(
    _ square: PixelPoint, steps: Int, within visible: PixelRect?, of occupancy: some Occupancy
  ) {
    let plane = viewport.plane
    guard let prefix = plane.prefix(at: square, zoom: viewport.zoom - steps) else { return }
    let first = IPPrefix(prefix.base, length: viewport.pixelLength)
    let bits = 2 * steps
    var points = [PixelPoint](repeating: PixelPoint(x: 0, y: 0), count: 1 << bits)
    plane.forEachPoint(in: first, bits: bits, zoom: viewport.zoom) { points[$0] = $1 }
    let origin = viewport.origin
    occupancy.survey(1 << bits, from: first) { place, coverage in
      let point = points[place]
      if let visible, !visible.contains(point) { return }
      set(x: point.x - origin.x, y: point.y - origin.y, to: coverage)
    }
  }

  /// Draws a curve of rows: each row of the view is a run of addresses, perhaps backwards, or each
  /// column where the plane is transposed.
  private mutating func drawRows(_ visible: PixelRect, of occupancy: some Occupancy) {
    let origin = viewport.origin
    for line in lines(of: visible) {
      let ends = [line.0, line.1].compactMap {
        viewport.plane.prefix(at: $0, zoom: viewport.zoom)
      }
      guard ends.count == 2 else { continue }
      let isForward = ends[0].base <= ends[1].base
      let start = isForward ? line.0 : line.1
      let (dx, dy) = ((line.1.x - line.0.x).signum(), (line.1.y - line.0.y).signum())
      let step = isForward ? 1 : -1
      let count = max(line.1.x - line.0.x, line.1.y - line.0.y) + 1
      occupancy.survey(count, from: isForward ? ends[0] : ends[1]) { place, coverage in
        set(
          x: start.x + place * dx * step - origin.x, y: start.y + place * dy * step - origin.y,
          to: coverage)
      }
    }
  }

  /// The first and the last pixel of each run of addresses in a rectangle of the plane.
  private func lines(of visible: PixelRect) -> [(PixelPoint, PixelPoint)] {
    guard viewport.plane.isTransposed else {
      return (visible.y..<visible.maxY).map {
        (PixelPoint(x: visible.x, y: $0), PixelPoint(x: visible.maxX - 1, y: $0))
      }
    }
    return (visible.x..<visible.maxX).map {
      (PixelPoint(x: $0, y: visible.y), PixelPoint(x: $0, y: visible.maxY - 1))
    }
  }

  private mutating func set(x: Int, y: Int, to coverage: Coverage) {
    let pixel = style.pixel(for: coverage)
    raster.set(x: x, y: y, to: pixel)
    if figures != nil, let figure = style.figure(of: coverage) {
      figures?[y * raster.width + x] = figure
    }
    if freeBlocks != nil, let block = coverage.freeBlock {
      freeBlocks?[y * raster.width + x] = Self.key(of: block)
    }
    guard let mark = pixel.mark else { return }
    if coverage.contrast != nil {
      areas.append(PixelPoint(x: x, y: y))
    } else if let block = coverage.block, mark != .reserved, markedBlocks.last != block,
      knownBlocks.insert(block).inserted
    {
      markedBlocks.append(block)
    }
  }
}

extension MapDrawing {
  /// A block as a number that its neighbours do not share, its length plus one in the upper byte.
  private static func key(of block: IPPrefix) -> UInt64 {
    let number = UInt64(truncatingIfNeeded: block.base.bits >> UInt128(min(127, block.hostBits)))
    return UInt64(block.length + 1) << 56 | number & (1 << 56 - 1)
  }

  /// Gives every pixel with a figure its level among all of them.
  private mutating func placeFigures() {
    guard let figures else { return }
    let present = figures.filter { $0 != Self.noFigure && $0 > 0 }.sorted()
    guard let most = present.last else { return }
    let isRank = style.scale == .rank
    var limits: [UInt64] = []
    if isRank {
      for level in 1..<Ink.topLevel { limits.append(present[present.count * level / Ink.topLevel]) }
    }
    for (index, figure) in figures.enumerated() where figure != Self.noFigure {
      let (x, y) = (index % raster.width, index / raster.width)
      var pixel = raster[x, y]
      switch pixel.ink {
      case .level, .free: break
      default: continue
      }
      if figure == 0 {
        continue
      } else if isRank {
        pixel.ink = .level(UInt8(1 + limits.count { $0 <= figure }))
      } else {
        pixel.ink = Ink.level(UInt128(figure), of: UInt128(most))
      }
      raster.set(x: x, y: y, to: pixel)
    }
  }

  /// Leaves a line along the upper and left edges of free blocks of four pixels a side and more.
  private mutating func drawEdges() {
    guard let freeBlocks else { return }
    let width = raster.width
    for index in freeBlocks.indices where freeBlocks[index] != 0 {
      let (x, y) = (index % width, index / width)
      let key = freeBlocks[index]
      guard viewport.pixelLength - Int(key >> 56) + 1 >= 4 else { continue }
      let isLeft = x > 0 && freeBlocks[index - 1] != key
      let isTop = y > 0 && freeBlocks[index - width] != key
      if isLeft || isTop { raster.set(x: x, y: y, to: Pixel(.void)) }
    }
  }

  /// Leaves one mark at the top left of a block, or of an odd place inside it, not one a pixel.
  ///
  ///     FFFF      F...     A mark stays when none of the four pixels before it has the same:
  ///     FFFF  ->  ....         1 2 3
  ///     FFFF      ....         4 *
  private mutating func thinMarks() {
    let whole = raster
    for block in markedBlocks {
      guard let rect = viewport.rect(of: block) else { continue }
      let part = rect.intersection(viewport.bounds)
      for y in part.y..<max(part.y, part.maxY) {
        for x in part.x..<max(part.x, part.maxX) {
          guard let mark = whole.mark(x: x, y: y), mark != .reserved else { continue }
          let isRepeated = [(-1, -1), (0, -1), (1, -1), (-1, 0)].contains { dx, dy in
            let before = PixelPoint(x: x + dx, y: y + dy)
            return rect.contains(before) && whole.mark(x: before.x, y: before.y) == mark
          }
          if isRepeated { raster.unmark(x: x, y: y) }
        }
      }
    }
    for point in areas where !isSigned(point, in: whole) { raster.unmark(x: point.x, y: point.y) }
  }

  /// Whether a pixel is where an area of one contrast has its letter: in a cell that is all of the
  /// area, so that a letter hides nothing, and then only where no letter stands just before.
  private func isSigned(_ point: PixelPoint, in whole: PixelRaster) -> Bool {
    let high = viewport.grain.pixelsPerRow
    let mark = whole.mark(x: point.x, y: point.y)
    func isAlike(_ column: Int, _ row: Int) -> Bool {
      (0..<high).allSatisfy { whole.mark(x: column, y: row * high + $0) == mark }
    }
    let row = point.y / high
    guard point.y % high == 0, isAlike(point.x, row) else { return false }
    // Along an edge a letter every few cells says to which side the area lies.
    if point.x % 8 == 4, row % 4 == 2 { return true }
    return ![(-1, -1), (0, -1), (1, -1), (-1, 0)].contains { isAlike(point.x + $0, row + $1) }
  }
}
