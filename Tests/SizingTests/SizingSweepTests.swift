import Addressing
import Importing
import Simulation
import Testing

@testable import Sizing

@Suite struct SizingSweepTests {
  @Test func `Every cell of a block that serves has the nodes of the pool`() throws {
    let sweep = SizingSweep(
      try SizingQuestion(words: ["nodes=10", "pool=10.0.0.0/16", "modes=cluster-pool,calico"]))
    let row = try #require(sweep.rows.first { $0.mode == "cluster-pool" })
    #expect(row.cells.first { $0.mask == 24 }?.choice?.capacity == 256)
    #expect(row.cells.first { $0.mask == 25 }?.choice?.capacity == 512)
    let text = sweep.table.firstRows(1)[0]
    #expect(text.contains("256"))
    #expect(text.contains("1024 (62 pods)") || text.contains("1024 (60 pods)"))
  }

  @Test func `Exported Helm values read back as the same pool and mask`() throws {
    let answer = SizingAnswer(
      try SizingQuestion(words: ["nodes=20", "later=500", "modes=cluster-pool"]))
    let best = try #require(answer.best)
    let text = try #require(SizingExport.helmValues(best))
    let cluster = try Importer.read([ImportSource(name: "values.yaml", text: text)]).cluster
    #expect(cluster.mode == "cluster-pool")
    #expect(cluster.pools.map(\.prefix) == best.ranges.map(\.pool))
    #expect(cluster.pools.map(\.blockLength) == best.ranges.map(\.mask))
  }
}
