import Addressing
import Cartography
import Testing
import Theming

@testable import Picturing

@Suite struct `A coloured map` {
  private static func lines(
    _ list: String, _ root: String, columns: Int, rows: Int?, glyphs name: String
  ) throws -> [String] {
    let list = try AddressList([(name: "-", bytes: Array(list.utf8))])
    let style = MapStyle()
    return ColoredMap(
      PageMap(plane: Plane(root: try IPPrefix(parsing: root)), unitLength: 32), of: list,
      style: style, legend: style.legend(of: MapStyle.Subject()), columns: columns, rows: rows,
      glyphs: try #require(glyphSet(named: name)), theme: .builtIn
    ).lines
  }

  /// Lines without their escape sequences.
  private static func bare(_ lines: [String]) -> [String] {
    lines.map { line in
      var text = ""
      var isEscape = false
      for scalar in line.unicodeScalars {
        if scalar == "\u{1B}" { isEscape = true }
        if !isEscape { text.unicodeScalars.append(scalar) }
        if isEscape, scalar == "m" { isEscape = false }
      }
      return text
    }
  }

  @Test func `has a frame of the right size, a heading and a legend`() throws {
    let lines = Self.bare(
      try Self.lines("10.0.0.0/28", "10.0.0.0/24", columns: 40, rows: 12, glyphs: "half"))
    #expect(lines[0] == "10.0.0.0/24  Hilbert  mean  1 px = /32 = 1 address")
    #expect(lines[1] == "┌" + String(repeating: "─", count: 16) + "┐")
    #expect(lines[10] == "└" + String(repeating: "─", count: 16) + "┘")
    #expect(lines[2...9].allSatisfy { $0.count == 18 && $0.first == "│" && $0.last == "│" })
    #expect(lines[11...].joined().contains("free"))
    #expect(lines[11...].allSatisfy { $0.unicodeScalars.count <= 40 })
  }

  @Test func `ends every line in the terminal's own look`() throws {
    for glyphs in allGlyphSets {
      let lines = try Self.lines(
        "10.0.0.0/28\n10.0.9.0/24", "10.0.0.0/16", columns: 60, rows: nil, glyphs: glyphs.name)
      #expect(lines.allSatisfy { $0.hasPrefix("\u{1B}[0") && $0.hasSuffix("\u{1B}[0m") })
    }
  }
}
