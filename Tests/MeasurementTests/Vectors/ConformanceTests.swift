import Allocation
import TestSupport
import Testing

/// The rows of the reference tables that are about measures.
struct ConformanceTests {
  static let areas: [ConformanceArea] = [
    ConformanceArea(
      "MET-", in: "other-ipam.tsv", table: MeasurementVectors.table + WorkloadVectors.table
    ) { vector in
      // A workload names a mode, anything else an amount or a pool.
      let first = vector.given.split(separator: " ").first.map(String.init) ?? ""
      return AllModes.names.contains(first)
        ? try WorkloadVectors.run(vector) : try MeasurementVectors.run(vector)
    }
  ]

  @Test(arguments: areas.indices)
  func `every fact of an area holds, and none is forgotten`(_ area: Int) throws {
    try Self.areas[area].check()
  }
}
