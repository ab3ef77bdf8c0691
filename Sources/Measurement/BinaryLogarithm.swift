/// Logarithms to base two in fixed point: the same bits on every machine, which `log` does not
/// promise.
struct BinaryLogarithm: Comparable {
  /// Bits behind the point.
  static let fractionBits = 48

  /// The logarithm times 2^48.
  let scaled: UInt64

  init(scaled: UInt64) {
    self.scaled = scaled
  }

  /// The logarithm of `number`, which is at least one.
  ///
  /// Squaring a mantissa in 1..<2 doubles its logarithm; where that passes one, the next bit is set.
  init(of number: UInt128) {
    precondition(number > 0, "zero has no logarithm")
    let whole = 127 - number.leadingZeroBitCount
    var mantissa = UInt64(truncatingIfNeeded: (number << UInt128(127 - whole)) >> 64)
    var scaled = UInt64(whole)
    for _ in 0..<Self.fractionBits {
      let square = mantissa.multipliedFullWidth(by: mantissa)
      let isTwoOrMore = square.high >> 63 == 1
      scaled = scaled << 1 | (isTwoOrMore ? 1 : 0)
      mantissa = isTwoOrMore ? square.high : square.high << 1 | square.low >> 63
    }
    self.scaled = scaled
  }

  /// This logarithm times `thousandths` / 1000: that of a power.
  func times(thousandths: Int) -> BinaryLogarithm {
    let product = scaled.multipliedFullWidth(by: UInt64(clamping: thousandths))
    guard product.high < 1000 else { return BinaryLogarithm(scaled: .max) }
    return BinaryLogarithm(scaled: UInt64(1000).dividingFullWidth(product).quotient)
  }

  /// The whole number nearest to the power, its leading forty bits at least.
  var power: UInt128 {
    let one = UInt64(1) << Self.fractionBits
    guard scaled < 128 * one else { return .max }
    // The least number whose logarithm is no less: of powers of two the number itself.
    var (low, high) = (UInt128(0), UInt128(1) << 127)
    if BinaryLogarithm(of: high) < self { (low, high) = (high, .max) }
    while low + 1 < high {
      let middle = low + (high - low) / 2
      if BinaryLogarithm(of: middle) < self { low = middle } else { high = middle }
    }
    // Half a step lower may still be beyond the power, and then the number below is nearer.
    guard high > 1, high < 1 << 127 else { return high }
    let half = BinaryLogarithm(scaled: BinaryLogarithm(of: 2 * high - 1).scaled - one)
    return half < self ? high : high - 1
  }

  static func < (left: BinaryLogarithm, right: BinaryLogarithm) -> Bool {
    left.scaled < right.scaled
  }
}
