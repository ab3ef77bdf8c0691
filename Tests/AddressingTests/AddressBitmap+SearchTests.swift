import Addressing
import Testing

@Suite struct AddressBitmapSearchTests {
  @Test func `searches look from an offset on`() {
    let bitmap = AddressBitmap("##..#..###")
    #expect(
      (0...10).map { bitmap.firstClear(from: $0) ?? -1 } == [2, 2, 2, 3, 5, 5, 6, -1, -1, -1, -1])
    #expect((0...10).map { bitmap.firstSet(from: $0) ?? -1 } == [0, 1, 4, 4, 4, 7, 7, 7, 8, 9, -1])
    #expect(
      (0...10).map { bitmap.lastSet(before: $0) ?? -1 } == [-1, 0, 1, 1, 1, 4, 4, 4, 7, 8, 9])
    #expect(bitmap.lastSet == 9)
  }

  @Test func `a wrapping search goes on from the start`() {
    let bitmap = AddressBitmap("#..#.####")
    #expect(bitmap.firstClear(wrappingFrom: 3) == 4)
    #expect(bitmap.firstClear(wrappingFrom: 5) == 1)
    #expect(bitmap.firstClear(wrappingFrom: 9) == 1)
    #expect(AddressBitmap("##").firstClear(wrappingFrom: 1) == nil)
  }

  @Test func `a scan within a range never leaves it`() {
    var bitmap = AddressBitmap(".#..#.#.")
    //                          the range: .....
    #expect(
      (0..<4).map { _ in bitmap.insertFirstClear(wrappingFrom: 4, in: 2..<7) } == [5, 2, 3, nil])
    #expect(bitmap.description == ".######.")
    #expect(bitmap.insertFirstClear(wrappingFrom: 0, in: 0..<0) == nil)
  }

  @Test func `offsets past the end are neither set nor clear`() {
    for count in [1, 63, 65, 254, 4097, 5000, (1 << 18) + 7] {
      var bitmap = AddressBitmap(count: count)
      bitmap.insert(0)
      #expect(bitmap.firstSet(from: min(1, count)) == nil, "count \(count)")
      bitmap.insert(0..<count - 1)
      #expect(bitmap.lastSet == (count == 1 ? 0 : count - 2), "count \(count)")
      #expect(bitmap.firstClear() == (count == 1 ? nil : count - 1), "count \(count)")
      bitmap.insert(count - 1)
      #expect(bitmap.firstClear() == nil, "count \(count)")
      #expect(bitmap.population == count, "count \(count)")
    }
  }
}
