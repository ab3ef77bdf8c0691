import TestSupport
import Testing

/// The rows of the reference tables that are about addresses alone.
struct ConformanceTests {
  static let areas: [ConformanceArea] = [
    ConformanceArea(
      "TOOL-", in: "other-ipam.tsv", table: ArithmeticVectors.table, run: ArithmeticVectors.run)
  ]

  @Test(arguments: areas.indices)
  func `every fact of an area holds, and none is forgotten`(_ area: Int) throws {
    try Self.areas[area].check()
  }
}
