import Addressing
import Allocation
import Measurement
import Simulation
import Theming

/// The free pieces of each size as bars, longest prefix last.
struct FreeSpaceLines {
  private let space: FreeSpace?
  private let unit: Int

  init(_ state: ExplorerApp.State) {
    let family = state.pool.family
    let unit = state.cluster?.mode.unitLength(family)
    space = unit == nil ? nil : state.cluster.map { FreeSpace(of: $0, family: family) }
    self.unit = unit ?? 0
  }

  /// The bars, in two columns once there are many, and how many blocks are left in all.
  func lines(width: Int) -> (summary: String, lines: [TextLine]) {
    guard let space else { return ("", []) }
    let left = Figure.grouped(space.freeBlocks)
    let summary = "\(left) of \(Figure.grouped(space.totalBlocks))"
    guard let largest = space.largestFree else {
      return (summary, [TextLine("no block is free", .warning)])
    }
    let lengths = Array(largest...max(largest, unit))
    // The bar of a size is its share of all that is free.
    let most = lengths.map { share(of: $0, in: space) }.max() ?? 1
    let isDouble = lengths.count > 5
    let columns = isDouble ? 2 : 1
    let each = isDouble ? (width - 1) / 2 : width
    let rows = (lengths.count + columns - 1) / columns
    let lines = (0..<rows).map { row -> TextLine in
      var line = bar(lengths[row], in: space, most: most, width: each)
      if isDouble, row + rows < lengths.count {
        line = line.adding(" ")
        for span in bar(lengths[row + rows], in: space, most: most, width: each).spans {
          line = line.adding(span.text, span.role)
        }
      }
      return line
    }
    return (summary, lines)
  }

  private func share(of length: Int, in space: FreeSpace) -> Int {
    (space.pieces[length] ?? 0) << max(0, min(40, unit - length))
  }

  private func bar(_ length: Int, in space: FreeSpace, most: Int, width: Int) -> TextLine {
    let count = space.pieces[length] ?? 0
    let name = "/\(length)" + (length < 100 ? " " : "") + (length < 10 ? " " : "")
    let number = Figure.grouped(count)
    let room = max(1, width - name.utf8.count - number.utf8.count - 1)
    var line = TextLine(name, .dim)
    let gauge = TextLine.gauge(part: share(of: length, in: space), of: max(1, most), width: room)
    for span in gauge.spans { line = line.adding(span.text, span.role) }
    return line.adding(" " + number, count > 0 ? .text : .dim)
  }
}

extension ExplorerApp.State {
  /// The latest line of the history that tells of a refusal.
  var lastRefusal: Note? {
    let timeline = session.timeline
    let last = timeline.stepIndex(of: timeline.place)
    for index in stride(from: last, to: max(0, last - 1000), by: -1) {
      guard let happened = timeline.step(before: timeline.place(afterSteps: index)) else { break }
      if let note = happened.step.notes.last(where: \.isRefusal) { return note }
    }
    return nil
  }
}
