/// Dots that lines are drawn with: eight in a cell of braille, one in a cell of letters.
struct PlotCanvas {
  let columns: Int
  let rows: Int
  let isUnicode: Bool
  private var masks: [UInt8]
  private var owners: [Int?]

  /// Dots from left to right, and from top to bottom.
  var dotColumns: Int { isUnicode ? columns * 2 : columns }
  var dotRows: Int { isUnicode ? rows * 4 : rows }

  private static let bits: [[UInt8]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]
  /// The glyphs of lines where a cell has one dot.
  private static let letters: [Unicode.Scalar] = ["*", "o", "+", "%"]

  init(columns: Int, rows: Int, isUnicode: Bool) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.isUnicode = isUnicode
    masks = Array(repeating: 0, count: self.columns * self.rows)
    owners = Array(repeating: nil, count: self.columns * self.rows)
  }

  /// Draws one line: each column from its least to its greatest value, joined to the one before.
  mutating func draw(_ series: PlotSeries, _ scale: PlotScale, line: Int) {
    var before: Int?
    for (x, column) in series.columns.enumerated() {
      guard let column else {
        before = nil
        continue
      }
      var low = scale.row(of: column.low, rows: dotRows)
      var high = scale.row(of: column.high, rows: dotRows)
      if let before {
        low = min(low, before)
        high = max(high, before)
      }
      for row in low...high { set(x, dotRows - 1 - row, line) }
      before = scale.row(of: column.last, rows: dotRows)
    }
  }

  private mutating func set(_ x: Int, _ y: Int, _ line: Int) {
    guard x >= 0, y >= 0, x < dotColumns, y < dotRows else { return }
    let index = isUnicode ? y / 4 * columns + x / 2 : y * columns + x
    owners[index] = line
    masks[index] |= isUnicode ? Self.bits[y % 4][x % 2] : 1
  }

  /// The glyph of a cell and the line it is of; nil where there is no line.
  func cell(_ column: Int, _ row: Int) -> (scalar: Unicode.Scalar, line: Int)? {
    let index = row * columns + column
    guard owners.indices.contains(index), let line = owners[index] else { return nil }
    guard isUnicode else { return (Self.letters[line % Self.letters.count], line) }
    return (Unicode.Scalar(0x2800 + UInt32(masks[index])) ?? "*", line)
  }
}
