public import Addressing

extension PodIPPool {
  /// Reads a pool as the operator's flag `auto-create-cilium-pod-ip-pools` has it:
  /// `ipv4-cidrs:10.0.0.0/8,172.16.0.0/12;ipv4-mask-size:24;ipv6-cidrs:...;ipv6-mask-size:...`.
  ///
  /// Cilium 1.19, `operator/watchers/cilium_podippool.go` (`parsePoolSpec`): blanks are dropped,
  /// keys it does not know are let pass, and a mask without CIDRs counts for nothing.
  public init(name: String, spec: String) throws(PoolSpecError) {
    var pool = PodIPPool(name: name)
    for field in spec.filter({ $0 != " " }).split(separator: ";") {
      guard let colon = field.firstIndex(of: ":") else { throw .noKey(spec) }
      let value = String(field[field.index(after: colon)...])
      switch field[..<colon] {
      case "ipv4-cidrs": pool.v4 += try Self.prefixes(value, of: .v4, key: "ipv4-cidrs")
      case "ipv4-mask-size": pool.v4Mask = try Self.mask(value, key: "ipv4-mask-size")
      case "ipv6-cidrs": pool.v6 += try Self.prefixes(value, of: .v6, key: "ipv6-cidrs")
      case "ipv6-mask-size": pool.v6Mask = try Self.mask(value, key: "ipv6-mask-size")
      default: continue
      }
    }
    if pool.v4.isEmpty { pool.v4Mask = 0 }
    if pool.v6.isEmpty { pool.v6Mask = 0 }
    self = pool
  }

  private static func prefixes(
    _ text: String, of family: IPFamily, key: String
  ) throws(PoolSpecError) -> [IPPrefix] {
    var prefixes: [IPPrefix] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let prefix = try? IPPrefix(maskingHostBits: String(part)) else {
        throw .badPrefix(key: key, String(part))
      }
      guard prefix.family == family else { throw .otherFamily(key: key, prefix) }
      prefixes.append(prefix)
    }
    return prefixes
  }

  private static func mask(_ text: String, key: String) throws(PoolSpecError) -> Int {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .badMask(key: key, text, "invalid syntax")
    }
    guard let mask = UInt8(text) else { throw .badMask(key: key, text, "value out of range") }
    return Int(mask)
  }
}

/// What is wrong with a pool to be created by flag; the operator ends over it.
public enum PoolSpecError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A field has no key.
  case noKey(String)
  /// A CIDR cannot be read.
  case badPrefix(key: String, String)
  /// A CIDR is of the other family, which Cilium notices only later.
  case otherFamily(key: String, IPPrefix)
  /// A mask size is no number of 8 bits.
  case badMask(key: String, String, String)

  /// The real system's text, but for the reason behind a CIDR's.
  public var description: String {
    switch self {
    case .noKey(let spec): "invalid number of key delimiters in pool spec \(spec)"
    case .badPrefix(let key, let text):
      "invalid value for key \"\(key)\": netip.ParsePrefix(\"\(text)\"): not a CIDR"
    case .otherFamily(let key, let prefix):
      "invalid value for key \"\(key)\": \(prefix) is of the other family"
    case .badMask(let key, let text, let reason):
      "invalid value for key \"\(key)\": strconv.ParseUint: parsing \"\(text)\": \(reason)"
    }
  }
}
