import Cartography
import Terminal

/// Where the pictures of a list of nodes go on a canvas, at one of several sizes.
///
///     level 0      1         2            3                  the last
///     ▀▀ ▀▀ ▀▀     ▀▀▀▀      node-279     node-279  96/252   one node in all of the canvas
///     ▀▀ ▀▀ ▀▀     ▀▀▀▀      ▀▀▀▀▀▀▀▀     ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
///
/// A picture of level k is 2^k rows high and square. Pictures stand in lines; a heading is a line
/// too. Everything here follows from the list and the canvas, so nothing of it is kept.
struct ThumbnailGrid: Hashable, Sendable {
  let canvas: Rect
  let level: Int
  /// The level at which one node has all of the canvas.
  let lastLevel: Int
  /// Squares side by side that every picture has room for: two where nodes have two blocks, as with two families.
  let lanes: Int
  /// The cells of one picture, without its name.
  let picture: Size
  /// Pictures in a line.
  let perRow: Int
  private let sections: [NodeList.Section]
  private let hasHeadings: Bool
  /// Rows of pictures before each section, and in all.
  private let rowStarts: [Int]
  let rows: Int

  init(of list: NodeList, in canvas: Rect, level wanted: Int) {
    self.canvas = canvas
    lanes = list.mostBlocks == 2 ? 2 : 1
    lastLevel = Self.lastLevel(in: canvas, lanes: lanes)
    level = min(max(0, wanted), lastLevel)
    let isLast = level == lastLevel
    let name = Self.nameRows(at: level)
    picture =
      isLast
      ? Size(width: canvas.width - 2, height: canvas.height - name)
      : Self.picture(at: level, lanes: lanes)
    perRow = isLast ? 1 : max(1, (canvas.width - 1) / (picture.width + 1))
    sections = list.sections
    hasHeadings = sections.contains { !$0.title.isEmpty }
    var starts: [Int] = []
    starts.reserveCapacity(sections.count)
    var rows = 0
    for section in sections {
      starts.append(rows)
      rows += (section.count + perRow - 1) / perRow
    }
    rowStarts = starts
    self.rows = rows
  }

  /// The level to begin with: the largest with names and figures that shows all nodes, if any does.
  static func firstLevel(for list: NodeList, in canvas: Rect) -> Int {
    for level in [3, 2, 1] {
      let grid = ThumbnailGrid(of: list, in: canvas, level: level)
      if grid.level == level, level < grid.lastLevel, grid.lines * grid.rowHeight <= canvas.height {
        return level
      }
    }
    return 0
  }

  /// The rows above a picture that its name takes.
  var nameRows: Int { Self.nameRows(at: level) }
  /// Rows from one picture to the one below.
  var rowHeight: Int { max(1, nameRows + picture.height + (nameRows == 0 ? 1 : 0)) }
  var isLast: Bool { level == lastLevel }
  /// Rows of pictures that fit.
  var visibleRows: Int { max(1, canvas.height / rowHeight) }

  private static func nameRows(at level: Int) -> Int { level >= 2 ? 1 : 0 }

  private static func picture(at level: Int, lanes: Int) -> Size {
    Size(width: lanes << (level + 1), height: 1 << level)
  }

  /// The level after the last one of which more than one picture fits.
  private static func lastLevel(in canvas: Rect, lanes: Int) -> Int {
    var level = 0
    while level < 12 {
      let size = picture(at: level, lanes: lanes)
      let columns = (canvas.width - 1) / (size.width + 1)
      let height = nameRows(at: level) + size.height
      guard columns >= 1, height <= canvas.height, columns * (canvas.height / height) > 1 else {
        break
      }
      level += 1
    }
    return level
  }

  /// Lines of headings and of pictures.
  var lines: Int { rows + (hasHeadings ? sections.count : 0) }

  /// What a line of the grid shows.
  enum Line: Hashable {
    case heading(NodeList.Section)
    case pictures(Range<Int>)
  }

  func line(_ number: Int) -> Line? {
    guard number >= 0, number < lines else { return nil }
    let index = section(ofLine: number)
    let section = sections[index]
    let row = number - firstLine(of: index) - (hasHeadings ? 1 : 0)
    guard row >= 0 else { return .heading(section) }
    let first = section.first + row * perRow
    return .pictures(first..<min(first + perRow, section.range.upperBound))
  }

  func height(ofLine number: Int) -> Int {
    if case .heading = line(number) { return 1 }
    return rowHeight
  }

  /// The heading that stays on top while the lines below it are in sight.
  func pinnedHeading(above number: Int) -> NodeList.Section? {
    guard hasHeadings, number > 0, number < lines, case .pictures = line(number) else { return nil }
    return sections[section(ofLine: number)]
  }

  /// The line of the node at a place of the list.
  func line(of index: Int) -> Int {
    guard !sections.isEmpty else { return 0 }
    let place = sections.lastIndex(startingAtMost: index, by: \.first)
    return firstLine(of: place) + (hasHeadings ? 1 : 0) + (index - sections[place].first) / perRow
  }

  private func firstLine(of section: Int) -> Int {
    rowStarts[section] + (hasHeadings ? section : 0)
  }

  private func section(ofLine number: Int) -> Int {
    Array(sections.indices).lastIndex(startingAtMost: number, by: firstLine)
  }

  /// The first line to show so that the node at a place is in sight, moved as little as it takes.
  func firstLine(showing index: Int, from old: Int) -> Int {
    let target = line(of: index)
    var lowest = target
    var height = self.height(ofLine: target)
    // From the wanted line upward as far as all of it fits; a heading stays with its first nodes.
    while lowest > 0 {
      let above = self.height(ofLine: lowest - 1)
      let pinned = pinnedHeading(above: lowest - 1) == nil ? 0 : 1
      guard height + above + pinned <= canvas.height else { break }
      height += above
      lowest -= 1
    }
    // The heading above the first nodes of a section is shown with them.
    let highest = target > 0 && pinnedHeading(above: target) != nil ? target - 1 : target
    let top = isHeading(highest) ? highest : target
    return min(max(old, lowest), max(lowest, top))
  }

  private func isHeading(_ number: Int) -> Bool {
    if case .heading = line(number) { return true }
    return false
  }

  /// The place `dx` nodes on and `dy` rows below, as far as the list goes.
  func index(from index: Int, dx: Int, dy: Int) -> Int {
    guard let last = sections.last else { return 0 }
    let end = last.range.upperBound - 1
    let (sum, overflow) = index.addingReportingOverflow(dx)
    let moved = overflow ? (dx > 0 ? end : 0) : min(max(0, sum), end)
    guard dy != 0 else { return moved }
    let place = sections.lastIndex(startingAtMost: moved, by: \.first)
    let offset = moved - sections[place].first
    let row = rowStarts[place] + offset / perRow
    let (far, tooFar) = row.addingReportingOverflow(dy)
    let target = tooFar ? (dy > 0 ? rows - 1 : 0) : min(max(0, far), rows - 1)
    guard target != row else { return moved }
    let there = rowStarts.lastIndex(startingAtMost: target, by: \.self)
    let section = sections[there]
    let first = section.first + (target - rowStarts[there]) * perRow
    return min(first + offset % perRow, section.range.upperBound - 1)
  }

  /// The first and the last node of the row around a place.
  func row(around index: Int) -> ClosedRange<Int> {
    guard case .pictures(let range) = line(line(of: index)), !range.isEmpty else {
      return index...index
    }
    return range.lowerBound...range.upperBound - 1
  }
}
