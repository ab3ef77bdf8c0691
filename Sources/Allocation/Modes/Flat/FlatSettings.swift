public import Addressing

/// What a person can choose about `flat`.
public struct FlatSettings: Hashable, Sendable {
  /// Which free address is given next.
  public private(set) var reuse = ReusePolicy.lowestFree
  /// The pools, in order.
  public private(set) var pools: [IPPrefix]
  /// Addresses never given, as they were written.
  public private(set) var exclusions: [String] = []
  /// The gateway as it was written: `auto`, `none`, `first` or an address.
  public private(set) var gateway = "auto"
  /// Whereabouts' `range_start`, if any.
  public private(set) var start: IPAddress?
  /// Whereabouts' `range_end`, if any.
  public private(set) var end: IPAddress?
  /// The kubelet's limit of pods.
  public private(set) var maxPods = 110

  /// Kube-OVN's default pool, 10.16.0.0/16.
  public static let defaultPool = IPPrefix(IPAddress(.v4, bits: 0x0a10_0000), length: 16)

  /// Defaults where nothing is said.
  public init(pools: [IPPrefix] = [], options: [ModeOption] = []) throws(Refusal) {
    self.pools = pools.isEmpty ? [Self.defaultPool] : pools
    try set(options)
  }

  /// Takes over options given as text.
  mutating func set(_ options: [ModeOption]) throws(Refusal) {
    var changed = self
    for option in options {
      do { try changed.set(option) } catch { throw .badOption(error) }
    }
    _ = try changed.makePools()
    self = changed
  }

  private mutating func set(_ option: ModeOption) throws(OptionError) {
    switch option.key {
    case "reuse":
      guard let policy = ReusePolicy(rawValue: option.value) else {
        let names = ReusePolicy.allCases.map(\.rawValue).joined(separator: ", ")
        throw OptionError(key: option.key, reason: "\"\(option.value)\" is not one of \(names)")
      }
      reuse = policy
    case "exclude":
      let words = option.value == "none" ? [] : option.value.split(separator: ",").map(String.init)
      for word in words where Self.range(word) == nil {
        throw OptionError(
          key: option.key, reason: FlatError.badExclusion(word).description)
      }
      exclusions = words
    case "gateway":
      guard ["auto", "none", "first"].contains(option.value) || IPAddress(option.value) != nil
      else {
        throw OptionError(
          key: option.key,
          reason: "\"\(option.value)\" is not auto, none, first or an address")
      }
      gateway = option.value
    case "range-start": start = try Self.address(option)
    case "range-end": end = try Self.address(option)
    case "max-pods":
      guard let number = Int(option.value), (1...1_048_576).contains(number) else {
        throw OptionError(
          key: option.key,
          reason: "\"\(option.value)\" is not a whole number from 1 to 1048576")
      }
      maxPods = number
    default:
      let known = Flat.description.options.map(\.key).joined(separator: ", ")
      throw OptionError(key: option.key, reason: "mode flat has no such option; it has \(known)")
    }
  }

  private static func address(_ option: ModeOption) throws(OptionError) -> IPAddress? {
    if option.value == "none" { return nil }
    do throws(AddressParseError) {
      return try IPAddress(parsing: option.value)
    } catch {
      throw OptionError(key: option.key, reason: error.description)
    }
  }

  /// Reads an exclusion: an address, a CIDR whose host bits do not matter, or `first..last`.
  static func range(_ text: String) -> IPRange? {
    if let address = IPAddress(text) { return IPRange(address, address) }
    if let prefix = try? IPPrefix(maskingHostBits: text) { return IPRange(prefix) }
    let bytes = Array(text.utf8)
    for index in bytes.indices.dropLast() where bytes[index] == 0x2e && bytes[index + 1] == 0x2e {
      let lower = String(decoding: bytes[..<index], as: UTF8.self)
      let upper = String(decoding: bytes[(index + 2)...], as: UTF8.self)
      guard let low = IPAddress(lower), let high = IPAddress(upper), low.family == high.family,
        low <= high
      else { return nil }
      return IPRange(low, high)
    }
    return nil
  }

  /// All options as text, in the order of the mode's description.
  var options: [ModeOption] {
    [
      ModeOption("reuse", reuse.rawValue),
      ModeOption("exclude", exclusions.isEmpty ? "none" : exclusions.joined(separator: ",")),
      ModeOption("gateway", gateway),
      ModeOption("range-start", start?.description ?? "none"),
      ModeOption("range-end", end?.description ?? "none"),
      ModeOption("max-pods", String(maxPods)),
    ]
  }

  mutating func add(_ pool: IPPrefix) throws(Refusal) {
    var changed = self
    changed.pools.append(pool)
    _ = try changed.makePools()
    self = changed
  }

  mutating func remove(_ pool: IPPrefix) throws(Refusal) {
    guard pools.contains(pool), pools.count > 1 else {
      throw .system(
        pools.contains(pool)
          ? "\(pool) is the only pool: there would be no address left to give"
          : FlatError.noSuchPool(pool, pools).description)
    }
    pools.removeAll { $0 == pool }
  }

  /// The pools, with nothing taken.
  func makePools() throws(Refusal) -> [FlatPool] {
    var made: [FlatPool] = []
    for pool in pools {
      if let other = made.first(where: { $0.prefix.overlaps(pool) }) {
        throw .system(FlatError.overlap(other.prefix, pool).description)
      }
      do {
        made.append(
          try FlatPool(pool, policy: reuse, excluding: excluded(in: pool), from: start, to: end))
      } catch {
        throw .system(error.description)
      }
    }
    return made
  }

  /// What is excluded of one pool, its gateway included.
  private func excluded(in pool: IPPrefix) -> PrefixSet {
    var excluded = PrefixSet(exclusions.compactMap(Self.range).filter { $0.family == pool.family })
    if gateway == "first" || (gateway == "auto" && reuse.keepsGateway), pool.hostBits > 0 {
      excluded.insert(IPPrefix(IPAddress(pool.family, bits: pool.base.bits + 1)))
    } else if let address = IPAddress(gateway), pool.contains(address) {
      excluded.insert(IPPrefix(address))
    }
    return excluded.intersection(PrefixSet([pool]))
  }
}
