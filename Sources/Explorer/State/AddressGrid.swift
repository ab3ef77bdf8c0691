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

  /// Lays out `block` for a canvas: as few addresses in a row as let all rows be in sight, for then
  /// the cells are wide enough for names.
  init(block: IPPrefix, canvas: Size) {
    self.block = block
    let count = 1 << min(block.hostBits, 16)
    self.count = count
    gutter = min(block.last.description.utf8.count + 2, max(0, canvas.width / 2))
    let room = max(1, canvas.width - gutter)
    let widths = (0...6).map { 1 << $0 }.filter { $0 == 1 || ($0 * 3 <= room && $0 <= count) }
    let visible = max(1, canvas.height - 1)
    let fitting = widths.first { $0 >= min(8, count) && count / $0 <= visible }
    perRow = fitting ?? widths.last ?? 1
    cellWidth = max(1, min(Self.widest, room / perRow))
  }

  /// Wider cells would only be further apart.
  private static let widest = 16

  /// Whether a pod's name has room, and not only its initial.
  var showsNames: Bool { cellWidth >= 8 }

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
  var addressGrid: AddressGrid { AddressGrid(block: block, canvas: layout.canvas.size) }

  mutating func moveInBlock(by steps: Int) {
    listedPod = nil
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
