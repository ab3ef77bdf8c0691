import Terminal

/// Digits and signs of CIDRs three cells wide, for a room that looks on from afar.
///
///     █▀█  ▀█     ▀▀█       two pixels a cell, five pixels high; the sixth is empty
///     █ █   █     █▀▀
///     ▀▀▀  ▀▀▀ ▀  ▀▀▀
struct LargeText: Hashable, Sendable {
  /// The rows of cells, from top to bottom.
  let rows: [[Unicode.Scalar]]

  var size: Size { Size(width: rows.first?.count ?? 0, height: rows.count) }

  /// The text in large; nil if it has other characters than CIDRs have.
  init?(_ text: String, isUnicode: Bool) {
    var lines = [[Bool]](repeating: [], count: 6)
    for (index, character) in text.enumerated() {
      guard let shape = Self.shapes[character] else { return nil }
      for line in lines.indices {
        if index > 0 { lines[line].append(false) }
        lines[line] += line < 5 ? shape[line] : shape[0].map { _ in false }
      }
    }
    guard isUnicode else {
      rows = lines.prefix(5).map { $0.map { $0 ? "#" : " " } }
      return
    }
    rows = stride(from: 0, to: 6, by: 2).map { line in
      zip(lines[line], lines[line + 1]).map { upper, lower in
        switch (upper, lower) {
        case (true, true): "\u{2588}"
        case (true, false): "\u{2580}"
        case (false, true): "\u{2584}"
        case (false, false): " "
        }
      }
    }
  }

  /// The columns that a text takes, whatever its characters.
  static func width(of text: String) -> Int {
    text.reduce(0) { $0 + (shapes[$1]?[0].count ?? 3) + 1 } - 1
  }

  private static let shapes: [Character: [[Bool]]] = [
    "0": shape("### #.# #.# #.# ###"), "1": shape("##. .#. .#. .#. ###"),
    "2": shape("### ..# ### #.. ###"), "3": shape("### ..# .## ..# ###"),
    "4": shape("#.# #.# ### ..# ..#"), "5": shape("### #.. ### ..# ###"),
    "6": shape("### #.. ### #.# ###"), "7": shape("### ..# ..# .#. .#."),
    "8": shape("### #.# ### #.# ###"), "9": shape("### #.# ### ..# ###"),
    "a": shape("### #.# ### #.# #.#"), "b": shape("##. #.# ##. #.# ##."),
    "c": shape("### #.. #.. #.. ###"), "d": shape("##. #.# #.# #.# ##."),
    "e": shape("### #.. ##. #.. ###"), "f": shape("### #.. ##. #.. #.."),
    ".": shape(". . . . #"), ":": shape(". # . # ."), "/": shape("..# ..# .#. #.. #.."),
  ]

  private static func shape(_ rows: String) -> [[Bool]] {
    rows.split(separator: " ").map { $0.map { $0 == "#" } }
  }
}

extension Painter {
  /// Writes a text in large on a ground of its own, if it leaves half of the room as it is; answers
  /// with the cells it takes.
  mutating func writeLarge(_ text: String, in rect: Rect, style: Style) -> Rect? {
    guard LargeText.width(of: text) + 4 <= rect.width,
      let large = LargeText(text, isUnicode: look.isUnicode), large.size.height * 2 <= rect.height
    else { return nil }
    let box = Rect(
      x: rect.x + (rect.width - large.size.width - 2) / 2,
      y: rect.y + (rect.height - large.size.height) / 2, width: large.size.width + 2,
      height: large.size.height)
    frame.fill(box, with: .space(style))
    for (row, scalars) in large.rows.enumerated() {
      for (column, scalar) in scalars.enumerated() where scalar != " " {
        frame[box.x + 1 + column, box.y + row] = Cell(scalar, style: style)
      }
    }
    return box
  }
}
