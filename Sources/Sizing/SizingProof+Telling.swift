public import Simulation

extension SizingProof {
  /// The day on which half of the lives that failed had met their first refusal.
  public var medianDay: Int? {
    let days = failures.compactMap { $0.failure?.day }.sorted()
    return days.isEmpty ? nil : days[days.count / 2]
  }

  private var bandRows: [[String]] {
    band.map { [$0.month, $0.worst, $0.median, $0.best, $0.failed].map { String($0) } }
  }

  /// The band of every proof, a month of each a row, for programs that draw it.
  public static func bandTable(of proofs: [SizingProof]) -> Table {
    Table(
      title: "room for nodes", columns: ["CHOICE", "MONTH", "WORST", "MEDIAN", "BEST", "FAILED"],
      numeric: [1, 2, 3, 4, 5],
      rows: proofs.flatMap { proof in proof.bandRows.map { [proof.title] + $0 } })
  }

  /// The band as a drawing: a row a month, from the worst to the best on a line of `width` cells.
  ///
  ///      3 ......[==|===]..............   24   31   40
  public func bandLines(width: Int = 48) -> [String] {
    let band = band
    let most = max(1, band.map(\.best).max() ?? 1)
    func place(_ count: Int) -> Int { min(width - 1, count * (width - 1) / most) }
    func padded(_ count: Int) -> String {
      let text = String(count)
      return String(repeating: " ", count: max(0, 7 - text.count)) + text
    }
    let header =
      "month" + String(repeating: " ", count: width + 2) + "  worst median   best failed"
    return [header]
      + band.map { month in
        let (low, middle, high) = (place(month.worst), place(month.median), place(month.best))
        let cells = (0..<width).map { cell -> Character in
          switch cell {
          case middle: "|"
          case low...high: "="
          default: "."
          }
        }
        let number = String(month.month)
        return String(repeating: " ", count: max(0, 5 - number.count)) + number + " "
          + String(cells) + " " + padded(month.worst) + padded(month.median) + padded(month.best)
          + padded(month.failed)
      }
  }
}
