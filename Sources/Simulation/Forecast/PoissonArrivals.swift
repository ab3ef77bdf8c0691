import Addressing

/// How many arrive in a time in which so many do on average: the same on every machine.
///
/// Knuth's product of uniform draws ("The Art of Computer Programming" 2, 3.4.1, algorithm Q) in
/// portions of at most eight, so that the product cannot vanish. It uses no function of the
/// mathematical library, whose last bits differ between machines.
struct PoissonArrivals {
  private var generator: SeededGenerator

  init(_ generator: SeededGenerator) {
    self.generator = generator
  }

  /// A number drawn about `mean`; no more than `limit` and a portion.
  mutating func next(mean: Double, limit: Int) -> Int {
    var rest = min(max(0, mean), Double(limit))
    var count = 0
    while rest > 0, count < limit {
      let part = min(rest, 8)
      count += portion(part)
      rest -= part
    }
    return count
  }

  private mutating func portion(_ mean: Double) -> Int {
    let floor = Self.inverseExponential(mean)
    var product = uniform()
    var count = 0
    while product > floor {
      count += 1
      product *= uniform()
    }
    return count
  }

  /// A number in 0..<1 of 53 bits.
  private mutating func uniform() -> Double {
    Double(generator.next() >> 11) * 0x1p-53
  }

  /// e to the power of -x for 0...8: that of x / 64 by its series, squared six times.
  static func inverseExponential(_ x: Double) -> Double {
    let small = x / 64
    var term = 1.0
    var sum = 1.0
    for index in 1...12 {
      term = term * -small / Double(index)
      sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return sum
  }
}
