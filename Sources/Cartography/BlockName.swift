public import Addressing

/// The ways to write a block inside a root, from complete to barely enough.
///
/// What the root fixes is left out first, then what the length makes zero:
///
///     10.80.0.0/12 in 10.0.0.0/8       10.80.0.0/12   80.0/12   80
///     10.80.12.0/24 in 10.0.0.0/8      10.80.12.0/24  80.12.0/24  80.12  .12
///     fd00:1:0:40::/58 in fd00:1::/48  fd00:1:0:40::/58  :40/58  :40
public enum BlockName {
  /// The names of `prefix`, longest first; blocks of one length have the same kinds of them.
  public static func candidates(for prefix: IPPrefix, in root: IPPrefix) -> [String] {
    switch prefix.family {
    case .v4: [prefix.description] + dotted(prefix, in: root)
    case .v6: [prefix.description] + grouped(prefix, in: root)
    }
  }

  private static func dotted(_ prefix: IPPrefix, in root: IPPrefix) -> [String] {
    let octets = (0..<4).map {
      String(UInt8(truncatingIfNeeded: prefix.base.bits >> (24 - 8 * $0)))
    }
    let fixed = min(root.length / 8, 3)
    let significant = max(fixed + 1, (prefix.length + 7) / 8)
    let padded = octets[fixed..<min(4, significant + 1)].joined(separator: ".")
    let bare = octets[fixed..<min(4, significant)]
    var names = ["\(padded)/\(prefix.length)", bare.joined(separator: ".")]
    if bare.count > 1, let last = bare.last { names.append("." + last) }
    return names
  }

  private static func grouped(_ prefix: IPPrefix, in root: IPPrefix) -> [String] {
    let fixed = min(root.length / 16, 7)
    let significant = min(8, max(fixed + 1, (prefix.length + 15) / 16))
    let groups = (fixed..<significant).map {
      String(UInt16(truncatingIfNeeded: prefix.base.bits >> UInt128(112 - 16 * $0)), radix: 16)
    }
    let lead = fixed > 0 ? ":" : ""
    let bare = lead + groups.joined(separator: ":")
    var names = ["\(bare)/\(prefix.length)", bare]
    if groups.count > 1, let last = groups.last { names.append(":" + last) }
    return names
  }
}
