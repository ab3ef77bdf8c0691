import Cartography

extension Sheet {
  /// Draws the rows of a panel in their columns.
  func draw(_ panel: SheetLayout.Panel, on easel: inout some Easel) {
    let unit = layout.unit
    let width = panel.columnWidth(unit: unit)
    for (row, column, y) in PanelFlow(panel.rows, columns: panel.columns).places {
      let place = PixelRect(
        x: panel.rect.x + column * (width + PanelFlow.gap * unit), y: panel.rect.y + y * unit,
        width: width, height: row.height * unit)
      draw(row, in: place, on: &easel)
    }
  }

  private func draw(_ row: PanelRow, in place: PixelRect, on easel: inout some Easel) {
    let unit = layout.unit
    let corner = PixelPoint(x: place.x, y: place.y)
    switch row {
    case .heading(let words):
      write(words, at: corner, width: place.width, colors.strong, isBold: true, on: &easel)
      let line = PixelRect(
        x: place.x, y: place.y + 11 * unit, width: place.width, height: max(1, unit / 2))
      easel.fill(line, colors.line.mixed(with: colors.paper, 128))
    case .swatch(let pixel, let words):
      draw(pixel, words, in: place, on: &easel)
    case .ramp(let low, let inks, let high):
      drawRamp(low, inks, high, in: place, on: &easel)
    case .text(let words):
      write(words, at: corner, width: place.width, colors.dim, on: &easel)
    case .bar(let parts):
      drawBar(parts, in: place, on: &easel)
    case .figure(let figure):
      draw(figure, in: place, on: &easel)
    }
  }

  private func draw(
    _ pixel: Pixel, _ words: String, in place: PixelRect, on easel: inout some Easel
  ) {
    let unit = layout.unit
    let box = PixelRect(x: place.x, y: place.y, width: 18 * unit, height: 11 * unit)
    easel.fill(box, colors[pixel.ink])
    if let hatch = pixel.hatch { easel.hatch(box, colors[hatch], width: 2 * unit) }
    easel.frame(box, colors.line, width: max(1, unit / 2))
    if let mark = pixel.mark {
      let ground = pixel.hatch.map { colors[$0] } ?? colors[pixel.ink]
      easel.text(
        String(mark.rawValue), at: PixelPoint(x: box.x + 6 * unit + unit / 2, y: box.y + unit / 2),
        scale: unit, ground.contrasting, isBold: true)
    }
    write(
      words, at: PixelPoint(x: box.maxX + 6 * unit, y: place.y), width: place.width - 24 * unit,
      colors.text, on: &easel)
  }

  private func drawRamp(
    _ low: String, _ inks: [Ink], _ high: String, in place: PixelRect, on easel: inout some Easel
  ) {
    let unit = layout.unit
    let step = place.width / max(1, inks.count)
    let bar = PixelRect(x: place.x, y: place.y, width: step * inks.count, height: 11 * unit)
    for (index, ink) in inks.enumerated() {
      easel.fill(
        PixelRect(x: bar.x + index * step, y: bar.y, width: step, height: bar.height), colors[ink])
    }
    easel.frame(bar, colors.line, width: max(1, unit / 2))
    let y = bar.maxY + unit
    write(low, at: PixelPoint(x: place.x, y: y), width: bar.width, colors.text, on: &easel)
    let wide = BitmapFont.ascii(high).count * BitmapFont.width * unit
    write(
      high,
      at: PixelPoint(
        x: max(place.x, bar.maxX - wide), y: PanelRow.isLong(low, high) ? y + 10 * unit : y),
      width: bar.width, colors.text,
      on: &easel)
  }

  /// The parts of a whole, each as long as its share.
  private func drawBar(
    _ parts: [PageFacts.Figure], in place: PixelRect, on easel: inout some Easel
  ) {
    let unit = layout.unit
    let box = PixelRect(x: place.x, y: place.y + unit, width: place.width, height: 11 * unit)
    easel.fill(box, colors.paper)
    var done = 0
    for part in parts {
      let start = box.width * min(1000, done) / 1000
      done += part.share
      let end = box.width * min(1000, done) / 1000
      guard let ink = part.ink, end > start else { continue }
      easel.fill(
        PixelRect(x: box.x + start, y: box.y, width: end - start, height: box.height), colors[ink])
    }
    easel.frame(box, colors.line, width: max(1, unit / 2))
  }

  private func draw(
    _ figure: PageFacts.Figure, in place: PixelRect, on easel: inout some Easel
  ) {
    let unit = layout.unit
    var x = place.x
    if let ink = figure.ink {
      let box = PixelRect(x: x, y: place.y + unit, width: 8 * unit, height: 8 * unit)
      easel.fill(box, colors[ink])
      easel.frame(box, colors.line, width: max(1, unit / 2))
      x += 12 * unit
    }
    let wide = BitmapFont.ascii(figure.value).count * BitmapFont.width * unit
    let room = place.maxX - x
    write(
      figure.label, at: PixelPoint(x: x, y: place.y), width: max(0, room - wide - 6 * unit),
      colors.text, on: &easel)
    write(
      figure.value, at: PixelPoint(x: max(x, place.maxX - wide), y: place.y), width: room,
      colors.strong, on: &easel)
  }
}
