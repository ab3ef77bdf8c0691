public import Addressing

/// What somebody has written on a block, to be shown on its picture.
public struct MapAnnotation: Hashable, Sendable {
  /// The block.
  public let prefix: IPPrefix
  /// One line of visible text.
  public let text: String

  /// The text on a block.
  public init(_ prefix: IPPrefix, _ text: String) {
    self.prefix = prefix
    self.text = text
  }
}

/// An annotation on the cells of a view.
///
///     ▏▔▔▔▔▔▔▔▔▔▔▔▔▕
///     ▏ blue team  ▕     the text as long as the block is wide
///     ▏▁▁▁▁▁▁▁▁▁▁▁▁▕
public struct PlacedAnnotation: Hashable, Sendable {
  /// What is written, and on what.
  public let annotation: MapAnnotation
  /// The cells of the block, perhaps beyond the view.
  public let outline: PixelRect
  /// As much of the text as fits; nil where there is room for none of it.
  public let label: MapLabel?
  /// Columns that the text takes.
  public let width: Int

  /// The annotations in view; of texts that would lie on each other the earlier one stays.
  ///
  /// `columns` tells how wide a text is shown; a text that is too long ends with a dot.
  public static func placing(
    _ annotations: [MapAnnotation], in viewport: Viewport, columns: (String) -> Int
  ) -> [PlacedAnnotation] {
    var placed: [PlacedAnnotation] = []
    for annotation in annotations {
      guard let rect = viewport.rect(of: annotation.prefix) else { continue }
      let seen = rect.intersection(viewport.bounds)
      guard !seen.isEmpty else { continue }
      let cells = viewport.cells(of: seen)
      let text = fitted(annotation.text, to: cells.width - (cells.width > 4 ? 2 : 0), columns)
      let width = columns(text)
      let middle = cells.y + (cells.height - 1) / 2
      let rows = (cells.y..<cells.maxY).sorted { abs($0 - middle) < abs($1 - middle) }
      let column = cells.x + (cells.width - width) / 2
      let row = rows.first { row in
        !placed.contains { other in
          guard let label = other.label, label.row == row else { return false }
          return label.column < column + width && column < label.column + other.width
        }
      }
      let label = row.flatMap { row in
        text.isEmpty
          ? nil
          : MapLabel(
            prefix: annotation.prefix, text: text, column: column, row: row,
            isCoarse: false)
      }
      placed.append(
        PlacedAnnotation(
          annotation: annotation, outline: viewport.cells(of: rect), label: label, width: width))
    }
    return placed
  }

  /// As many characters as fit; one dot stands for the rest.
  private static func fitted(
    _ text: String, to width: Int, _ columns: (String) -> Int
  ) -> String {
    guard width > 0 else { return "" }
    if columns(text) <= width { return text }
    var kept = ""
    for character in text {
      guard columns(kept + String(character)) < width else { break }
      kept.append(character)
    }
    return kept + "."
  }

  /// Whether a name with a free column on both sides would lie on the text or across the outline.
  public func leavesNoRoom(for name: MapLabel) -> Bool {
    if let label, label.row == name.row, label.column <= name.column + name.width,
      name.column <= label.column + width
    {
      return true
    }
    guard outline.width > 2, outline.height > 1, (outline.y..<outline.maxY).contains(name.row)
    else { return false }
    let columns = name.column..<name.column + name.width
    if name.row == outline.y || name.row == outline.maxY - 1 {
      return columns.overlaps(outline.x..<outline.maxX)
    }
    return columns.contains(outline.x) || columns.contains(outline.maxX - 1)
  }
}
