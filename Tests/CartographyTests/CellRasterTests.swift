import Testing

@testable import Cartography

/// A raster drawn with the letters of the ASCII ramp; a letter of a mark also sets that mark.
func raster(_ picture: String) -> PixelRaster {
  let lines = picture.split(separator: "\n").map { Array($0.unicodeScalars) }
  var raster = PixelRaster(width: lines[0].count, height: lines.count)
  for (y, line) in lines.enumerated() {
    for (x, scalar) in line.enumerated() {
      let inks: [Ink] = [.free, .outside] + Ink.levels + Ink.states.filter { $0 != .void }
      let ink = inks.first { ASCIIRamp.letter(for: $0) == scalar }
      let mark = Mark.allCases.first { $0.scalar == scalar }
      raster.set(x: x, y: y, ink: ink ?? .void, mark: mark)
    }
  }
  return raster
}

@Test func `half blocks put two rows of pixels into one row of cells`() {
  let cells = CellRaster(raster("@.@\n@@.\n#  "), glyphs: HalfBlocks())
  #expect(cells.columns == 3 && cells.rows == 2)
  #expect(cells.text == " ▀▀\n▀▀▀")
  #expect(cells[0, 0] == MapCell(scalar: " ", foreground: .level(8), background: .level(8)))
  #expect(cells[1, 0] == MapCell(scalar: "▀", foreground: .level(0), background: .level(8)))
  #expect(cells[0, 1] == MapCell(scalar: "▀", foreground: .level(6), background: .void))
  #expect(cells[3, 0].foreground == .void && cells[0, -1].background == .void)
}

@Test func `a marked pixel takes its cell and the graver mark stays`() {
  let cells = CellRaster(raster("F.R\n.!F"), glyphs: HalfBlocks())
  #expect(cells.text == "F!R")
  #expect(cells[0, 0] == MapCell(scalar: "F", foreground: .full, background: .full, mark: .full))
  #expect(
    cells[1, 0] == MapCell(scalar: "!", foreground: .failed, background: .failed, mark: .failed))
  #expect(cells[2, 0].mark == .reserved)
}

@Test func `wide pixels are blank and show their mark in the first column`() {
  let cells = CellRaster(raster("@F"), glyphs: Wide())
  #expect(cells.text == "  F ")
  #expect(cells[1, 0] == MapCell(scalar: " ", foreground: .level(8), background: .level(8)))
  #expect(cells[2, 0].mark == .full && cells[3, 0].mark == nil)
}

@Test func `ramps grow from free to full`() {
  let picture = raster(" .:-=+*#%@/")
  #expect(CellRaster(picture, glyphs: ASCIIRamp()).text == "  ..::--==++**##%%@@//")
  #expect(CellRaster(picture, glyphs: Bars()).text == "··__▁▁▂▂▃▃▄▄▅▅▆▆▇▇██//")
  #expect(CellRaster(picture, glyphs: Shades()).text == "  ···░░░░▒▒▒▒▓▓▓▓███//")
}

@Test func `a raster ignores what lies beyond its edges`() {
  var raster = PixelRaster(width: 2, height: 2, ink: .free)
  raster.set(x: 2, y: 0, ink: .full)
  raster.set(x: 0, y: -1, ink: .full)
  #expect(raster == PixelRaster(width: 2, height: 2, ink: .free))
  raster.set(x: 1, y: 1, ink: .full, mark: .full)
  raster.fill(PixelRect(x: 1, y: -5, width: 9, height: 9), with: .outside)
  #expect(raster.pixels.map(\.ink) == [.free, .outside, .free, .outside])
  #expect(raster.pixels.map(\.mark) == [nil, nil, nil, nil])
}
