import Addressing
import Allocation
import TestSupport

extension MultiPoolOperatorVectors {
  private static let testPool = "test-pool v4=10.100.0.0/16/24 v6=fd00:100::/80/96"
  private static let twoNodes = "node n1 wants=test-pool:10/10; node n2 wants=test-pool:10/10"
  private static let twoAnswers =
    "test-pool: 10.100.0.0/24 fd00:100::/96; test-pool: 10.100.1.0/24 fd00:100::1:0:0/96"

  /// What becomes of CIDRs whose pool, or whose element of the pool, is gone.
  static let orphans: [Vector] = [
    Vector(
      "MO-22", "o v4=10.4.0.0/16/24",
      "node n1 wants=o:8/0; drop o; delete n1; pool o v4=10.4.0.0/16/24; node n2 wants=o:8/0; "
        + "has n1",
      "o: 10.4.0.0/24; ok; ok; ok; o: 10.4.1.0/24; o: 10.4.0.0/24"),
    Vector(
      "MO-26", testPool,
      "\(twoNodes); drop test-pool; has n1; has n2; node n3 wants=test-pool:10/10",
      "\(twoAnswers); ok; test-pool: 10.100.0.0/24 fd00:100::/96; "
        + "test-pool: 10.100.1.0/24 fd00:100::1:0:0/96; nothing ! failed to allocate ipv4 address "
        + "for node \"n3\" from pool \"test-pool\": cannot allocate from non-existing pool: "
        + "test-pool & failed to allocate ipv6 address for node \"n3\" from pool \"test-pool\": "
        + "cannot allocate from non-existing pool: test-pool"),
    Vector(
      "MO-27", testPool,
      "\(twoNodes); drop test-pool; orphans n1; pool \(testPool); orphans n1; has n1; has n2",
      "\(twoAnswers); ok; test-pool: 10.100.0.0/24 fd00:100::/96; ok; nothing; "
        + "test-pool: 10.100.0.0/24 fd00:100::/96; test-pool: 10.100.1.0/24 fd00:100::1:0:0/96"),
    Vector(
      "MO-28", testPool,
      "\(twoNodes); pool test-pool v4=/24 v6=fd00:100::/80/96; node n3 wants=test-pool:10/10; "
        + "has n1",
      "\(twoAnswers); ok; test-pool: fd00:100::2:0:0/96 ! failed to allocate ipv4 address for node "
        + "\"n3\" from pool \"test-pool\": pool empty; test-pool: 10.100.0.0/24 fd00:100::/96"),
    Vector(
      "MO-29", testPool,
      "\(twoNodes); pool test-pool v4=/24 v6=fd00:100::/80/96; node n3 wants=test-pool:10/10; "
        + "pool \(testPool); node n3 wants=test-pool:10/10",
      "\(twoAnswers); ok; test-pool: fd00:100::2:0:0/96 ! failed to allocate ipv4 address for node "
        + "\"n3\" from pool \"test-pool\": pool empty; ok; "
        + "test-pool: 10.100.2.0/24 fd00:100::3:0:0/96"),
    Vector(
      "MO-30", testPool,
      "node node1 wants=test-pool:10/0; drop test-pool; "
        + "pool another-test-pool v4=10.100.0.0/16/24; has node1; orphans node1",
      "test-pool: 10.100.0.0/24; ok; unable to mark orphaned CIDR 10.100.0.0/24 still used by node "
        + "node1 as allocated: cannot reuse from non-existing pool: test-pool; "
        + "test-pool: 10.100.0.0/24; test-pool: 10.100.0.0/24"),
    // A pool that was gone before the operator started: its CIDRs stay with who lists them.
    Vector(
      "more", "early", "node n has=old:10.9.0.0/24; restored; node n has=old:10.9.0.0/24; node n",
      "old: 10.9.0.0/24 ! allocator not ready; ok; old: 10.9.0.0/24 ! unable to find pool old, "
        + "prefix 10.9.0.0/24 is still allocated to the node but is marked as orphan; nothing"),
    // Before 1.19 the books were dropped with the pool.
    Vector(
      "more", "forgetful | p v4=10.0.0.0/16/24",
      "node n wants=p:8/0; drop p; has n; node n has=p:10.0.0.0/24",
      "p: 10.0.0.0/24; ok; nothing; nothing ! cannot reuse from non-existing pool: p"),
    // A removed element leaves a block that cannot be given back.
    Vector(
      "more", "forgetful | p v4=10.0.0.0/16/24",
      "node n wants=p:8/0; pool p v4=10.1.0.0/16/24; node n",
      "p: 10.0.0.0/24; ok; p: 10.0.0.0/24 ! unable to release from pool p: released cidr "
        + "10.0.0.0/24 was not part the pool"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    let parts = vector.given.split(separator: "|").map(\.trimmingBlanks)
    var allocator = PoolAllocator(keepsOrphans: !parts.contains("forgetful"))
    if !parts.contains("early") { allocator.finishRestore() }
    for part in parts where part.contains("=") {
      try allocator.upsert(pool(part.split(separator: " ").map(String.init)))
    }
    return try vector.actions.map { words in
      do {
        return try step(words, &allocator)
      } catch let error as PoolError {
        return plain(error.description)
      }
    }
  }

  /// Errors in one line, without the mark that parts outcomes.
  private static func plain(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: " & ")
      .split(separator: ";", omittingEmptySubsequences: false).joined(separator: ",")
  }

  private static func step(_ words: [String], _ allocator: inout PoolAllocator) throws -> String {
    switch words[0] {
    case "count": return try IPPrefix(parsing: words[1]).addressesForOperator.description
    case "restored": allocator.finishRestore()
    case "node": return try node(words, &allocator)
    case "has": return text(allocator.allocatedPools(words[1]))
    case "orphans": return text(allocator.orphanedPools(words[1]))
    case "delete":
      let errors = allocator.releaseNode(words[1])
      return errors.joined.map(plain) ?? "ok"
    case "pool": try allocator.upsert(pool(Array(words.dropFirst())))
    case "drop": try allocator.deletePool(words[1])
    case "free":
      guard let pool = allocator[words[1]] else { return "no pool" }
      return String((pool.v4 + pool.v6).reduce(0) { $0 + $1.maxCIDRs - $1.count })
    default: return "unknown step \(words[0])"
    }
    return "ok"
  }

  private static func node(_ words: [String], _ allocator: inout PoolAllocator) throws -> String {
    var has: [PoolAllocation] = []
    var wants: [PoolRequest] = []
    for word in words.dropFirst(2) {
      if word == "has=*" {
        has = allocator.allocatedPools(words[1])
      } else if word.hasPrefix("has=") {
        has.append(try allocation(word.dropFirst(4)))
      } else {
        let sides = word.dropFirst("wants=".count).split(separator: ":")
        let counts = sides[1].split(separator: "/").compactMap { Int($0) }
        wants.append(PoolRequest(pool: String(sides[0]), v4: counts[0], v6: counts[1]))
      }
    }
    let errors = allocator.allocate(to: words[1], allocated: has, requested: wants)
    let given = text(allocator.allocatedPools(words[1]))
    return errors.joined.map { "\(given) ! \(plain($0))" } ?? given
  }

  /// `POOL:CIDR,CIDR`.
  static func allocation(_ text: some StringProtocol) throws -> PoolAllocation {
    let text = String(text)
    let colon = text.firstIndex(of: ":") ?? text.endIndex
    let cidrs = try text[colon...].dropFirst().split(separator: ",")
      .map { try IPPrefix(parsing: String($0)) }
    return PoolAllocation(pool: String(text[..<colon]), cidrs: cidrs)
  }

  static func text(_ pools: [PoolAllocation]) -> String {
    pools.isEmpty ? "nothing" : pools.map(\.description).joined(separator: " + ")
  }

  /// `NAME v4=CIDR,CIDR/MASK v6=...`; a mask alone is a section without CIDRs.
  static func pool(_ words: [String]) throws -> PodIPPool {
    var pool = PodIPPool(name: words[0])
    for word in words.dropFirst() {
      let value = word.dropFirst(3)
      let slash = value.lastIndex(of: "/") ?? value.endIndex
      let cidrs = try value[..<slash].split(separator: ",").map {
        try IPPrefix(parsing: String($0))
      }
      let mask = Int(value[slash...].dropFirst()) ?? 0
      if word.hasPrefix("v4=") {
        (pool.v4, pool.v4Mask) = (cidrs, mask)
      } else {
        (pool.v6, pool.v6Mask) = (cidrs, mask)
      }
    }
    return pool
  }
}
