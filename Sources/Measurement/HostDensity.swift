/// The HD ratio of RFC 3194: how full a plan is as its users feel it, over all the levels at which
/// addresses are handed out in blocks.
///
///     HD = ln(objects) / ln(most objects there could be)
///
/// RFC 3194, section 2; experience in its section 3 calls 0.80 reasonable, 0.85 painful, 0.86 very
/// painful and 0.87 the practical maximum. Unlike a percentage it compares pools of unlike size, and
/// it still says something at an IPv6 /64.
public enum HostDensity {
  /// The HD ratio in parts of `parts`, rounded; none for fewer than one object or two addresses.
  public static func ratio(of objects: UInt128, among most: UInt128, parts: Int = 1000) -> Int? {
    guard objects > 0, most > 1, parts > 0 else { return nil }
    let numerator = UInt128(BinaryLogarithm(of: objects).scaled) * UInt128(parts)
    let denominator = UInt128(BinaryLogarithm(of: most).scaled)
    return Int(clamping: (numerator + denominator / 2) / denominator)
  }

  /// How many objects make an HD ratio of `thousandths` where there could be `most`, rounded.
  ///
  /// With sites for objects it is the threshold of the regional registries, T = 2^((site - P) * HD):
  /// AFRINIC's policy AFPUB-2007-v6 and APNIC's prop-033 have HD 0.94.
  public static func objects(atThousandths thousandths: Int, among most: UInt128) -> UInt128 {
    guard most > 0, thousandths > 0 else { return 1 }
    return BinaryLogarithm(of: most).times(thousandths: thousandths).power
  }
}
