import Addressing
import Allocation
import TestSupport

/// Cilium's multi-pool agent: `pkg/ipam/{multipool,multipool_manager,pool}.go` and their unit tests
/// at 1.19.
enum MultiPoolAgentVectors {
  /// Given are the spare addresses by pool; `slow` for the release rule before 1.17.7.
  ///
  /// Words: `needed INUSE PRE`, `spec POOL:CIDR,CIDR...` (the node's object has these; answers what was
  /// removed from it while in use), `sync` (answers what it wants, v4/v6, and what it keeps), `next
  /// FAMILY OWNER POOL [xN]`, `take IP OWNER POOL`, `release IP POOL`, `free POOL`, `order POOL`,
  /// `wait SECONDS`, `waits`, `gone`, `spares TEXT`.
  static let table: [Vector] =
    [
      Vector("MA-01", "", "needed 0 0", "0"),
      Vector("MA-03", "", "needed 3 0", "3"),
      Vector("MA-05", "", "needed 1 1", "2"),
      Vector("MA-08", "", "needed 1 16", "32"),
      Vector("MA-09", "", "needed 15 16", "32"),
      Vector("MA-10", "", "needed 16 16", "32"),
      Vector("MA-12", "", "needed 0 8", "8"),
      Vector("MA-14", "", "needed 8 8", "16"),
      Vector("MA-15", "", "needed 9 8", "24"),
      Vector("MA-16", "", "needed 246 8", "256"),
      Vector("MA-17", "", "needed 247 8", "256"),
      Vector("MA-18", "", "needed 254 8", "264"),
      Vector(
        "more", "", "needed 0 16; needed 17 16; needed 240 8; needed 241 8", "16; 48; 248; 256"),
      Vector("more", "", "needed 9223372036854775807 8", "9223372036854775807"),
    ] + manager + lists

  private static let spec =
    "spec default:10.0.22.0/24,fd00:22::/96 mars:10.0.11.0/27,fd00:11::/123"
  private static let kept =
    "default: 10.0.22.0/24 fd00:22::/96 + mars: 10.0.11.0/27 fd00:11::/123"

  private static let manager: [Vector] = [
    Vector("MA-19", "default=16,mars=8", "\(spec); sync", "ok; default 16/16 mars 8/8, \(kept)"),
    Vector(
      "MA-20", "default=16,mars=8",
      "\(spec); sync; take 10.0.22.1 a default; take 192.168.1.1 jupiter-0 jupiter; "
        + "next v6 jupiter-1 jupiter; next v6 jupiter-1 jupiter; sync",
      "ok; default 16/16 mars 8/8, \(kept); ok; unable to reserve IP 192.168.1.1 from pool "
        + "\"jupiter\" (family ipv4): pool not (yet) available; \(notYet6); \(notYet6); "
        + "default 32/16 jupiter 1/1 mars 8/8, \(kept)"),
    Vector(
      "MA-21", "default=8", "next v6 jupiter-1 jupiter; waits; wait 300; sync; wait 1; sync",
      "\(notYet6); jupiter 0/1; ok; default 8/8 jupiter 0/1, nothing; ok; default 8/8, nothing"),
    // What comes in time is given to whoever asks again, and waited for no longer.
    Vector(
      "more", "default=8",
      "next v4 a jupiter; spec jupiter:192.168.1.0/24; next v4 a jupiter x1; waits; sync",
      "unable to allocate from pool \"jupiter\" (family ipv4): pool not (yet) available; ok; "
        + "given 1; nothing; default 8/8 jupiter 1/0, jupiter: 192.168.1.0/24"),
    Vector(
      "more", "default=8", "spec default:10.0.0.0/30; next v4 a default x2; next v4 b default",
      "ok; given 2; all pod CIDR ranges are exhausted"),
    Vector(
      "more", "default=8",
      "spec default:10.0.0.0/30; take 10.0.0.1 a default; "
        + "take 10.0.0.1 b default; take 10.0.1.1 b default; take 10.0.0.3 b default",
      "ok; ok; provided IP is already allocated; IP 10.0.1.1 not in range of any pod CIDR; "
        + "provided IP is not in the valid range. The range of valid IPs is 10.0.0.0/30"),
    Vector(
      "more", "default=8",
      "spec default:10.0.0.0/24; gone; next v4 a default; release 10.0.0.9 mars",
      "ok; ok; IP pool 'default' not found in stateDB table; unable to release IP 10.0.0.9 of "
        + "unknown pool \"mars\" (family ipv4)"),
  ]

  private static let notYet6 =
    "unable to allocate from pool \"jupiter\" (family ipv6): pool not (yet) available"

  private static let lists: [Vector] = [
    Vector(
      "MA-30", "default=1",
      "spec default:10.0.0.0/29,10.0.1.0/29; take 10.0.0.1 a default; spec default:10.0.1.0/29; "
        + "next v4 b default x6; next v4 c default; free default",
      "ok; ok; in use 10.0.0.0/29; given 6; all pod CIDR ranges are exhausted; 5"),
    // The last address gone, the next sync drops it.
    Vector(
      "more", "default=1",
      "spec default:10.0.0.0/29,10.0.1.0/29; take 10.0.0.1 a default; spec default:10.0.1.0/29; "
        + "release 10.0.0.1 default; sync",
      "ok; ok; in use 10.0.0.0/29; ok; default 1/1, default: 10.0.0.0/29"),
    // The end of the list goes first, and every sync turns the rest round.
    Vector(
      "more", "default=8",
      "spec default:10.0.0.0/28,10.0.1.0/28,10.0.2.0/28; sync; order default; "
        + "take 10.0.0.1 a default; spec default:10.0.0.0/28,10.0.3.0/28; order default; sync; "
        + "order default; sync; order default",
      "ok; default 8/8, default: 10.0.0.0/28; 10.0.0.0/28; ok; ok; 10.0.0.0/28 10.0.3.0/28; "
        + "default 16/8, default: 10.0.0.0/28 10.0.3.0/28; 10.0.3.0/28 10.0.0.0/28; "
        + "default 16/8, default: 10.0.0.0/28 10.0.3.0/28; 10.0.0.0/28 10.0.3.0/28"),
    // A block of one address never went before 1.17.7: what is in use counted as well.
    Vector(
      "more", "slow default=2",
      "spec default:10.0.0.1/32,10.0.0.2/32,10.0.0.3/32,10.0.0.4/32; take 10.0.0.1 a default; sync",
      "ok; ok; default 4/2, default: 10.0.0.1/32 10.0.0.2/32 10.0.0.3/32 10.0.0.4/32"),
    Vector(
      "more", "default=2",
      "spec default:10.0.0.1/32,10.0.0.2/32,10.0.0.3/32,10.0.0.4/32,10.0.0.5/32; "
        + "take 10.0.0.1 a default; sync",
      "ok; ok; default 4/2, default: 10.0.0.1/32 10.0.0.2/32 10.0.0.3/32 10.0.0.4/32"),
    Vector(
      "more", "slow default=2",
      "spec default:10.0.0.1/32,10.0.0.2/32,10.0.0.3/32,10.0.0.4/32,10.0.0.5/32; "
        + "take 10.0.0.1 a default; sync",
      "ok; ok; default 4/2, default: 10.0.0.1/32 10.0.0.2/32 10.0.0.3/32 10.0.0.4/32 10.0.0.5/32"),
    Vector(
      "more", "", "spares default=x; spares default; spares a=3,b=99999999999; spares b=2,a=1,b=3",
      "invalid value for pool \"default\": strconv.ParseInt: parsing \"x\": invalid syntax; "
        + "default must be formatted as key=value; invalid value for pool \"b\": "
        + "strconv.ParseInt: parsing \"99999999999\": value out of range; a=1,b=3"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var words = vector.given.split(separator: " ").map(String.init)
    var rules = MultiPoolAgent.Rules()
    if words.first == "slow" {
      rules.releasesBySpare = false
      words.removeFirst()
    }
    let spares = try PreAllocation(parsing: words.first ?? "default=8")
    var bench = Bench(agent: MultiPoolAgent(preAllocation: spares, rules: rules))
    bench.agent.finishRestore()
    return try vector.actions.map { words in
      do {
        return try bench.step(words)
      } catch let error as MultiPoolAgentError {
        return error.description
      } catch let error as PreAllocationError {
        return error.description
      }
    }
  }

  /// An agent with its addresses and its clock.
  private struct Bench {
    var agent: MultiPoolAgent
    var ranges = LocalPodRanges(seed: 3)
    var now = Duration.zero
    var hasPool = true

    mutating func step(_ words: [String]) throws -> String {
      switch words[0] {
      case "needed":
        let needed = PoolDemand.needed(inUse: Int(words[1]) ?? 0, preAllocate: Int(words[2]) ?? 0)
        return String(needed)
      case "spec":
        let pools = try words.dropFirst().map { try MultiPoolOperatorVectors.allocation($0) }
        let kept = agent.nodeUpdated(pools, ranges: &ranges)
        return kept.isEmpty ? "ok" : "in use " + kept.map(\.description).joined(separator: " ")
      case "sync":
        let sync = agent.sync(now: now, ranges: &ranges)
        return "\(text(sync.requested)), \(MultiPoolOperatorVectors.text(sync.allocated))"
      case "next": return try next(words)
      case "take":
        try agent.allocate(
          IPAddress(parsing: words[1]), owner: words[2], pool: words[3], now: now, ranges: &ranges)
      case "release":
        try agent.release(IPAddress(parsing: words[1]), pool: words[2], ranges: &ranges)
      case "wait": now += .seconds(Int(words[1]) ?? 0)
      case "gone": hasPool = false
      case "spares": return try PreAllocation(parsing: words[1]).description
      default: return answer(words)
      }
      return "ok"
    }

    private mutating func next(_ words: [String]) throws -> String {
      let times = words.count > 4 ? Int(words[4].dropFirst()) ?? 1 : 1
      var given: Set<IPAddress> = []
      for turn in 0..<times {
        given.insert(
          try agent.allocateNext(
            words[1] == "v4" ? .v4 : .v6, owner: times > 1 ? "\(words[2])\(turn)" : words[2],
            pool: words[3], hasPoolObject: hasPool, now: now, ranges: &ranges))
      }
      return "given \(given.count)"
    }

    private func answer(_ words: [String]) -> String {
      switch words[0] {
      case "waits":
        let wishes = agent.pending.pools.map { pool in
          let counts = IPFamily.allCases.map { agent.pending.count(pool: pool, family: $0) }
          return "\(pool) \(counts[0])/\(counts[1])"
        }
        return wishes.isEmpty ? "nothing" : wishes.joined(separator: " ")
      case "free":
        let cidrs = agent.list(words[1], .v4)?.cidrs ?? []
        return String(cidrs.reduce(0) { $0 + ranges.free($1, of: words[1]) })
      case "order":
        let cidrs = agent.list(words[1], .v4)?.cidrs ?? []
        return cidrs.map(\.description).joined(separator: " ")
      default: return "unknown step \(words[0])"
      }
    }

    private func text(_ requests: [PoolRequest]) -> String {
      requests.map { "\($0.pool) \($0.v4)/\($0.v6)" }.joined(separator: " ")
    }
  }
}
