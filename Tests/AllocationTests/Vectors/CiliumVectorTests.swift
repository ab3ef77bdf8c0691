import TestSupport
import Testing

struct CiliumVectorTests {
  private static let groups:
    [(prefix: String, table: [Vector], run: @Sendable (Vector) throws -> [String])] = [
      ("CS-", CIDRSetVectors.table, CIDRSetVectors.run),
      ("CP-", ClusterPoolVectors.table, ClusterPoolVectors.run),
      ("IA-", AgentVectors.addresses, AgentVectors.run),
      ("HS-", AgentVectors.node, AgentVectors.run),
    ]

  @Test func `every recorded fact about Cilium holds`() throws {
    var failures: [String] = []
    var rows: Set<String> = []
    var failedRows: Set<String> = []
    var steps = 0
    for group in Self.groups {
      for vector in group.table {
        steps += vector.actions.count
        if vector.id != "more" { rows.insert(vector.id) }
        guard let failure = vector.failure(got: try group.run(vector)) else { continue }
        failures.append(failure)
        failedRows.insert(vector.id)
      }
    }
    let sequences = Self.groups.reduce(0) { $0 + $1.table.count }
    let leftOut = ClusterPoolVectors.leftOut.sorted { $0.key < $1.key }
    print(
      "Cilium vectors: \(rows.count) rows run, \(rows.count - failedRows.count) passed, "
        + "\(sequences) sequences and \(steps) steps with those beyond the table; "
        + "\(leftOut.count) left out: "
        + leftOut.map { "\($0.key) (\($0.value))" }.joined(separator: ", "))
    #expect(failures == [])
  }

  /// The table of facts is kept beside the project; where it is at hand no row may be forgotten.
  @Test(.enabled(if: ReferenceFolder.file("vectors/cilium.tsv") != nil))
  func `no row of the reference table is forgotten`() throws {
    let text = try #require(ReferenceFolder.file("vectors/cilium.tsv"))
    let ids = text.split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: "\t", omittingEmptySubsequences: false).first }
      .map(String.init)
      .filter { id in Self.groups.contains { id.hasPrefix($0.prefix) } }
    let known = Set(Self.groups.flatMap { $0.table.map(\.id) })
      .union(ClusterPoolVectors.leftOut.keys)
    let forgotten = ids.filter { !known.contains($0) }
    print("Reference table: \(ids.count) rows of CS-, CP-, IA- and HS-, all accounted for")
    #expect(!ids.isEmpty)
    #expect(forgotten == [])
  }
}
