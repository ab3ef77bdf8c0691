import Addressing
import Cartography

/// One map of a page with its frames, names, letters and scale.
struct SheetMap {
  let tile: SheetLayout.Tile
  let map: PageMap
  let viewport: Viewport
  let raster: PixelRaster
  let colors: PageColors
  let unit: Int
  /// Whether lines stand between the blocks of nodes; a map of free blocks has edges of its own.
  let showsBlocks: Bool

  /// Draws the map, what lies over it, and the line below.
  func draw(on easel: inout some Easel) {
    easel.frame(tile.frame, colors.line, width: tile.border)
    drawPixels(on: &easel)
    drawBlocks(on: &easel)
    let lengths = frameLengths
    for (index, length) in lengths.enumerated() {
      // The coarser of two frames is the stronger one.
      let isCoarse = index > 0
      let color = isCoarse ? colors.strong : colors.grid
      for (_, rect) in blocks(ofLength: length) {
        outline(rect, color, width: isCoarse ? max(1, unit) : max(1, unit / 2), on: &easel)
      }
    }
    let marks = drawMarks(on: &easel)
    if let length = lengths.first { drawNames(ofLength: length, avoiding: marks, on: &easel) }
    drawScale(lengths: lengths, on: &easel)
  }

  /// A rectangle of map pixels on the page.
  func place(_ rect: PixelRect) -> PixelRect {
    let origin = tile.map
    return PixelRect(
      x: origin.x + rect.x * tile.side, y: origin.y + rect.y * tile.side,
      width: rect.width * tile.side, height: rect.height * tile.side)
  }

  private func drawPixels(on easel: inout some Easel) {
    var tiles: [(PixelRect, RGB)] = []
    var stripes: [(PixelRect, RGB)] = []
    for y in 0..<raster.height {
      var x = 0
      while x < raster.width {
        let first = raster[x, y]
        var end = x + 1
        while end < raster.width, raster[end, y].ink == first.ink,
          raster[end, y].hatch == first.hatch
        {
          end += 1
        }
        let rect = place(PixelRect(x: x, y: y, width: end - x, height: 1))
        tiles.append((rect, first.ink == .void ? colors.paper : colors[first.ink]))
        if let hatch = first.hatch { stripes.append((rect, colors[hatch])) }
        x = end
      }
    }
    easel.mosaic(tiles)
    for (rect, color) in stripes { easel.hatch(rect, color, width: max(2, 2 * unit)) }
  }

  /// Thin lines between the blocks of nodes where those are large enough to be looked at.
  private func drawBlocks(on easel: inout some Easel) {
    guard showsBlocks, map.unitLength > map.plane.root.length,
      map.unitLength < map.plane.root.family.bitWidth
    else { return }
    for (_, rect) in blocks(ofLength: map.unitLength) {
      guard min(rect.width, rect.height) >= 7 * unit else { return }
      let width = max(1, unit / 2)
      easel.fill(PixelRect(x: rect.x, y: rect.y, width: rect.width, height: width), colors.paper)
      easel.fill(PixelRect(x: rect.x, y: rect.y, width: width, height: rect.height), colors.paper)
    }
  }

  /// A line on the edges of a rectangle, half of it on either side, so that neighbours share it.
  private func outline(_ rect: PixelRect, _ color: RGB, width: Int, on easel: inout some Easel) {
    let grown = PixelRect(
      x: rect.x - width / 2, y: rect.y - width / 2, width: rect.width + width,
      height: rect.height + width)
    easel.frame(grown.intersection(tile.map), color, width: width)
  }

  /// The lengths that get frames: the finest whose blocks have room for a name, and the next coarser.
  var frameLengths: [Int] {
    let plane = map.plane
    var length = viewport.pixelLength
    while length > plane.root.length {
      let blocks = blocks(ofLength: length)
      let hasRoom =
        !blocks.isEmpty
        && blocks.allSatisfy { prefix, rect in
          rect.width >= width(of: prefix.description) + 6 * unit && rect.height >= 18 * unit
        }
      if hasRoom { return [length, length - 2].filter { $0 > plane.root.length } }
      length -= 2
    }
    return []
  }

  /// The blocks of a length and where they are on the page; none where there are too many.
  func blocks(ofLength length: Int) -> [(IPPrefix, PixelRect)] {
    let root = map.plane.root
    let bits = length - root.length
    guard (0...12).contains(bits), length <= viewport.pixelLength else { return [] }
    return (0..<(1 << bits)).compactMap { index in
      let offset = UInt128(index) << UInt128(root.family.bitWidth - length)
      let prefix = IPPrefix(
        IPAddress(root.family, bits: root.base.bits | offset), length: length)
      return viewport.rect(of: prefix).map { (prefix, place($0)) }
    }
  }

  func width(of text: String) -> Int { text.utf8.count * BitmapFont.width * unit }
}
