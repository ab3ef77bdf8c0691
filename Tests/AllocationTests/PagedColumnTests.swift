import TestSupport
import Testing

@testable import Allocation

struct PagedColumnTests {
  @Test func `a column holds what a plain array holds, whatever is done to it`() {
    for seed in UInt64(1)...20 {
      var random = SeededRandom(seed: seed)
      var column = PagedColumn<Int>(pageSize: 4)
      var array: [Int] = []
      var copies: [(PagedColumn<Int>, [Int])] = []
      for step in 0..<60 {
        switch random.int(in: 0..<6) {
        case 0, 1:
          column.append(step)
          array.append(step)
        case 2:
          column.alignToPage(filler: -1)
          while array.count % 4 != 0 { array.append(-1) }
        case 3:
          let more = (0..<random.int(in: 0..<11)).map { $0 + 100 * step }
          more.withUnsafeBufferPointer { column.append(contentsOf: $0) }
          array += more
        case 4 where !array.isEmpty:
          let row = random.int(in: 0..<array.count)
          column[row] = -step
          array[row] = -step
        default:
          var other = PagedColumn<Int>(pageSize: 4)
          for value in 0..<random.int(in: 0..<9) { other.append(value) }
          column.append(contentsOf: other)
          array += Array(0..<other.count)
        }
        if step % 9 == 0 { copies.append((column, array)) }
        #expect(rows(column) == array, "seed \(seed) step \(step)")
      }
      // Copies kept on the way are as they were.
      for (copy, array) in copies { #expect(rows(copy) == array, "seed \(seed)") }
    }
  }

  @Test func `pages arrive in order with their first row`() {
    var column = PagedColumn<Int>(pageSize: 4)
    for value in 0..<10 { column.append(value) }
    var pages: [(Int, [Int])] = []
    column.forEachPage { pages.append(($0, Array($1))) }
    #expect(pages.map(\.0) == [0, 4, 8])
    #expect(pages.map(\.1) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
  }

  @Test func `one write to a copy copies one page`() {
    var column = PagedColumn<Int>(pageSize: 4)
    for value in 0..<12 { column.append(value) }
    let before = column
    column[5] = 50
    func addresses(_ column: PagedColumn<Int>) -> [UnsafePointer<Int>?] {
      var addresses: [UnsafePointer<Int>?] = []
      column.forEachPage { addresses.append($1.baseAddress) }
      return addresses
    }
    let same = zip(addresses(before), addresses(column)).map { $0 == $1 }
    #expect(same == [true, false, true])
    #expect(before[5] == 5)
  }

  private func rows(_ column: PagedColumn<Int>) -> [Int] { (0..<column.count).map { column[$0] } }
}
