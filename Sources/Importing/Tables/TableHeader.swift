/// The header line of a table, wherever in a log or behind whatever comment mark it stands.
///
///     $ kubectl get pods -o wide
///     # NAME     READY   STATUS        the words begin columns; what stands
///     # pod-a1   1/1     Running       left of NAME stands left of each row
struct TableHeader {
  let columns: [String]
  /// Where each column begins, counted from the first.
  let starts: [Int]
  /// What stands left of the first column.
  let margin: [UInt8]
  /// Whether single tabs end the cells, as where a spreadsheet or a page was copied.
  private let isTabbed: Bool

  /// Reads a line as a header, or answers nil if it is none.
  init?(_ line: ArraySlice<UInt8>) {
    guard let start = Self.start(in: line) else { return nil }
    var columns: [String] = []
    var starts: [Int] = []
    for cell in line[start...].cells {
      let name = String(decoding: line[cell], as: UTF8.self)
      guard name.utf8.allSatisfy(Self.isCapital) else { return nil }
      columns.append(name)
      starts.append(cell.lowerBound - start)
    }
    let isOfEvents = columns.contains("REASON") && columns.contains("MESSAGE")
    guard columns.count >= 2, columns.contains("NAME") || isOfEvents else { return nil }
    self.columns = columns
    self.starts = starts
    margin = Array(line[..<start])
    let words = line[start...].split(
      separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    isTabbed = words.count == columns.count
  }

  /// `kubectl get events` has no column of names.
  private static func start(in line: ArraySlice<UInt8>) -> Int? {
    start(of: "NAME", in: line) ?? start(of: "LAST SEEN", in: line)
  }

  private static func start(of word: String, in line: ArraySlice<UInt8>) -> Int? {
    let word = Array(word.utf8)
    var rest = line
    while let found = rest.firstIndex(of: word[0]) {
      let isWord = found == line.startIndex || line[found - 1].isBlank
      if isWord, line[found...].starts(with: word) { return found }
      rest = line[(found + 1)...]
    }
    return nil
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// The cells of a row below this header, or nil if the line is none.
  ///
  /// Columns are taken where the header begins them, so that an empty cell stays one. Where the
  /// line does not keep to that (a log's own margin, a terminal that joined blanks), it is cut at
  /// runs of two blanks or more, if that gives as many cells as there are columns.
  func cells(of line: ArraySlice<UInt8>) -> [String]? {
    var line = line
    if !margin.isEmpty, line.starts(with: margin) { line = line.dropFirst(margin.count) }
    guard let first = line.first, !first.isBlank else { return nil }
    if isTabbed, let cells = tabbed(line) { return cells }
    return aligned(line) ?? cut(line)
  }

  /// Empty cells at the end may lack their tabs.
  private func tabbed(_ line: ArraySlice<UInt8>) -> [String]? {
    let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self).trimmed }
    guard cells.count >= 2, cells.count <= columns.count else { return nil }
    return cells + [String](repeating: "", count: columns.count - cells.count)
  }

  private func aligned(_ line: ArraySlice<UInt8>) -> [String]? {
    var cells: [String] = []
    for (index, start) in starts.enumerated() {
      let from = min(line.startIndex + start, line.endIndex)
      let isLast = index + 1 == starts.count
      let to = isLast ? line.endIndex : min(line.startIndex + starts[index + 1], line.endIndex)
      if from > line.startIndex, from < line.endIndex, line[from - 1] != UInt8(ascii: " ") {
        return nil
      }
      cells.append(String(decoding: line[from..<to], as: UTF8.self).trimmed)
    }
    return cells.count { !$0.isEmpty } >= 2 ? cells : nil
  }

  private func cut(_ line: ArraySlice<UInt8>) -> [String]? {
    let cells = line.cells.map { String(decoding: line[$0], as: UTF8.self) }
    return cells.count == columns.count ? cells : nil
  }
}

extension ArraySlice<UInt8> {
  /// The stretches between tabs and runs of two blanks or more.
  fileprivate var cells: [Range<Int>] {
    var cells: [Range<Int>] = []
    var start: Int?
    var end = startIndex
    for index in indices {
      let byte = self[index]
      guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") else {
        if start == nil { start = index }
        end = index + 1
        continue
      }
      let endsCell = byte == UInt8(ascii: "\t") || index - end >= 1
      if let begin = start, endsCell {
        cells.append(begin..<end)
        start = nil
      }
    }
    if let start { cells.append(start..<end) }
    return cells
  }
}
