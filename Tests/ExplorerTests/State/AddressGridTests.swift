import Addressing
import Testing

@testable import Explorer

@Suite struct AddressGridTests {
  @Test(arguments: [("10.0.1.0/24", 64, 256), ("10.0.0.0/31", 64, 2), ("fd00::/64", 100, 65_536)])
  func `rows are powers of two and hold every address once`(
    block: String, width: Int, count: Int
  ) throws {
    let grid = AddressGrid(block: try #require(IPPrefix(block)), width: width)
    #expect(grid.count == count)
    #expect(grid.perRow & (grid.perRow - 1) == 0)
    #expect(grid.rows * grid.perRow >= count)
    #expect(grid.gutter + grid.perRow * grid.cellWidth <= width)
    for index in [0, count / 2, count - 1] {
      #expect(grid.index(of: grid.address(at: index)) == index)
    }
  }

  @Test func `an address beyond the window is met at its end`() throws {
    let grid = AddressGrid(block: try #require(IPPrefix("fd00::/64")), width: 80)
    #expect(grid.index(of: try #require(IPAddress("fd00::1:0:0"))) == 65_535)
  }
}
