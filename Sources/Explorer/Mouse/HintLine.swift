import Terminal

/// A key and what it does now, for the line of keys.
struct Hint: Hashable, Sendable {
  /// The key that a click presses; nil where it names several.
  let key: Key?
  /// The key, as people write it.
  let text: String
  let hint: String
  /// How soon it is left out where not all have room: those of a lower rank stay.
  var rank = 0

  /// The columns it takes.
  var width: Int { TextWidth.columns(of: text) + 1 + TextWidth.columns(of: hint) }
}

/// The line of keys worth knowing: what is written where, for the painter and for the pointer.
///
/// What has no room on the first page is on the next: nothing is ever cut off.
///
///      + in  - out  c compare  N node  : command  ? help  q quit                               ›
///     ‹ P pod  m mode  Space play  w why  g go to  v view
struct HintLine: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    let hint: Hint
    /// The columns of key and hint.
    let columns: Range<Int>
  }

  /// What is written, of the page that shows.
  private(set) var items: [Item] = []
  /// The page that shows, from 0.
  let page: Int
  let pageCount: Int
  /// The column of the sign that there is more to the right.
  private let end: Int

  /// Hints in the order in which they are read; each page takes those that matter most of the rest.
  init(_ hints: [Hint], width: Int, page: Int = 0) {
    let pages = Self.pages(of: hints, width: width)
    pageCount = pages.count
    self.page = min(max(0, page), pages.count - 1)
    end = width - 1
    // A blank lies between the sign and what follows it.
    var x = self.page > 0 ? 2 : 1
    for hint in pages[self.page] {
      items.append(Item(hint: hint, columns: x..<x + hint.width))
      x += hint.width + 2
    }
  }

  /// Whether there are hints before those that show, and behind them.
  var hasMoreLeft: Bool { page > 0 }
  var hasMoreRight: Bool { page + 1 < pageCount }

  private static func pages(of hints: [Hint], width: Int) -> [[Hint]] {
    let all = hints.reduce(0) { $0 + $1.width + 2 }
    guard all > width + 1, !hints.isEmpty else { return [hints] }
    var pages: [[Hint]] = []
    var rest = hints
    while !rest.isEmpty {
      // Two columns at each end are for the signs.
      var room = width - 2
      var chosen: Set<Hint> = []
      for hint in rest.sorted(by: { $0.rank < $1.rank }) where hint.width + 2 <= room {
        room -= hint.width + 2
        chosen.insert(hint)
      }
      // What is wider than the screen has a page of its own.
      if chosen.isEmpty, let first = rest.first { chosen.insert(first) }
      pages.append(rest.filter(chosen.contains))
      rest.removeAll(where: chosen.contains)
    }
    return pages
  }

  /// What lies under a column.
  enum Place: Hashable, Sendable {
    case key(Key)
    /// The sign that there is more, at the left end or at the right.
    case more(step: Int)
  }

  /// What is written at a column.
  func place(atColumn column: Int) -> Place? {
    if column == 0, hasMoreLeft { return .more(step: -1) }
    if column >= end - 1, hasMoreRight { return .more(step: 1) }
    return items.first { $0.columns.contains(column) }?.hint.key.map { .key($0) }
  }
}
