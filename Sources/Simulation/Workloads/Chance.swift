import Addressing

/// How many times something is expected to happen, in fixed point: the same bits on every machine,
/// which `exp` and `log` do not promise.
package struct Mean: Hashable, Sendable {
  /// Bits behind the point.
  static let fractionBits = 32

  /// The number times 2^32, at most 2^64 - 1.
  let scaled: UInt64

  init(scaled: UInt64) {
    self.scaled = scaled
  }

  /// A whole number, or the largest if that is too large.
  package init(whole: Int) {
    scaled = whole >> (64 - Self.fractionBits) > 0 ? .max : UInt64(whole) << 32
  }

  /// What is expected of `rate` in so many seconds.
  init(_ rate: Rate, seconds: Int) {
    let (product, isHuge) = UInt128(rate.count).multipliedReportingOverflow(by: UInt128(seconds))
    guard !isHuge, product.leadingZeroBitCount > Self.fractionBits else {
      scaled = .max
      return
    }
    scaled = UInt64(clamping: (product << UInt128(Self.fractionBits)) / UInt128(rate.unit.seconds))
  }

  /// The whole number below.
  var whole: Int { Int(scaled >> UInt64(Self.fractionBits)) }

  /// A part of it.
  package func times(_ part: Int, over whole: Int) -> Mean {
    guard whole > 0 else { return self }
    return Mean(
      scaled: UInt64(clamping: UInt128(scaled) * UInt128(max(0, part)) / UInt128(whole)))
  }
}

extension SeededGenerator {
  /// A stream of its own for one purpose, so that another purpose does not change it.
  mutating func split() -> SeededGenerator {
    SeededGenerator(seed: next())
  }

  /// The time until something happens that is expected once in a unit, times 2^32.
  ///
  /// Von Neumann, "Various techniques used in connection with random digits" (1951): a falling run of
  /// draws that begins with x is of odd length with probability e^-x. Comparing is all it needs.
  mutating func exponential() -> UInt64 {
    var whole: UInt64 = 0
    while true {
      let first = next()
      var last = first
      var isOdd = true
      while true {
        let draw = next()
        guard draw < last else { break }
        last = draw
        isOdd.toggle()
      }
      if isOdd { return whole << 32 | first >> 32 }
      whole += 1
    }
  }

  /// How often something happens that is expected `mean` times: Poisson's distribution.
  package mutating func poisson(_ mean: Mean) -> Int {
    guard mean.whole < Self.largestCounted else { return manyTimes(mean) }
    var count = 0
    var time: UInt64 = 0
    while true {
      let (next, isTooLate) = time.addingReportingOverflow(exponential())
      guard !isTooLate, next < mean.scaled else { return count }
      time = next
      count += 1
    }
  }

  /// Up to this mean each happening is drawn.
  private static let largestCounted = 1 << 10

  /// For a large mean: coins as many as have the variance of Poisson's distribution.
  ///
  /// Four coins for each time that is expected have a mean of two and a variance of one.
  private mutating func manyTimes(_ mean: Mean) -> Int {
    let fraction = mean.scaled & (1 << UInt64(Mean.fractionBits) - 1)
    let expected = mean.whole + (next() >> 32 < fraction ? 1 : 0)
    // Beyond, the spread is no part in a thousand, and coins take time.
    guard expected < 1 << 24 else { return expected }
    var heads = 0
    for _ in 0..<expected / 16 { heads += next().nonzeroBitCount }
    let rest = UInt64(expected % 16 * 4)
    heads += (next() & (1 << rest - 1)).nonzeroBitCount
    return max(0, heads - expected)
  }
}
