public import Addressing

/// The name of a block, placed on the cells of a view.
public struct MapLabel: Hashable, Sendable {
  /// The block it names.
  public let prefix: IPPrefix
  /// As much of the block's name as fits.
  public let text: String
  /// The first column, from the left of the view.
  public let column: Int
  /// The row, from the top of the view.
  public let row: Int
  /// Whether it names a block that holds others with names of their own.
  public let isCoarse: Bool

  /// Columns that the text takes; names are ASCII.
  public var width: Int { text.utf8.count }
}

/// A block in view that has an outline.
public struct MapFrame: Hashable, Sendable {
  /// The block.
  public let prefix: IPPrefix
  /// The cells of it that are in view.
  public let cells: PixelRect
  /// Whether it holds blocks with outlines of their own.
  public let isCoarse: Bool
}

/// The names of the blocks in view, each as long as its block has room for.
///
///     |10.64.0.0/10---:-------|80.0/12:-------     a coarse block is named in its corner,
///     |       :       :       |       :     :      where its outline is, and finer ones in
///     |  .64  :  .80  :       |  .96  : .112:      their middle where room is left: so none
///     |       :       :       |       :     :      reads as a neighbour that it is not
public struct MapLabels: Hashable, Sendable {
  /// The labels, coarse blocks first, each size from top to bottom.
  public let labels: [MapLabel]
  /// The outlines of all blocks of these lengths in view, coarse ones last.
  public let frames: [MapFrame]

  /// Names the blocks of `lengths` in view, the coarse ones first; cells that show a mark and those
  /// of `kept`, such as the cursor's, are left alone.
  public init(
    _ viewport: Viewport, lengths: [Int]? = nil, avoiding cells: CellRaster? = nil,
    keeping kept: PixelRect? = nil
  ) {
    var sheet = LabelSheet(viewport: viewport, marks: cells)
    if let kept { sheet.keep(kept) }
    let lengths = lengths ?? Self.lengths(for: viewport)
    var frames: [MapFrame] = []
    for length in lengths {
      let isCoarse = length != lengths.last
      let blocks = Self.blocks(ofLength: length, in: viewport)
      let roomiest = blocks.map(\.cells.width).max() ?? 0
      let kind = blocks.map { $0.firstName(within: roomiest) }.max() ?? 0
      for block in blocks { sheet.place(block, from: kind, inCorner: isCoarse) }
      frames =
        blocks.map { MapFrame(prefix: $0.prefix, cells: $0.cells, isCoarse: isCoarse) } + frames
    }
    labels = sheet.labels
    self.frames = frames
  }

  /// The two finest lengths, a zoom step apart, whose blocks have room for a name.
  public static func lengths(for viewport: Viewport) -> [Int] {
    let roomy = 14
    var steps = 0
    while steps < viewport.zoom && viewport.grain.columns(ofPixels: 1 << steps) < roomy {
      steps += 1
    }
    return [steps + 1, steps].filter { $0 <= viewport.zoom }
      .map { viewport.plane.pixelLength(atZoom: viewport.zoom - $0) }
      .filter { $0 > viewport.plane.root.length }
  }

  /// The blocks of a length that are in view.
  ///
  /// It walks the pixels of a coarser plane, so it takes time by blocks in view and not by all.
  private static func blocks(ofLength length: Int, in viewport: Viewport) -> [NamedBlock] {
    let plane = viewport.plane
    let steps = (viewport.pixelLength - length) / 2
    guard plane.curve.isHierarchical, steps >= 0, steps <= viewport.zoom,
      viewport.size.width > 0, viewport.size.height > 0
    else { return [] }
    let first = viewport.origin
    var blocks: [NamedBlock] = []
    for y in (first.y >> steps)...((first.y + viewport.size.height - 1) >> steps) {
      for x in (first.x >> steps)...((first.x + viewport.size.width - 1) >> steps) {
        let point = PixelPoint(x: x, y: y)
        guard let pixel = plane.prefix(at: point, zoom: viewport.zoom - steps) else { continue }
        let prefix = IPPrefix(pixel.base, length: length)
        guard let rect = viewport.rect(of: prefix) else { continue }
        blocks.append(
          NamedBlock(
            prefix: prefix, names: BlockName.candidates(for: prefix, in: plane.root),
            cells: viewport.cells(of: rect.intersection(viewport.bounds))))
      }
    }
    return blocks
  }
}

/// A block in view, before it is labelled.
private struct NamedBlock {
  let prefix: IPPrefix
  /// Its names, longest first.
  let names: [String]
  /// The cells of it that are in view.
  let cells: PixelRect

  /// The first of its names that leaves a free column on both sides.
  func firstName(within width: Int) -> Int {
    names.firstIndex { $0.utf8.count + 2 <= width } ?? names.count - 1
  }
}

/// The cells of a view while labels are put on them.
private struct LabelSheet {
  let viewport: Viewport
  let marks: CellRaster?
  var labels: [MapLabel] = []
  private var taken: [Bool]

  init(viewport: Viewport, marks: CellRaster?) {
    self.viewport = viewport
    self.marks = marks
    taken = Array(repeating: false, count: viewport.columns * viewport.rows)
  }

  /// Puts nothing on some cells.
  mutating func keep(_ cells: PixelRect) {
    let part = cells.intersection(
      PixelRect(x: 0, y: 0, width: viewport.columns, height: viewport.rows))
    for row in part.y..<(part.y + part.height) {
      for column in part.x..<(part.x + part.width) {
        taken[row * viewport.columns + column] = true
      }
    }
  }

  /// Puts a name on the block, in its corner or as near its middle as there is room: the one at
  /// `kind`, which all blocks of its size share, or a shorter one where the edge of the view cuts
  /// it.
  mutating func place(_ block: NamedBlock, from kind: Int, inCorner: Bool) {
    let rect = block.cells
    guard !rect.isEmpty else { return }
    let middle = rect.y + (rect.height - 1) / 2
    let rows =
      inCorner
      ? Array(rect.y..<(rect.y + (rect.height + 1) / 2))
      : (rect.y..<rect.maxY).sorted { abs($0 - middle) < abs($1 - middle) }
    for text in block.names[kind...] where text.utf8.count + 2 <= rect.width {
      let width = text.utf8.count
      let column = inCorner ? rect.x + 1 : rect.x + (rect.width - width) / 2
      for row in rows where isFree(column: column - 1, row: row, width: width + 2) {
        for index in 0..<width { taken[row * viewport.columns + column + index] = true }
        labels.append(
          MapLabel(
            prefix: block.prefix, text: text, column: column, row: row, isCoarse: inCorner))
        return
      }
    }
  }

  private func isFree(column: Int, row: Int, width: Int) -> Bool {
    guard row >= 0, row < viewport.rows else { return false }
    return (column..<column + width).allSatisfy { column in
      guard column >= 0, column < viewport.columns else { return true }
      return !taken[row * viewport.columns + column] && marks?[column, row].mark == nil
    }
  }
}
