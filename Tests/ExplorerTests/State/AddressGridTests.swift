import Addressing
import Terminal
import Testing

@testable import Explorer

@Suite struct AddressGridTests {
  @Test(arguments: [("10.0.1.0/24", 64, 256), ("10.0.0.0/31", 64, 2), ("fd00::/64", 100, 65_536)])
  func `rows are powers of two and hold every address once`(
    block: String, width: Int, count: Int
  ) throws {
    let grid = AddressGrid(
      block: try #require(IPPrefix(block)), canvas: Size(width: width, height: 20))
    #expect(grid.count == count)
    #expect(grid.perRow & (grid.perRow - 1) == 0)
    #expect(grid.rows * grid.perRow >= count)
    #expect(grid.gutter + grid.perRow * grid.cellWidth <= width)
    for index in [0, count / 2, count - 1] {
      #expect(grid.index(of: grid.address(at: index)) == index)
    }
  }

  @Test func `an address beyond the window is met at its end`() throws {
    let grid = AddressGrid(
      block: try #require(IPPrefix("fd00::/64")), canvas: Size(width: 80, height: 20))
    #expect(grid.index(of: try #require(IPAddress("fd00::1:0:0"))) == 65_535)
  }

  @Test func `a canvas with room shows names, a small one all rows before names`() throws {
    let block = try #require(IPPrefix("10.0.1.0/24"))
    let large = AddressGrid(block: block, canvas: Size(width: 152, height: 54))
    #expect(large.perRow == 8 && large.showsNames)
    let small = AddressGrid(block: block, canvas: Size(width: 64, height: 23))
    #expect(small.perRow == 16 && small.cellWidth == 3)
  }
}
