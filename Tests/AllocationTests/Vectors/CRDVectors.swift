import Addressing
import Allocation
import TestSupport

/// The agent of the mode `crd` (`pkg/ipam/crd.go`, `crd_test.go`, 1.19) and the watermarks of
/// `cluster-pool-v2beta` (`pkg/ipam/clusterpool_test.go`, 1.13).
enum CRDVectors {
  /// Given are the addresses in `spec.ipam.pool`, pinned ones as `IP=OWNER`.
  ///
  /// Words: `allocate IP [OWNER]`, `next FAMILY OWNER`, `all FAMILY` (until nothing is left), `release
  /// IP`, `owner IP`, `status FAMILY`, `start MIN PRE HEALTH`.
  static let table: [Vector] = [
    Vector("CR-04", "1.1.1.1", "allocate 2.1.1.1", "IP 2.1.1.1 is not available"),
    Vector("more", "", "allocate 1.1.1.1", "No IPs available"),
    Vector(
      "more", "1.1.1.1",
      "allocate 1.1.1.1 a; allocate 1.1.1.1 b; owner 1.1.1.1; release 1.1.1.1; "
        + "release 1.1.1.1",
      "ok; IP already in use; a; ok; IP 1.1.1.1 is not allocated"),
    Vector(
      "more", "1.1.1.1 1.1.1.2 1.1.1.3 fd00::1",
      "all v4; status v4; status v6; next v6 x; next v6 y",
      "1.1.1.1 1.1.1.2 1.1.1.3; 3/3 allocated; 0/1 allocated; fd00::1; \(noneLeft)"),
    // A pinned address goes to its owner and to nobody else by chance.
    Vector(
      "more", "1.1.1.1 1.1.1.2=default/web",
      "next v4 default/other; next v4 default/third; "
        + "next v4 default/web; owner 1.1.1.2",
      "1.1.1.1; \(noneLeft); 1.1.1.2; default/web"),
    // Asked for by its number it goes to anybody; its owner gets it all the same.
    Vector(
      "more", "1.1.1.2=default/web", "allocate 1.1.1.2 default/thief; next v4 default/web",
      "ok; 1.1.1.2"),
    Vector(
      "more", "", "start 0 0 on; start 0 0 off; start 0 8 on; start 12 8 on", "2; 1; 8; 12"),
  ]

  private static let noneLeft =
    "no IPs currently available on the node, allocation will be retried once IPs are added to "
    + "CiliumNode spec.ipam.pool"

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var agent = CRDAllocator(seed: 5)
    for word in vector.given.split(separator: " ") {
      let sides = word.split(separator: "=").map(String.init)
      agent.pool[try IPAddress(parsing: sides[0])] = sides.count > 1 ? sides[1] : ""
    }
    return try vector.actions.map { words in
      do {
        return try step(words, &agent)
      } catch let error as CRDError {
        return error.description
      }
    }
  }

  private static func step(_ words: [String], _ agent: inout CRDAllocator) throws -> String {
    func family(_ word: String) -> IPFamily { word == "v4" ? .v4 : .v6 }
    switch words[0] {
    case "allocate":
      try agent.allocate(IPAddress(parsing: words[1]), owner: words.count > 2 ? words[2] : "x")
    case "next": return try agent.allocateNext(family(words[1]), owner: words[2]).description
    case "all":
      var given: [IPAddress] = []
      while let next = try? agent.allocateNext(family(words[1]), owner: "n") { given.append(next) }
      return given.sorted().map(\.description).joined(separator: " ")
    case "release": try agent.release(IPAddress(parsing: words[1]))
    case "owner": return agent.owner(of: try IPAddress(parsing: words[1])) ?? "nobody"
    case "status": return agent.statusText(family(words[1]))
    case "start":
      return String(
        CRDStart.required(
          minAllocate: Int(words[1]) ?? 0, preAllocate: Int(words[2]) ?? 0,
          hasHealth: words[3] == "on"))
    default: return "unknown step \(words[0])"
    }
    return "ok"
  }
}

/// `cluster-pool-v2beta`: what a node says of its pod CIDRs.
enum WatermarkVectors {
  /// Given are the node's CIDRs.
  ///
  /// Words: `take N`, `release CIDR N` (the first N taken of it), `spec CIDR...`, `status`, `scan`
  /// (releases one address of the first CIDR at a time and tells when the status changes).
  static let table: [Vector] = [
    Vector(
      "V2-01", "192.168.0.0/27", "status; take 30; status; scan",
      "192.168.0.0/27 in-use; given 30; 192.168.0.0/27 depleted; after 8: 192.168.0.0/27 in-use"),
    Vector(
      "V2-02", "192.168.0.0/27 192.168.0.32/27",
      "take 60; status; release 192.168.0.32/27 30; status; scan",
      "given 60; 192.168.0.0/27 depleted 192.168.0.32/27 depleted; ok; "
        + "192.168.0.0/27 depleted 192.168.0.32/27 in-use; "
        + "after 1: 192.168.0.0/27 in-use 192.168.0.32/27 in-use, "
        + "after 16: 192.168.0.0/27 in-use 192.168.0.32/27 released"),
    Vector(
      "V2-03", "192.168.1.0/30",
      "status; spec 192.168.1.0/30 192.168.1.4/30; status; "
        + "spec 192.168.1.0/30 192.168.1.4/30 192.168.1.8/30 192.168.1.12/30; status; "
        + "spec 192.168.1.0/30 192.168.1.4/30 192.168.1.8/30 192.168.1.12/30 192.168.2.0/27; status",
      "192.168.1.0/30 depleted; ok; 192.168.1.0/30 depleted 192.168.1.4/30 depleted; ok; "
        + "192.168.1.0/30 in-use 192.168.1.12/30 in-use 192.168.1.4/30 in-use "
        + "192.168.1.8/30 in-use; ok; "
        + "192.168.1.0/30 released 192.168.1.12/30 released 192.168.1.4/30 released "
        + "192.168.1.8/30 released 192.168.2.0/27 in-use"),
    Vector(
      "V2-04", "192.168.1.0/31 192.168.2.0/32", "status",
      "192.168.1.0/31 released 192.168.2.0/32 released"),
    Vector(
      "V2-05", "192.168.1.0/27",
      "take 2; spec; status; take 1; release 192.168.1.0/27 1; status; release 192.168.1.0/27 1; "
        + "status",
      "given 2; ok; 192.168.1.0/27 depleted; all pod CIDR ranges are exhausted; ok; "
        + "192.168.1.0/27 depleted; ok; 192.168.1.0/27 released"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var node = PodCIDRWatermarks(seed: 9)
    var taken: [IPAddress] = []
    func prefixes(_ words: some Sequence<String>) throws -> [IPPrefix] {
      try words.map { try IPPrefix(parsing: $0) }
    }
    func status() -> String {
      node.status().map { "\($0.cidr) \($0.status.rawValue)" }.joined(separator: " ")
    }
    func release(_ cidr: IPPrefix) -> Bool {
      guard let place = taken.firstIndex(where: cidr.contains) else { return false }
      node.release(taken.remove(at: place))
      return true
    }
    node.update(to: try prefixes(vector.given.split(separator: " ").map(String.init)))
    let first = try IPPrefix(parsing: String(vector.given.split(separator: " ")[0]))
    return try vector.actions.map { words in
      switch words[0] {
      case "take":
        do {
          for _ in 0..<(Int(words[1]) ?? 0) { taken.append(try node.allocateNext()) }
        } catch let error as MultiPoolAgentError {
          return error.description
        }
        return "given \(words[1])"
      case "release":
        let cidr = try IPPrefix(parsing: words[1])
        for _ in 0..<(Int(words[2]) ?? 0) where !release(cidr) { return "nothing to release" }
        return "ok"
      case "spec":
        node.update(to: try prefixes(words.dropFirst()))
        return "ok"
      case "scan":
        var changes: [String] = []
        var last = status()
        var count = 0
        while release(first) {
          count += 1
          let now = status()
          if now != last { changes.append("after \(count): \(now)") }
          last = now
        }
        return changes.joined(separator: ", ")
      default: return status()
      }
    }
  }
}
