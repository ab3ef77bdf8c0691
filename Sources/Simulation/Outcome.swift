public import Allocation

/// What came of a command.
public enum Outcome: Sendable {
  /// It happened: one line that says so, and what the modelled system refused on the way.
  case done(String, refusals: [Note])
  /// It could not be done at all, for this reason; nothing has changed.
  case refused(String)
  /// It asked, and this is the answer.
  case answer(Table)
  /// It claimed, and the claim holds.
  case held
  /// It claimed, and the claim does not hold.
  case failed(expected: String, got: String)
  /// Whoever watched ended it on the way; everything is as it was.
  case cancelled
}

/// Rows of text under column names; rows are made when they are asked for.
public struct Table: Sendable {
  /// What the table shows.
  public let title: String
  /// The names of the columns.
  public let columns: [String]
  /// Which columns hold numbers, which stand to the right.
  public let numeric: Set<Int>
  /// Rows in all.
  public let count: Int
  private let rows: @Sendable ((_ row: [String]) -> Bool) -> Void

  /// A table whose rows are produced one by one, until the receiver answers false.
  public init(
    title: String, columns: [String], numeric: Set<Int> = [], count: Int,
    rows: @escaping @Sendable ((_ row: [String]) -> Bool) -> Void
  ) {
    self.title = title
    self.columns = columns
    self.numeric = numeric
    self.count = count
    self.rows = rows
  }

  /// A table of a few rows.
  public init(title: String, columns: [String], numeric: Set<Int> = [], rows: [[String]]) {
    self.init(title: title, columns: columns, numeric: numeric, count: rows.count) { receive in
      for row in rows where !receive(row) { return }
    }
  }

  /// The table with more rows at its end.
  func adding(_ more: [[String]]) -> Table {
    let rows = rows
    return Table(title: title, columns: columns, numeric: numeric, count: count + more.count) {
      (receive) in
      var goesOn = true
      rows { row in
        goesOn = receive(row)
        return goesOn
      }
      for row in more where goesOn { goesOn = receive(row) }
    }
  }

  /// Hands out the rows in order until `receive` answers false.
  public func forEachRow(_ receive: (_ row: [String]) -> Bool) { rows(receive) }

  /// The first `limit` rows.
  public func firstRows(_ limit: Int) -> [[String]] {
    var first: [[String]] = []
    guard limit > 0 else { return [] }
    forEachRow { row in
      first.append(row)
      return first.count < limit
    }
    return first
  }
}
