import Addressing

/// Draws how many independent arrivals fall into a stretch of time, by integers alone: the same
/// numbers on every machine, which `exp` does not promise.
struct PoissonSampler {
  var generator: SeededGenerator

  /// Fractional bits of the fixed-point numbers below.
  private static let one: UInt64 = 1 << 62
  /// 1/e, rounded to 62 bits.
  private static let inverseE: UInt64 = 1_696_544_475_317_221_319
  /// The largest mean that is drawn at once; larger ones are drawn as a sum.
  private static let piece: UInt64 = 8 << 32
  /// Pieces after which the sum of the rest is as good as its mean.
  private static let pieceLimit = 8192

  /// Arrivals during `seconds` at a rate.
  mutating func arrivals(_ rate: Rate, during seconds: Int) -> Int {
    let events = UInt128(rate.count) * UInt128(max(0, seconds)) << 32
    return draw(mean: UInt64(clamping: events / UInt128(rate.unit.seconds)))
  }

  /// Arrivals with a mean in units of 2^-32.
  mutating func draw(mean: UInt64) -> Int {
    var left = mean
    var sum = 0
    var pieces = 0
    while left > Self.piece, pieces < Self.pieceLimit {
      sum += drawPiece(Self.piece)
      left -= Self.piece
      pieces += 1
    }
    guard left <= Self.piece else { return sum + Int(clamping: left >> 32) }
    return sum + drawPiece(left)
  }

  /// Inversion: the first count whose cumulative probability exceeds a uniform draw.
  private mutating func drawPiece(_ mean: UInt64) -> Int {
    guard mean > 0 else { return 0 }
    let uniform = generator.next() >> 2
    var probability = Self.exponential(ofMinus: mean)
    var cumulative = probability
    var count = 0
    while uniform >= cumulative, probability > 0 {
      count += 1
      let product = probability.multipliedFullWidth(by: mean)
      let scaled = UInt64(truncatingIfNeeded: product.high << 32 | UInt64(product.low >> 32))
      probability = scaled / UInt64(count)
      cumulative += probability
    }
    return count
  }

  /// e^-x for x in units of 2^-32, in units of 2^-62: whole powers of 1/e, and a series for the rest.
  static func exponential(ofMinus x: UInt64) -> UInt64 {
    var result = one
    for _ in 0..<(x >> 32) { result = multiply(result, inverseE) }
    let fraction = (x & 0xffff_ffff) << 30
    // 1 - f + f²/2! - f³/3! ..., its terms falling to nothing within twenty-odd.
    var term = one
    var sum = one
    var index: UInt64 = 1
    while term > 0 {
      term = multiply(term, fraction) / index
      if index % 2 == 1 { sum -= term } else { sum += term }
      index += 1
    }
    return multiply(result, sum)
  }

  private static func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high << 2 | product.low >> 62
  }
}
