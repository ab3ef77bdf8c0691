import Addressing
import Cartography

extension SheetMap {
  /// Puts a letter where the pixel or its block has room for one, and a dot elsewhere, so that a full
  /// or failed node is never hidden; answers with where they are.
  func drawMarks(on easel: inout some Easel) -> [PixelRect] {
    var taken: [PixelRect] = []
    let letter = PixelSize(width: BitmapFont.width * unit, height: BitmapFont.height * unit)
    for y in 0..<raster.height {
      for x in 0..<raster.width {
        guard let mark = raster.mark(x: x, y: y) else { continue }
        let pixel = PixelPoint(x: x, y: y)
        let area = room(at: pixel, for: mark)
        let ground = color(at: pixel)
        if area.width >= letter.width + unit, area.height >= letter.height {
          let badge = PixelRect(
            x: area.x + (area.width - letter.width - unit) / 2,
            y: area.y + (area.height - letter.height) / 2, width: letter.width + unit,
            height: letter.height)
          if tile.side < letter.height || raster[x, y].hatch != nil { easel.fill(badge, ground) }
          easel.text(
            String(mark.rawValue), at: PixelPoint(x: badge.x + unit / 2 + unit % 2, y: badge.y),
            scale: unit, ground.contrasting, isBold: true)
          taken.append(badge)
        } else {
          let dot = dot(at: pixel)
          easel.fill(dot, ground.contrasting)
          taken.append(dot)
        }
      }
    }
    return taken
  }

  private func color(at point: PixelPoint) -> RGB {
    let pixel = raster[point.x, point.y]
    return colors[pixel.hatch ?? pixel.ink]
  }

  /// The pixel, or all of its block for what is true of the block.
  private func room(at point: PixelPoint, for mark: Mark) -> PixelRect {
    let own = place(PixelRect(x: point.x, y: point.y, width: 1, height: 1))
    guard mark != .reserved, viewport.pixelLength > map.unitLength,
      let prefix = viewport.prefix(atPixel: point), map.unitLength >= map.plane.root.length,
      let block = viewport.rect(of: IPPrefix(prefix.base, length: map.unitLength))
    else { return own }
    return place(block).intersection(tile.map)
  }

  /// A dot in the middle of a pixel, no smaller than can be seen.
  private func dot(at point: PixelPoint) -> PixelRect {
    let own = place(PixelRect(x: point.x, y: point.y, width: 1, height: 1))
    let side = min(max(2, tile.side / 2), max(2, 4 * unit))
    let dot = PixelRect(
      x: own.x + (own.width - side) / 2, y: own.y + (own.height - side) / 2, width: side,
      height: side)
    return dot.intersection(tile.map)
  }

  /// Writes the names of blocks at their top left, or where no mark is in the way.
  func drawNames(
    ofLength length: Int, avoiding marks: [PixelRect], on easel: inout some Easel
  ) {
    let height = BitmapFont.height * unit
    for (prefix, block) in blocks(ofLength: length) {
      let name = prefix.description
      let wide = width(of: name) + 2 * unit
      let (left, top) = (block.x + 2 * unit, block.y + 2 * unit)
      let (right, bottom) = (block.maxX - wide - 2 * unit, block.maxY - height - 2 * unit)
      let plates = [(left, top), (left, bottom), (right, top), (right, bottom)].map {
        PixelRect(x: $0, y: $1, width: wide, height: height + unit)
      }
      let free = plates.first { plate in
        !marks.contains { !$0.intersection(plate).isEmpty }
      }
      guard let plate = free else { continue }
      easel.fill(plate, colors.paper)
      easel.text(
        name, at: PixelPoint(x: plate.x + unit, y: plate.y), scale: unit, colors.text,
        isBold: false)
    }
  }

  /// The line below: a pixel, a block and frames to scale, each with what it is.
  func drawScale(lengths: [Int], on easel: inout some Easel) {
    guard !tile.scale.isEmpty else { return }
    var x = tile.scale.x
    let y = tile.scale.y + 5 * unit
    let high = 11 * unit
    func entry(_ box: PixelSize?, _ words: String, _ color: RGB, on easel: inout some Easel) {
      let wide = (box?.width ?? 0) + (box == nil ? 0 : 4 * unit) + width(of: words)
      guard x + wide <= tile.scale.maxX else { return }
      if let box {
        let rect = PixelRect(
          x: x, y: y + (high - box.height) / 2, width: box.width, height: box.height)
        easel.frame(rect, color, width: max(1, unit / 2))
        x += box.width + 4 * unit
      }
      easel.text(words, at: PixelPoint(x: x, y: y), scale: unit, colors.dim, isBold: false)
      x += width(of: words) + 12 * unit
    }
    let side = min(tile.side, high)
    let whole = map.scale(pixelLength: viewport.pixelLength)
    let room = tile.scale.width - side - 4 * unit
    entry(
      PixelSize(width: side, height: side),
      width(of: whole) <= room ? whole : "1 px = /\(viewport.pixelLength)", colors.text, on: &easel)
    if viewport.pixelLength > map.unitLength, map.unitLength > map.plane.root.length,
      let block = blocks(ofLength: map.unitLength).first?.1
    {
      let fits = block.height <= 13 * unit && block.width <= 40 * unit
      let box = fits ? PixelSize(width: block.width, height: block.height) : nil
      entry(box, "/\(map.unitLength) = one \(map.unitNames.one)", colors.text, on: &easel)
    }
    if !lengths.isEmpty {
      let names = lengths.map { "/\($0)" }.joined(separator: ", ")
      entry(nil, "frames \(names)", colors.grid, on: &easel)
    }
  }
}
