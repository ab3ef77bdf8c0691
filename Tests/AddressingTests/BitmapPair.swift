import Addressing
import BitCollections
import TestSupport

/// A bitmap and its model, changed together.
struct BitmapPair {
  var bitmap: AddressBitmap
  var model: NaiveBitmap

  init(count: Int) {
    bitmap = AddressBitmap(count: count)
    model = NaiveBitmap(count: count)
  }

  /// Makes one change of a random kind to both: a range, or twenty single offsets.
  mutating func mutate(using random: inout SeededRandom) {
    let count = model.count
    let offset = random.int(in: 0..<count)
    let end = min(count, offset + 1 + random.int(in: 0..<count) >> random.int(in: 0..<12))
    switch random.int(in: 0..<8) {
    case 0:
      bitmap.insert(offset..<end)
      model.members.formUnion(offset..<end)
    case 1:
      bitmap.remove(offset..<end)
      model.members.subtract(offset..<end)
    case 2:
      for _ in 0..<20 { takeFirstClear(from: offset, in: offset / 2..<end) }
    case 3...5:
      for _ in 0..<20 {
        let offset = random.int(in: 0..<count)
        bitmap.insert(offset)
        model.members.insert(offset)
      }
    default:
      for _ in 0..<20 {
        let offset = bitmap.firstSet(from: random.int(in: 0..<count)) ?? 0
        bitmap.remove(offset)
        model.members.remove(offset)
      }
    }
  }

  /// Takes by the model, so that a wrong answer shows as a difference.
  private mutating func takeFirstClear(from start: Int, in range: Range<Int>) {
    bitmap.insertFirstClear(wrappingFrom: start, in: range)
    let free = (start..<range.upperBound).first { !model[$0] } ?? range.first { !model[$0] }
    if let free { model.members.insert(free) }
  }

  /// The first question of a few random ones to which the two answer differently.
  func disagreement(using random: inout SeededRandom) -> String? {
    let start = random.int(in: 0..<model.count + 1)
    let end = random.int(in: start..<model.count + 1)
    if bitmap.population != model.members.count { return "population" }
    if bitmap.population(in: start..<end) != model.members[members: start..<end].count {
      return "population(in: \(start)..<\(end))"
    }
    if bitmap.firstClear(from: start) != model.firstClear(from: start) {
      return "firstClear(from: \(start))"
    }
    if bitmap.firstSet(from: start) != model.members[members: start...].first {
      return "firstSet(from: \(start))"
    }
    if bitmap.lastSet(before: start) != model.members[members: ..<start].last {
      return "lastSet(before: \(start))"
    }
    if start < model.count, bitmap[start] != model[start] { return "[\(start)]" }
    var listed: [Int] = []
    bitmap.forEachSet(in: start..<end) { listed.append($0) }
    return listed == Array(model.members[members: start..<end]) ? nil : "forEachSet"
  }

  /// As `disagreement`, for the questions whose model is too slow to ask at every step.
  func blockDisagreement(using random: inout SeededRandom) -> String? {
    if bitmap.clearBlockCounts != model.clearBlockCounts {
      return "clearBlockCounts \(bitmap.clearBlockCounts), not \(model.clearBlockCounts)"
    }
    if bitmap.largestClearBlock != model.largestClearBlock { return "largestClearBlock" }
    guard model.count > 0 else { return nil }
    for order in 0..<random.int(in: 1..<20) {
      let start = random.int(in: 0..<model.count)
      let block = model.clearRun(of: 1 << order, alignedTo: 1 << order, from: start)
      if bitmap.firstClearBlock(ofOrder: order, from: start) != block {
        return "firstClearBlock(ofOrder: \(order), from: \(start))"
      }
    }
    return nil
  }
}
