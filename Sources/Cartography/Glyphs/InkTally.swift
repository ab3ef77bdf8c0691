/// The inks of the at most eight pixels of a cell, counted without a list for each cell.
struct InkTally {
  /// `Ink.index` of every pixel, a byte each, the first pixel in the lowest.
  private var indices: UInt64 = 0
  private let count: Int

  /// Takes the pixels of a cell in reading order.
  @inline(__always)
  init(count: Int, _ pixel: (Int) -> Ink) {
    self.count = count
    for place in 0..<count {
      indices |= UInt64(truncatingIfNeeded: pixel(place).index & 0xFF) << UInt64(8 * place)
    }
  }

  /// The gravest of the inks.
  ///
  /// Of equally grave ones the most frequent, of equally frequent ones the
  /// first; nil where `isMeant` means none. `pixel` tells the inks again.
  @inline(__always)
  func mostTelling(of pixel: (Int) -> Ink, where isMeant: (Ink) -> Bool) -> Ink? {
    var best: Ink?
    var most = -1
    for place in 0..<count {
      let ink = pixel(place)
      guard isMeant(ink) else { continue }
      let score = 16 * ink.gravity + frequency(at: place)
      if score > most { (best, most) = (ink, score) }
    }
    return best
  }

  /// How many pixels have the ink of the one at a place.
  @inline(__always)
  private func frequency(at place: Int) -> Int {
    let index = indices >> UInt64(8 * place) & 0xFF
    var frequency = 0
    for other in 0..<count where indices >> UInt64(8 * other) & 0xFF == index { frequency += 1 }
    return frequency
  }
}
