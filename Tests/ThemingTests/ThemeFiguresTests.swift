import Foundation
import TestSupport
import Testing

@testable import Theming

/// What a theme must reach at a depth.
private struct Thresholds {
  /// Text.
  ///
  /// WCAG 2.2, success criterion 1.4.3, for text of ordinary size; 1.4.6 for themes that promise
  /// high contrast. In sixteen colours, which users set as they like, 1.4.11 must do, and 1.4.3.
  let text: Double
  /// 1.4.11: what must be seen but is not what one came to read.
  let dim: Double
  let letters = 4.5
  /// Steps of L* between levels: a difference of 1 is just seen side by side.
  let step = 2.5
  /// CIE 1976 distance between any two inks, in every eye.
  let apart = 8.0
  let cursor = 8.0

  init(_ theme: Theme, at depth: ColorDepth) {
    let isStrong = ShippedTheme.highContrast.contains(theme.name)
    let isOwn = depth.colorCount > 16
    text = isOwn ? (isStrong ? 7 : 4.5) : (isStrong ? 4.5 : 3)
    dim = isStrong ? 4.5 : 3
  }
}

@Test(arguments: ShippedTheme.all)
func `every figure of a theme reaches its threshold`(_ shipped: ShippedTheme) {
  for depth in ColorDepth.allCases {
    let figures = ThemeFigures(shipped.theme, at: depth)
    let thresholds = Thresholds(shipped.theme, at: depth)
    let needed: [(String, Double?, Double)] =
      [
        ("text", figures.text, thresholds.text), ("dim", figures.dim, thresholds.dim),
        ("letters", figures.letters, thresholds.letters), ("step", figures.step, thresholds.step),
        ("cursor", figures.cursor, thresholds.cursor),
      ] + figures.apart.map { ("apart, \($0.vision)", $0.distance, thresholds.apart) }
    for (name, figure, least) in needed {
      if let figure { #expect(figure >= least, "\(name) at \(depth.rawValue)") }
    }
  }
}

@Test func `the recorded table of figures is what is computed`() throws {
  let rows = ShippedTheme.all.flatMap { shipped in
    ColorDepth.allCases.map { ThemeFigures(shipped.theme, at: $0).row }
  }
  let table = (explanation + ["", ThemeFigures.head] + rows).joined(separator: "\n") + "\n"
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Figures/themes.txt")
  if ProcessInfo.processInfo.environment["CIDRSCOPE_RECORD"] == "1" {
    try table.write(to: file, atomically: true, encoding: .utf8)
  }
  let recorded = try? String(contentsOf: file, encoding: .utf8)
  #expect(recorded == table, "run the tests with CIDRSCOPE_RECORD=1 and look at the difference")
}

private let explanation = [
  "Contrast and distances of every theme at every depth, computed by the tests.",
  "",
  "text, dim  least WCAG 2.2 contrast of letters on their ground, for roles with words; at least",
  "           4.5 and 3, in themes of high contrast 7 and 4.5; with sixteen colours or eight,",
  "           taken as xterm has them, 3 and 3, in themes of high contrast 4.5 and 4.5",
  "letter     least contrast of a letter on the pixel that it marks; at least 4.5",
  "step       least step of lightness L* from level to level; at least 2.5",
  "normal ..  least CIE 1976 distance of any two inks that one picture can have, in the eyes of",
  "           most people and with protanopia, deuteranopia and tritanopia (Machado, Oliveira,",
  "           Fernandes 2009, severity 1.0); at least 8",
  "cursor     least distance of the cursor from any ink, in any of these eyes; at least 8",
  "-          no colours, or glyphs in the terminal's own sixteen, which are what the user made",
  "           them: glyphs, letters and attributes carry the meaning, which other tests see to",
]
