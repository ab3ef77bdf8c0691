/// A growing column of values in pages that copies share until one of them writes.
///
/// A snapshot of a column costs one retain; the first write after it copies one page and the list of
/// pages. That is what makes a history by sharing affordable: one changed pod of seven million
/// copies a few kilobytes.
public struct PagedColumn<Element: Sendable>: Sendable {
  /// Elements of a page: a power of two, so that a row is found with a shift and a mask.
  public let pageSize: Int
  @usableFromInline let shift: Int
  @usableFromInline var pages: [ContiguousArray<Element>]
  /// Rows in the column, those of a fresh page's unused start included.
  public private(set) var count: Int

  /// An empty column of pages of `pageSize` elements, a power of two.
  public init(pageSize: Int) {
    precondition(pageSize > 0 && pageSize & (pageSize - 1) == 0, "a page is a power of two")
    self.pageSize = pageSize
    shift = pageSize.trailingZeroBitCount
    pages = []
    count = 0
  }

  /// The element in row `row`.
  @inlinable
  public subscript(row: Int) -> Element {
    get { pages[row >> shift][row & (pageSize - 1)] }
    _modify { yield &pages[row >> shift][row & (pageSize - 1)] }
  }

  /// Adds one row.
  public mutating func append(_ element: Element) {
    if count & (pageSize - 1) == 0 {
      var page = ContiguousArray<Element>()
      page.reserveCapacity(pageSize > 64 ? 16 : pageSize)
      pages.append(page)
    }
    pages[pages.count - 1].append(element)
    count += 1
  }

  /// Fills the last page up with `filler`, so that the next row begins a page.
  public mutating func alignToPage(filler: Element) {
    while count & (pageSize - 1) != 0 { append(filler) }
  }

  /// Adds the rows of `other`; whole pages are shared when this column ends on a page's end.
  public mutating func append(contentsOf other: PagedColumn) {
    precondition(pageSize == other.pageSize, "columns of one page size can be joined")
    guard count & (pageSize - 1) == 0 else {
      for page in other.pages {
        for element in page { append(element) }
      }
      return
    }
    pages.append(contentsOf: other.pages)
    count += other.count
  }

  /// Adds the rows of a plain buffer, page by page.
  public mutating func append(contentsOf buffer: UnsafeBufferPointer<Element>) {
    var start = 0
    while start < buffer.count {
      if count & (pageSize - 1) == 0 {
        let length = Swift.min(pageSize, buffer.count - start)
        pages.append(ContiguousArray(buffer[start..<start + length]))
        count += length
        start += length
      } else {
        append(buffer[start])
        start += 1
      }
    }
  }

  /// Calls `body` with each page's first row and its elements, in order.
  @inlinable
  public func forEachPage(_ body: (Int, UnsafeBufferPointer<Element>) -> Void) {
    for (number, page) in pages.enumerated() {
      page.withUnsafeBufferPointer { body(number << shift, $0) }
    }
  }
}
