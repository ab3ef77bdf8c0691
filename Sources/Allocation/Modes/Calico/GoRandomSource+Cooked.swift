extension GoRandomSource {
  /// What Go calls `rngCooked`: the register of its generator, seeded with 1, after 7.8 × 10^12 draws.
  ///
  /// Go publishes how the numbers were made (`math/rand/gen_cooked.go`) and ships them as a table.
  /// Here they are computed, for the draws need not be made one by one: a linear recurrence can be
  /// advanced by N steps with x^N modulo its characteristic polynomial, x^607 = x^334 + 1, in about
  /// log2 N squarings.
  static let cooked: [UInt64] = {
    let first = seeded(1, shifts: (20, 10))
    // The sequence from its first word: draw n is written where feed stands, at 334 - n.
    var sequence = (1...length).map { first[place(ofDraw: $0)] }
    for index in length..<2 * length {
      sequence.append(sequence[index - length] &+ sequence[index - lag])
    }
    let jump = powerOfX(7_800_000_000_000)
    var register = first
    for offset in 0..<length {
      var word: UInt64 = 0
      for index in 0..<length { word &+= jump[index] &* sequence[index + offset] }
      register[place(ofDraw: 7_800_000_000_000 + 1 + offset)] = word
    }
    return register
  }()

  /// Where in the register draw `number` is written; the 607 words before the first draw lie where
  /// the first 607 draws replace them.
  private static func place(ofDraw number: Int) -> Int {
    let place = (length - lag - number) % length
    return place < 0 ? place + length : place
  }

  /// x^`exponent` modulo the characteristic polynomial, the coefficients modulo 2^64.
  private static func powerOfX(_ exponent: UInt64) -> [UInt64] {
    var power = [UInt64](repeating: 0, count: length)
    power[0] = 1
    for bit in (0..<UInt64.bitWidth - exponent.leadingZeroBitCount).reversed() {
      var wide = [UInt64](repeating: 0, count: 2 * length)
      let shift = Int(exponent >> UInt64(bit) & 1)
      multiply(power, into: &wide, shiftedBy: shift)
      // x^i = x^(i-607) + x^(i-273), from the highest down.
      for index in (length..<2 * length).reversed() {
        let coefficient = wide[index]
        wide[index - length] &+= coefficient
        wide[index - lag] &+= coefficient
      }
      power = Array(wide[..<length])
    }
    return power
  }

  /// The square of a polynomial, times x when `shift` is 1.
  private static func multiply(
    _ power: [UInt64], into wide: inout [UInt64], shiftedBy shift: Int
  ) {
    // Pointers: without optimisation checked subscripts would take seconds here.
    power.withUnsafeBufferPointer { factor in
      wide.withUnsafeMutableBufferPointer { product in
        var left = 0
        while left < length {
          let coefficient = factor[left]
          let doubled = coefficient &* 2
          product[2 * left + shift] &+= coefficient &* coefficient
          var right = left + 1
          while right < length {
            product[left + right + shift] &+= doubled &* factor[right]
            right += 1
          }
          left += 1
        }
      }
    }
  }
}
