import Addressing
import Allocation
import TestSupport

/// Cilium's CIDR set: `pkg/ipam/cidrset/cidr_set.go` and its unit tests at 1.19.
enum CIDRSetVectors {
  /// Words: `alloc [xN]`, `release CIDR`, `occupy CIDR`, `block N`, `index CIDR`, `used`, `full`,
  /// `churn` (a block given and given back at once), `fill` (until an error; answers how many).
  static let table: [Vector] =
    [
      Vector(
        "CS-02", "beef:1234::/30 mask 30",
        "create; alloc; alloc; release beef:1234::/30; alloc; alloc",
        "1 blocks; beef:1234::/30; none left; ok; beef:1234::/30; none left"),
      Vector("CS-06", "2001:0db8:1234:3::/48 mask 64", "block 0", "2001:db8:1234::/64"),
      Vector("CS-09", "2001:0db8::/32 mask 48", "block 15", "2001:db8:f::/48"),
      Vector(
        "CS-10", "2001:0db8:85a3::8a2e:0370:7334/32 mask 48", "block 6425",
        "2001:db8:1919::/48"),
      Vector(
        "CS-11", "2001:0db8:1234:ff00::/56 mask 72", "block 15",
        "2001:db8:1234:ff00:f00::/72"),
      Vector(
        "CS-12", "2001:0db8:1234:ff00::0370:7334/56 mask 72", "block 6425",
        "2001:db8:1234:ff19:1900::/72"),
      Vector(
        "CS-16", "127.123.0.0/16 mask 24",
        "fill; empty; occupy-blocks 128 255; in-order 128; alloc",
        "256; 0 used; ok; 0..127; none left"),
      Vector("CS-17", "127.0.0.0/8 mask 16", "index 127.0.0.0/16", "0"),
      Vector("CS-18", "127.0.0.0/8 mask 16", "index 127.123.0.0/16", "123"),
      Vector("CS-19", "127.0.0.0/8 mask 16", "index 127.168.0.0/16", "168"),
      Vector("CS-21", "192.168.0.0/16 mask 24", "index 192.168.12.0/24", "12"),
      Vector("CS-22", "192.168.0.0/16 mask 24", "index 192.168.151.0/24", "151"),
      Vector("CS-24", "beef::/16 mask 24", "index beef:9700::/24", "151"),
      Vector(
        "CS-25", "192.168.0.0/16 mask 24", "index 127.168.224.0/24",
        "CIDR: 127.168.224.0/24 is out of the range of CIDR allocator"),
      Vector("CS-26", "127.0.0.0/8 mask 16", "occupy 127.0.0.0/8; bits", "ok; 0..255"),
      Vector("CS-27", "127.0.0.0/8 mask 16", "occupy 127.0.0.0/2; bits", "ok; 0..255"),
      Vector("CS-28", "127.0.0.0/8 mask 16", "occupy 127.0.0.0/16; bits", "ok; 0..0"),
      Vector("CS-29", "127.0.0.0/8 mask 32", "occupy 127.0.0.0/16; bits", "ok; 0..65535"),
      Vector("CS-30", "127.0.0.0/7 mask 16", "occupy 127.0.0.0/15; bits", "ok; 256..257"),
      Vector("CS-31", "127.0.0.0/7 mask 15", "occupy 127.0.0.0/15; bits", "ok; 128..128"),
      Vector(
        "CS-35", "2001:beef:7f00::/39 mask 48", "occupy 2001:beef:7f00::/47; bits",
        "ok; 256..257"),
      Vector("CS-37", "127.0.0.0/8 mask 32", "alloc; alloc", "127.0.0.0/32; 127.0.0.1/32"),
      Vector(
        "CS-38", "beef:1234::/32 mask 49", "create",
        "New CIDR set failed, the node CIDR size is too big"),
      Vector(
        "CS-41", "10.0.0.0/24 mask 64", "create",
        "SubNetMask is invalid, should be lower or equal to 32 for IPv4 and to 128 for IPv6"),
      Vector("CS-42", "2001:beef:1234:369b::/60 mask 64", "create", "16 blocks"),
      Vector(
        "CS-44", "10.0.0.0/22 mask 24",
        "alloc; alloc; alloc; release 10.0.0.0/24; alloc; alloc; alloc",
        "10.0.0.0/24; 10.0.1.0/24; 10.0.2.0/24; ok; 10.0.3.0/24; 10.0.0.0/24; none left"),
      Vector(
        "CS-47", "10.0.0.0/22 mask 24", "alloc; occupy 10.0.1.0/24; alloc",
        "10.0.0.0/24; ok; 10.0.2.0/24"),
      Vector(
        "CS-49", "10.0.0.0/22 mask 24", "churn; churn; churn; churn; alloc",
        "10.0.0.0/24; 10.0.1.0/24; 10.0.2.0/24; 10.0.3.0/24; 10.0.0.0/24"),
      Vector("CS-50", "10.0.0.0/24 mask 20", "create; full; alloc", "0 blocks; full; none left"),
      Vector("CS-51", "10.0.0.0/8 mask 24", "fill; alloc", "65536; none left"),
      Vector("CS-52", "fd00::/104 mask 120", "fill; alloc", "65536; none left"),
      Vector("CS-54", "10.0.0.0/16 mask 26", "fill; alloc", "1024; none left"),
      Vector("CS-55", "10.42.0.0/16 mask 25", "fill; alloc", "512; none left"),
      Vector("CS-59", "10.244.0.0/16 mask 23", "fill; alloc", "128; none left"),
      Vector(
        "CS-63", "10.0.0.0/16 mask 24",
        "release 10.0.7.0/24; used; occupy 10.0.7.0/24; occupy 10.0.7.0/24; used",
        "ok; 0 used; ok; ok; 1 used"),
    ] + more

  /// The same functions at other sizes and in the other family.
  private static let more: [Vector] = [
    Vector(
      "more", "127.123.234.0/30 mask 30",
      "alloc; alloc; release 127.123.234.0/30; alloc; alloc",
      "127.123.234.0/30; none left; ok; 127.123.234.0/30; none left"),
    Vector(
      "more", "127.123.3.0/16 mask 24", "block 0; block 15",
      "127.123.0.0/24; 127.123.15.0/24"),
    Vector("more", "192.168.5.219/28 mask 32", "block 5", "192.168.5.213/32"),
    Vector("more", "2001:0db8:1234::/48 mask 64", "block 15", "2001:db8:1234:f::/64"),
    Vector(
      "more", "2001:0db8:85a3::8a2e:0370:7334/50 mask 63", "block 6425",
      "2001:db8:85a3:3232::/63"),
    Vector("more", "2001:0db8::/32 mask 48", "block 0", "2001:db8::/48"),
    Vector("more", "2001:0db8:1234:ff00::/56 mask 72", "block 0", "2001:db8:1234:ff00::/72"),
    Vector(
      "more", "2001:0db8:1234:0:1234::/80 mask 96", "block 0; block 15",
      "2001:db8:1234:0:1234::/96; 2001:db8:1234:0:1234:f::/96"),
    Vector(
      "more", "2001:0db8:1234:ff00::0370:7334/80 mask 96", "block 6425",
      "2001:db8:1234:ff00:0:1919::/96"),
    Vector(
      "more", "beef:1234::/16 mask 24",
      "fill; empty; occupy-blocks 128 255; in-order 128; alloc",
      "256; 0 used; ok; 0..127; none left"),
    Vector(
      "more", "be00::/8 mask 16", "index be00::/16; index beef::/16; index be68::/16",
      "0; 239; 104"),
    Vector("more", "127.0.0.0/8 mask 16", "index 127.224.0.0/16", "224"),
    Vector(
      "more", "beef::/16 mask 24", "index beef:1200::/24; index 2001:db00::/24",
      "18; CIDR: 2001:db00::/24 is out of the range of CIDR allocator"),
    Vector(
      "more", "2001:beef:1200::/40 mask 48",
      "occupy 2001:beef:1200::/40; bits; empty; occupy 2001:beef:1234::/34; bits",
      "ok; 0..255; 0 used; ok; 0..255"),
    Vector(
      "more", "2001:beef:1200::/48 mask 64", "occupy 2001:beef:1200::/48; bits",
      "ok; 0..65535"),
    Vector(
      "more", "2001:beef:7f00::/39 mask 47", "occupy 2001:beef:7f00::/47; bits",
      "ok; 128..128"),
    Vector("more", "127.0.0.0/7 mask 18", "occupy 127.0.0.0/15; bits", "ok; 1024..1031"),
    Vector(
      "more", "10.0.0.0/16 mask 24", "occupy 192.168.0.0/24; release fd00::/64; used",
      "cidr 192.168.0.0/24 is out the range of cluster cidr 10.0.0.0/16; "
        + "cidr fd00::/64 is out the range of cluster cidr 10.0.0.0/16; 0 used"),
    Vector(
      "more", "10.0.0.0/22 mask 24",
      "alloc; alloc; release 10.0.0.0/24; release 10.0.1.0/24; alloc; alloc; alloc",
      "10.0.0.0/24; 10.0.1.0/24; ok; ok; 10.0.2.0/24; 10.0.3.0/24; 10.0.0.0/24"),
    Vector(
      "more", "10.0.0.0/22 mask 24", "occupy 10.0.1.128/26; alloc; alloc; used; full",
      "ok; 10.0.0.0/24; 10.0.2.0/24; 3 used; room"),
    Vector(
      "more", "10.0.0.0/22 mask 24",
      "alloc; allocated 10.0.0.0/23; occupy 10.0.1.0/24; allocated 10.0.0.0/23; "
        + "allocated 10.0.1.64/26",
      "10.0.0.0/24; no; ok; yes; yes"),
    Vector("more", "beef:1234::/33 mask 49", "create", "65536 blocks"),
    Vector(
      "more", "2001:beef:1234:369b::/60 mask 129", "create",
      "SubNetMask is invalid, should be lower or equal to 32 for IPv4 and to 128 for IPv6"),
    Vector("more", "10.0.0.0/8 mask 32", "create", "16777216 blocks"),
    Vector("more", "fd00::/64 mask 80", "fill", "65536"),
    Vector("more", "10.0.0.0/24 mask 24", "fill; alloc", "1; none left"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    let words = vector.given.split(separator: " ")
    let cluster = try IPPrefix(maskingHostBits: String(words[0]))
    guard let mask = Int(words[2]) else { return ["no mask"] }
    var set: CIDRSet
    do {
      set = try CIDRSet(cluster: cluster, nodeMask: mask)
    } catch {
      return [error.description.split(separator: ";").joined(separator: ",")]
    }
    return try vector.actions.map { words in
      do {
        return try step(words, &set)
      } catch CIDRSetError.noneLeft {
        return "none left"
      } catch let error as CIDRSetError {
        return error.description
      }
    }
  }

  private static func step(_ words: [String], _ set: inout CIDRSet) throws -> String {
    switch words[0] {
    case "create": return "\(set.maxCIDRs) blocks"
    case "alloc": return try set.allocateNext().description
    case "churn":
      let block = try set.allocateNext()
      try set.release(block)
      return block.description
    case "release": try set.release(IPPrefix(maskingHostBits: words[1]))
    case "occupy": try set.occupy(IPPrefix(maskingHostBits: words[1]))
    case "allocated": return try set.isAllocated(IPPrefix(maskingHostBits: words[1])) ? "yes" : "no"
    case "occupy-blocks":
      for index in (Int(words[1]) ?? 0)...(Int(words[2]) ?? 0) {
        try set.occupy(set.block(at: index))
      }
    case "block": return set.block(at: Int(words[1]) ?? -1).description
    case "index": return String(try set.index(of: IPPrefix(maskingHostBits: words[1]).base))
    default: return try summary(words, &set)
    }
    return "ok"
  }

  private static func summary(_ words: [String], _ set: inout CIDRSet) throws -> String {
    switch words[0] {
    case "used": return "\(set.count) used"
    case "full": return set.isFull ? "full" : "room"
    case "empty":
      try set.release(set.cluster)
      return "\(set.count) used"
    case "fill":
      var count = 0
      while (try? set.allocateNext()) != nil { count += 1 }
      return String(count)
    case "in-order":
      let indexes = try (0..<(Int(words[1]) ?? 0)).map { _ in
        try set.index(of: set.allocateNext().base)
      }
      return indexes == Array(0..<indexes.count) ? "0..\(indexes.count - 1)" : "\(indexes)"
    case "bits":
      guard let first = set.used.firstSet(), let last = set.used.lastSet else { return "none" }
      return set.count == last - first + 1 ? "\(first)..\(last)" : "scattered"
    default: return "unknown step \(words[0])"
    }
  }
}
