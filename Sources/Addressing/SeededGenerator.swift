/// A repeatable source of randomness (SplitMix64): the same seed gives the same run everywhere.
///
/// Constants after Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators"
/// (OOPSLA 2014), as in OpenJDK 17, `java/util/SplittableRandom.java`, `mix64`.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Starts the sequence that `seed` names.
  public init(seed: UInt64) {
    state = seed
  }

  /// Starts the sequence of one purpose, unrelated to those of the seed's other streams.
  public init(seed: UInt64, stream: UInt64) {
    state = Self.mix(seed, stream)
  }

  /// The next 64 bits of the sequence.
  public mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.scrambled(state)
  }

  /// A number below `upper`, each equally likely.
  ///
  /// Lemire's multiply-high ("Fast Random Integer Generation in an Interval", 2019): the high
  /// word of `bits × upper` is the draw, and the few low words that would favour some are redrawn.
  public mutating func below(_ upper: UInt64) -> UInt64 {
    precondition(upper > 0, "there is no number below zero")
    var product = next().multipliedFullWidth(by: upper)
    if product.low < upper {
      let unfair = (0 &- upper) % upper
      while product.low < unfair { product = next().multipliedFullWidth(by: upper) }
    }
    return product.high
  }

  /// A number in `range`, each equally likely.
  public mutating func int(in range: Range<Int>) -> Int {
    precondition(!range.isEmpty, "an empty range has no number")
    return range.lowerBound + Int(below(UInt64(range.upperBound - range.lowerBound)))
  }

  /// Hashes two numbers to one: a draw that depends on a seed and a counter, and on no state.
  public static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    // Scrambling in between keeps (a, b) and (b, a) apart, and a's neighbours from b's.
    scrambled(scrambled(a &+ step) ^ b &* step)
  }

  /// Maps 64 random bits to a number below `upper`.
  ///
  /// Some numbers are likelier than others by less than `upper` / 2^64, too little to be seen
  /// in any run; in exchange it needs one draw, always.
  public static func bounded(_ bits: UInt64, by upper: UInt64) -> UInt64 {
    precondition(upper > 0, "there is no number below zero")
    return bits.multipliedFullWidth(by: upper).high
  }

  private static func scrambled(_ bits: UInt64) -> UInt64 {
    var z = bits
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
