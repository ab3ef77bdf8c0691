/// Go's seeded random source: an additive lagged Fibonacci generator, bit for bit.
///
/// Calico derives the block at which a node begins from it, so the addresses of a real cluster can be
/// foretold. The algorithm is Go's `math/rand/rng.go` (Mitchell and Reeds): 607 words, of which each
/// new one is the sum of the 607th and the 273rd before it, modulo 2^64.
public struct GoRandomSource: Sendable {
  static let length = 607
  static let lag = 273

  private var register: [UInt64]
  private var tap = 0
  private var feed = length - lag

  /// The source that `rand.NewSource(seed)` makes.
  public init(seed: Int64) {
    let modulus: Int64 = (1 << 31) - 1
    var start = seed % modulus
    if start < 0 { start += modulus }
    // Zero would give zeros for ever; the number is Go's choice.
    if start == 0 { start = 89_482_311 }
    register = Self.seeded(UInt64(start), shifts: (40, 20))
    for index in 0..<Self.length { register[index] ^= Self.cooked[index] }
  }

  /// The next number of 63 bits.
  public mutating func int63() -> UInt64 {
    tap = tap == 0 ? Self.length - 1 : tap - 1
    feed = feed == 0 ? Self.length - 1 : feed - 1
    register[feed] &+= register[tap]
    return register[feed] & (1 << 63 - 1)
  }

  /// The next number of 32 bits.
  public mutating func uint32() -> UInt32 {
    UInt32(truncatingIfNeeded: int63() >> 31)
  }

  /// A number below 2^`bits`, as `big.Int.Rand` draws it (Go's `math/big/nat.go`).
  ///
  /// The limit has one bit more than any number below it, and Go draws as many bits as the limit
  /// has: every other draw is thrown away on average.
  public mutating func below(twoToThe bits: Int) -> UInt128 {
    precondition(0...128 ~= bits, "a number has between 0 and 128 bits")
    while true {
      var number: UInt128 = 0
      var isBelow = true
      for word in 0...bits / 64 {
        let low = UInt64(uint32())
        let drawn = low | UInt64(uint32()) << 32
        let place = bits - word * 64
        if place >= 64 {
          number |= UInt128(drawn) << UInt128(word * 64)
        } else {
          isBelow = drawn >> UInt64(place) & 1 == 0
          let kept = drawn & (1 << UInt64(place) - 1)
          if word < 2 { number |= UInt128(kept) << UInt128(word * 64) }
        }
      }
      if isBelow { return number }
    }
  }

  /// Fills a register from Lehmer's generator 48271 x mod (2^31 - 1), three numbers a word.
  static func seeded(_ seed: UInt64, shifts: (UInt64, UInt64)) -> [UInt64] {
    var x = seed
    func next() -> UInt64 {
      x = x * 48_271 % ((1 << 31) - 1)
      return x
    }
    for _ in 0..<20 { _ = next() }
    return (0..<length).map { _ in
      var word = next() << shifts.0
      word ^= next() << shifts.1
      return word ^ next()
    }
  }
}
