import TestSupport
import Testing

/// The rows of the reference tables that are about measures.
struct ConformanceTests {
  static let areas: [ConformanceArea] = [
    ConformanceArea(
      "MET-", in: "other-ipam.tsv", table: MeasurementVectors.table,
      leftOut: MeasurementVectors.leftOut, run: MeasurementVectors.run)
  ]

  @Test(arguments: areas.indices)
  func `every fact of an area holds, and none is forgotten`(_ area: Int) throws {
    try Self.areas[area].check()
  }
}
