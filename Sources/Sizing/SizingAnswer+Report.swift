import Addressing

extension SizingAnswer {
  /// The pool of each family as a line of `width` cells, each an equal part of it.
  ///
  ///     10.128.0.0/16  ##====================+.........
  public func poolPictures(width: Int = 64) -> [String] {
    guard let best else { return [] }
    return best.ranges.map { range in
      func cells(_ nodes: Int) -> Int {
        guard range.nodes > 0 else { return 0 }
        // Rounded up: a part that anybody has is not shown as free.
        let (product, overflow) = min(nodes, range.nodes).multipliedReportingOverflow(by: width)
        return overflow ? width : min(width, (product + range.nodes - 1) / range.nodes)
      }
      let (now, end) = (cells(question.nodes), cells(question.nodesAtEnd))
      let all = cells(question.nodesToHold)
      return String(repeating: "#", count: now) + String(repeating: "=", count: max(0, end - now))
        + String(repeating: "+", count: max(0, all - max(now, end)))
        + String(repeating: ".", count: max(0, width - max(all, end, now)))
    }
  }

  /// What the cells of the pictures are.
  public static let pictureKey =
    "# nodes now, = nodes by the end, + an upgrade's nodes, . free; all nodes full"

  /// The plan and its picture, for a design document.
  public var pictureLines: [String] {
    guard let best else { return [] }
    return zip(best.ranges, poolPictures()).flatMap { range, picture in
      ["\(range.pool)  room for \(range.nodes) nodes", picture]
    } + [Self.pictureKey]
  }
}
