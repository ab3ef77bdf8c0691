import Addressing
import TestSupport

/// Address arithmetic as the calculators people use print it, and what clouds keep of a subnet.
enum ArithmeticVectors {
  /// Words: `addresses`, `hosts`, `split N`, `join`; `fit N` (smallest block for N hosts);
  /// `smallest`, `reserved`, `usable [CIDR]`, `range CIDR`.
  static let table: [Vector] = [
    // sipcalc 1.1.6.
    Vector("TOOL-003", "10.0.0.0/22", "addresses; hosts", "1024; 10.0.0.1-10.0.3.254"),
    Vector(
      "TOOL-004", "10.0.0.0/22", "split 24",
      "10.0.0.0/24 10.0.1.0/24 10.0.2.0/24 10.0.3.0/24"),
    // ipcalc 0.42 takes /29 and /25 here, which hold 6 and 126 hosts.
    Vector("TOOL-006", "IPv4", "fit 10", "/28"),
    Vector("TOOL-009", "IPv4", "fit 200", "/24"),
    // visualsubnetcalc 1.4.0, README; the clouds' own pages for the /24.
    Vector("TOOL-010", "AWS", "smallest; reserved; usable", "/28; 5; 11"),
    Vector("TOOL-011", "Azure", "smallest; reserved; usable", "/29; 5; 3"),
    Vector("TOOL-012", "OCI", "smallest; reserved; usable", "/30; 3; 1"),
    Vector("TOOL-013", "AWS", "usable 10.0.0.0/24", "251"),
    Vector("TOOL-013", "Azure", "usable 10.0.0.0/24", "251"),
    Vector("TOOL-013", "GCP", "usable 10.0.0.0/24", "252"),
    Vector("TOOL-013", "OCI", "usable 10.0.0.0/24", "253"),
    Vector(
      "more", "IPv4", "fit 1; fit 2; fit 3; fit 6; fit 7; fit 14; fit 60; fit 4294967294",
      "/32; /31; /29; /29; /28; /28; /26; /0"),
    Vector("more", "IPv4", "fit 4294967295", "none"),
    Vector("more", "IPv6", "fit 65535; fit 18446744073709551614", "/111; /64"),
    Vector("more", "10.0.0.0/31", "addresses; hosts", "2; 10.0.0.0-10.0.0.1"),
    Vector("more", "10.0.0.7/32", "addresses; hosts", "1; 10.0.0.7-10.0.0.7"),
    Vector("more", "10.0.0.0/24", "split 20", "none"),
    Vector("more", "10.0.0.0/24 10.0.1.0/24 10.0.2.0/23", "join", "10.0.0.0/22"),
    Vector(
      "more", "10.0.1.0/24 10.0.2.0/24 fd00::/65 fd00:0:0:0:8000::/65", "join",
      "10.0.1.0/24 10.0.2.0/24 fd00::/64"),
    Vector("more", "AWS", "usable 10.0.0.0/29; usable fd00::/64", "0; 0"),
    Vector("more", "GCP", "range 10.0.0.0/29; range 10.0.0.0/30", "10.0.0.2-10.0.0.5; none"),
    Vector("more", "AWS", "range 10.0.0.0/28", "10.0.0.4-10.0.0.14"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    if let cloud = SubnetReservation.all.first(where: { $0.name == vector.given }) {
      return try vector.actions.map { try step($0, cloud) }
    }
    if let family = IPFamily.allCases.first(where: { $0.description == vector.given }) {
      return vector.actions.map { words in
        IPPrefix.longestLength(holding: UInt128(words[1]) ?? 0, family).map { "/\($0)" } ?? "none"
      }
    }
    let prefixes = try vector.given.split(separator: " ").map {
      try IPPrefix(parsing: String($0))
    }
    return vector.actions.map { step($0, prefixes) }
  }

  private static func step(_ words: [String], _ prefixes: [IPPrefix]) -> String {
    switch words[0] {
    case "addresses": return String(PrefixSet(prefixes).count)
    case "hosts": return prefixes[0].hosts.description
    case "split":
      guard let grid = BlockGrid(prefixes[0], blockLength: Int(words[1]) ?? 0) else {
        return "none"
      }
      return (0..<grid.count).map { grid[$0].description }.joined(separator: " ")
    case "join":
      return PrefixSet(prefixes).prefixes.map(\.description).joined(separator: " ")
    default: return "unknown step \(words[0])"
    }
  }

  private static func step(_ words: [String], _ cloud: SubnetReservation) throws -> String {
    let smallest = IPPrefix(IPAddress(.v4, bits: 10 << 24), length: cloud.longestLength)
    let subnet = words.count > 1 ? try IPPrefix(parsing: words[1]) : smallest
    switch words[0] {
    case "smallest": return "/\(cloud.longestLength)"
    case "reserved": return String(cloud.reserved)
    case "usable": return String(cloud.usable(in: subnet))
    case "range": return cloud.usableRange(in: subnet)?.description ?? "none"
    default: return "unknown step \(words[0])"
    }
  }
}
