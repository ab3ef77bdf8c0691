import Sizing
import Terminal

/// Where the cells of the table go: labels to the left, as many columns as fit around the cursor.
struct SizingGrid {
  /// Columns of a cell: a number of six digits, its sign, and a gap.
  static let cellWidth = 8
  /// Lines for what is under the cursor.
  private static let footHeight = 9

  let labelWidth: Int
  /// The columns in sight, as indices of cells.
  let columns: Range<Int>
  /// The rows in sight.
  let rows: Range<Int>
  let labels: Rect
  let cells: Rect
  let head: Rect
  let foot: Rect

  init(_ sheet: SizingSheet, in rect: Rect) {
    let sweep = sheet.outcome?.sweep
    let texts = (sweep?.rows ?? []).map(Self.label)
    let widest = texts.map(TextWidth.columns).max() ?? 0
    labelWidth = min(widest + 2, max(12, rect.width / 3))
    var rest = rect
    head = rest.cutTop(1)
    var table = rest.cutTop(min(max(1, texts.count), max(1, rest.height - Self.footHeight)))
    foot = rest
    labels = table.cutLeft(labelWidth)
    cells = table
    let count = (sweep?.masks.count ?? 0) + 1
    let shown = max(1, min(count, cells.width / Self.cellWidth))
    let wanted = min(max(sheet.firstColumn, sheet.column - shown + 1), sheet.column)
    let first = min(max(0, wanted), max(0, count - shown))
    columns = first..<min(count, first + shown)
    let lines = max(1, min(texts.count, cells.height))
    let top = min(max(0, sheet.row - lines / 2), max(0, texts.count - lines))
    rows = top..<min(texts.count, top + lines)
  }

  /// The mode and its setting, without the words that settings of a mode have in common.
  static func label(_ row: SizingSweep.Row) -> String {
    guard let sign = row.setting.firstIndex(of: "="), row.setting.utf8.count > 16 else {
      return row.setting.isEmpty ? row.mode : "\(row.mode) \(row.setting)"
    }
    return "\(row.mode) \(row.setting[row.setting.index(after: sign)...])"
  }

  func x(of column: Int) -> Int { cells.x + (column - columns.lowerBound) * Self.cellWidth }

  /// The cell that is painted at a point.
  func cell(at point: Point) -> (row: Int, column: Int)? {
    guard cells.contains(point) else { return nil }
    let row = rows.lowerBound + point.y - cells.y
    let column = columns.lowerBound + (point.x - cells.x) / Self.cellWidth
    return rows.contains(row) && columns.contains(column) ? (row, column) : nil
  }
}

extension SizingSheet {
  /// The field or the cell that is painted at a point, as one number for lists of all kinds.
  func item(at point: Point, in rect: Rect) -> Int? {
    switch page {
    case .question:
      let rooms = SizingFormRooms(self, in: rect)
      guard rooms.fields.contains(point) else { return nil }
      let index = rooms.first + point.y - rooms.fields.y
      return fields.indices.contains(index) ? index : nil
    case .table:
      guard isCurrent, let cell = SizingGrid(self, in: rect).cell(at: point),
        outcome?.sweep.rows[cell.row].cells[cell.column].exists == true
      else { return nil }
      return cell.row * Self.rowStride + cell.column
    case .proof: return nil
    }
  }

  /// More than there can be columns.
  private static let rowStride = 64

  /// Goes to what was clicked; true if it is a cell that was chosen before.
  mutating func choose(_ item: Int) -> Bool {
    switch page {
    case .question: field = min(max(0, item), fields.count - 1)
    case .table:
      let (newRow, newColumn) = (item / Self.rowStride, item % Self.rowStride)
      if (newRow, newColumn) == (row, column) { return true }
      (row, column) = (newRow, newColumn)
    case .proof: break
    }
    return false
  }
}
