import Testing

/// The facts of one area of a reference table, as checks of this project.
///
/// The table the project runs is its own (`table`); where the reference lies beside the checkout no
/// row of it may be forgotten: each is run or left out for a reason that is said.
public struct ConformanceArea: Sendable {
  /// What the rows' names begin with, as `KCM-`.
  public let prefix: String
  /// The reference table that lists the rows, as `other-ipam.tsv`.
  public let reference: String
  /// The facts.
  public let table: [Vector]
  /// Rows that are not run, and why.
  public let leftOut: [String: String]
  /// Carries a fact out and answers what came out of each step.
  public let run: @Sendable (Vector) throws -> [String]

  /// An area of a reference table.
  public init(
    _ prefix: String, in reference: String, table: [Vector], leftOut: [String: String] = [:],
    run: @escaping @Sendable (Vector) throws -> [String]
  ) {
    self.prefix = prefix
    self.reference = reference
    self.table = table
    self.leftOut = leftOut
    self.run = run
  }

  /// Runs every fact, prints the count, and expects that all of them hold and none is forgotten.
  public func check() throws {
    var failures: [String] = []
    var failedRows: Set<String> = []
    for vector in table {
      guard let failure = vector.failure(got: try run(vector)) else { continue }
      failures.append(failure)
      failedRows.insert(vector.id)
    }
    let rows = Set(table.map(\.id)).subtracting(["more"])
    let reasons = leftOut.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
    print(
      "Conformance \(prefix.dropLast()): \(rows.count) rows run, "
        + "\(rows.count - failedRows.count) passed, \(table.count) sequences, "
        + "\(leftOut.count) left out" + (reasons.isEmpty ? "" : ": ")
        + reasons.joined(separator: ", "))
    #expect(failures == [])
    #expect(forgotten(known: rows.union(leftOut.keys)) == [])
  }

  private func forgotten(known: Set<String>) -> [String] {
    guard let text = ReferenceFolder.file("vectors/\(reference)") else { return [] }
    let ids = text.split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: "\t", omittingEmptySubsequences: false).first }
      .map(String.init)
      .filter { $0.hasPrefix(prefix) }
    return ids.filter { !known.contains($0) }
  }
}
