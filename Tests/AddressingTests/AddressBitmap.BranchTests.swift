import TestSupport
import Testing

@testable import Addressing

/// Looks inside: an order that is kept too high gives no wrong answer, but slows searches down.
@Suite struct AddressBitmapBranchTests {
  @Test(arguments: [4097, 4116, 8192, 65_536, 1 << 18, (1 << 18) + 7, 1 << 20])
  func `branches know their children through any sequence of operations`(count: Int) {
    for seed in 0..<3 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      var pair = BitmapPair(count: count)
      for step in 0..<40 {
        pair.mutate(using: &random)
        let fault = pair.bitmap.firstFault
        #expect(fault == nil, "count \(count), seed \(seed), step \(step)")
        guard fault == nil else { return }
      }
    }
  }

  @Test func `a full range or an empty one leaves no nodes behind`() {
    var bitmap = AddressBitmap(count: 1 << 20)
    bitmap.insert(5)
    #expect(bitmap.root != nil)
    bitmap.insert(0..<1 << 20)
    #expect(bitmap.root == nil)
    bitmap.remove(5)
    bitmap.remove(0..<1 << 20)
    #expect(bitmap.root == nil)
    bitmap.insert(7)
    bitmap.remove(7)
    #expect(bitmap.root == nil)
  }
}

extension AddressBitmap {
  /// The first thing a branch has wrong about a child, or the spectrum about the whole.
  fileprivate var firstFault: String? {
    guard let root else { return nil }
    var counts = [Int](repeating: 0, count: spectrum.count)
    counts.withUnsafeMutableBufferPointer {
      let node = Node(reference: .passUnretained(root), isSparse: false)
      Self.tally(node, population, extent, by: 1, into: $0.baseAddress!)
    }
    if counts != spectrum { return "spectrum \(spectrum), not \(counts)" }
    return Self.firstFault(under: BranchView(.passUnretained(root)), extent)
  }

  private static func firstFault(under branch: BranchView, _ extent: Extent) -> String? {
    for index in 0..<extent.childCount {
      let child = extent.child(index)
      let (population, order) = (branch.slots[index].population, branch.slots[index].order)
      let flag: UInt64 = 1 << index
      if (branch.header.pointee.occupied & flag != 0) != (population > 0) { return "occupied" }
      if (branch.header.pointee.full & flag != 0) != (population == child.size) { return "full" }
      guard let node = branch.child(index, child) else {
        if order != (population == 0 ? child.clearOrder : -1) { return "order without child" }
        if population != 0, population != child.size { return "no child, yet mixed" }
        continue
      }
      if population == 0 { return "a child for nothing" }
      if child.isLeaf {
        if node.isSparse != (node.reference.takeUnretainedValue() is SparseLeaf) { return "kind" }
        let (sum, largest) = node.withLeaf(child) {
          ($0.population(in: 0..<child.size), $0.largestClearOrder(child.wordCount))
        }
        if sum != population { return "population of a leaf" }
        if largest != order { return "order of a leaf" }
      } else {
        let inner = BranchView(node.reference)
        let sum = (0..<child.childCount).reduce(0) { $0 + inner.slots[$1].population }
        if sum != population { return "population of a branch" }
        if inner.largestClearOrder(child) != order { return "order of a branch" }
        if let fault = firstFault(under: inner, child) { return fault }
      }
    }
    return nil
  }
}
