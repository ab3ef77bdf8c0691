import Addressing
import Terminal

/// The addresses of one block in rows of a power of two, as the address view lays them out.
///
///     10.0.1.0    N r . a a . . w      A block of more than 65,536 addresses shows the first
///     10.0.1.8    w . . a h . . .      65,536, which are all that its node's agent manages.
struct AddressGrid: Hashable, Sendable {
  let block: IPPrefix
  /// Addresses of a row.
  let perRow: Int
  /// Columns of an address.
  let cellWidth: Int
  /// Columns before the first cell.
  let gutter: Int
  /// Addresses shown in all.
  let count: Int

  /// Lays out `block` for a width.
  init(block: IPPrefix, width: Int) {
    self.block = block
    count = 1 << min(block.hostBits, 16)
    gutter = min(block.last.description.utf8.count + 2, max(0, width / 2))
    let room = max(1, width - gutter)
    var perRow = 1
    while perRow < 64, perRow < count, perRow * 2 * 3 <= room { perRow *= 2 }
    self.perRow = perRow
    cellWidth = max(1, min(4, room / perRow))
  }

  var rows: Int { (count + perRow - 1) / perRow }

  /// The last address shown.
  var last: IPAddress { address(at: count - 1) }

  func address(at index: Int) -> IPAddress {
    IPAddress(block.family, bits: block.base.bits + UInt128(index))
  }

  /// The place of an address in the grid, the nearest one for those not shown.
  func index(of address: IPAddress) -> Int {
    guard address.family == block.family, address >= block.base else { return 0 }
    return Int(min(address.bits - block.base.bits, UInt128(count - 1)))
  }

  /// Rows of addresses that fit below the line of column numbers.
  func visibleRows(in rect: Rect) -> Int { max(1, rect.height - 1) }
}

extension ExplorerApp.State {
  /// The grid of the block around the cursor.
  var addressGrid: AddressGrid { AddressGrid(block: block, width: layout.canvas.width) }

  mutating func moveInBlock(by steps: Int) {
    let grid = addressGrid
    let index = grid.index(of: anchor)
    let target = index + min(max(steps, -grid.count), grid.count)
    // A step up or down that would leave the block stays in its row.
    guard target >= 0, target < grid.count else { return }
    anchor = grid.address(at: target)
    keepRowInSight()
  }

  /// Scrolls the address view just far enough.
  mutating func keepRowInSight() {
    guard view == .addresses else { return }
    let grid = addressGrid
    let row = grid.index(of: anchor) / grid.perRow
    let visible = grid.visibleRows(in: layout.canvas)
    firstRow = min(firstRow, max(0, grid.rows - visible))
    if row < firstRow { firstRow = row }
    if row >= firstRow + visible { firstRow = row - visible + 1 }
  }
}
