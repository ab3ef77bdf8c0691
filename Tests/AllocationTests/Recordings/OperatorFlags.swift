import Addressing
import Allocation

/// The operator's flags as the tests write them: `v4=CIDR,CIDR:MASK v6=...`.
enum OperatorFlags {
  /// Flags as they stand; a family is on when it is named.
  static func configuration(_ text: String) -> PodCIDROperator.Configuration {
    var flags = PodCIDROperator.Configuration()
    flags.enablesIPv4 = false
    for (name, list, mask) in parts(text) {
      if name == "v4" {
        (flags.enablesIPv4, flags.v4, flags.v4Mask) = (true, list, mask)
      } else {
        (flags.enablesIPv6, flags.v6, flags.v6Mask) = (true, list, mask)
      }
    }
    return flags
  }

  /// The mode with these flags.
  static func mode(_ text: String) throws -> ClusterPool {
    var options: [ModeOption] = []
    var pools: [IPPrefix] = []
    for (name, list, mask) in parts(text) {
      options.append(ModeOption(name == "v4" ? "mask" : "mask6", String(mask)))
      pools += try list.map { try IPPrefix(maskingHostBits: $0) }
    }
    return try ClusterPool(.init(pools: pools, options: options))
  }

  /// The requests that bring a running cluster to these flags.
  static func changes(to text: String, from old: any IPAMMode) throws -> [Request] {
    let wanted = try mode(text)
    let masks = ModeChange.set(wanted.options.filter { $0.key.hasPrefix("mask") })
    guard wanted.pools != old.pools else { return [.change(masks)] }
    // The lists may overlap, and a list is never empty: another pool stands in between.
    let between = IPPrefix(IPAddress(.v4, bits: 0xc000_0000), length: 8)
    let changes =
      [ModeChange.addPool(between)] + old.pools.map { .removePool($0) }
      + wanted.pools.map { .addPool($0) } + [.removePool(between), masks]
    return changes.map { .change($0) }
  }

  private static func parts(_ text: String) -> [(name: String, list: [String], mask: Int)] {
    // A blank separates the families only where the next one is named.
    var rest = Substring(text)
    var parts: [(name: String, list: [String], mask: Int)] = []
    while !rest.isEmpty {
      let name = String(rest.prefix(2))
      rest = rest.dropFirst(3)
      let end = rest.firstRange(of: " v6=")?.lowerBound ?? rest.endIndex
      let value = rest[..<end]
      rest = rest[end...].drop { $0 == " " }
      let colon = value.lastIndex(of: ":") ?? value.endIndex
      let list = value[..<colon]
      parts.append(
        (
          name,
          list.isEmpty
            ? [] : list.split(separator: ",", omittingEmptySubsequences: false).map(String.init),
          Int(value[colon...].dropFirst()) ?? 0
        ))
    }
    return parts
  }
}
