import Addressing
import Allocation
import TestSupport

extension CalicoVectors {
  /// A datastore, its collector, the time, and who was given what.
  struct Bench {
    var ipam = CalicoIPAM()
    var collector = CalicoCollector()
    var now = Duration.zero
    var given: [(host: String, address: IPAddress)] = []
    var singles: [IPAddress] = []
    var messages: [String] = []
  }

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var bench = Bench()
    var number = 0
    var reserved: [IPPrefix] = []
    let words = vector.given.split(separator: " ").map(String.init)
    for word in words where word.first?.isHexDigit == true && word.contains("/") {
      let sides = word.split(separator: "=")
      let pool = try CalicoPool(
        name: "pool-\(number)", cidr: IPPrefix(parsing: String(sides[0])),
        blockSize: sides.count > 1 ? Int(sides[1]) : nil)
      try bench.ipam.add(pool)
      number += 1
    }
    for word in words where word.hasPrefix("reserved=") {
      reserved.append(try IPPrefix(parsing: String(word.dropFirst(9))))
    }
    bench.ipam.reserve(reserved)
    try bench.ipam.configure(configuration(words))
    // Waiting has no outcome.
    return try vector.actions.compactMap { words in
      do {
        if words[0] == "wait" {
          bench.now += .seconds(Int(words[1]) ?? 0)
          return nil
        }
        return try step(words, &bench)
      } catch let error as CalicoError {
        return error.description.commas
      } catch let error as CalicoPoolError {
        return error.description
      }
    }
  }

  private static func configuration(_ words: [String]) -> CalicoConfiguration {
    var wanted = CalicoConfiguration()
    for word in words {
      if word == "strict" { wanted.strictAffinity = true }
      if word == "manual" { wanted.autoAllocateBlocks = false }
      if word.hasPrefix("max=") { wanted.maxBlocksPerHost = Int(word.dropFirst(4)) ?? 0 }
      if word.hasPrefix("cooldown=") { wanted.cooldown = .seconds(Int(word.dropFirst(9)) ?? 0) }
    }
    return wanted
  }

  private static func step(_ words: [String], _ bench: inout Bench) throws -> String {
    let host = words.count > 1 ? words[1] : ""
    switch words[0] {
    case "assign", "count", "from": return try assign(words, &bench)
    case "cycle":
      bench.ipam.release(bench.singles.suffix(1), at: bench.now)
      return try assign(["assign", host], &bench)
    case "equal": return bench.singles.first == bench.singles.last ? "yes" : "no"
    case "singly":
      let wanted = Int(words[2]) ?? 0
      return String((0..<wanted).count { _ in give(host, &bench) != nil })
    case "hosts":
      let own = (1...(Int(host) ?? 1)).count { source("node-\($0)", &bench) == "own" }
      return "\(own) own"
    case "spread":
      let wanted = Int(host) ?? 0
      return String((0..<wanted).count { give("node-\($0 % 64 + 1)", &bench) != nil })
    case "source": return source(host, &bench)
    case "messages": return bench.messages.joined(separator: " and ")
    case "pick":
      try bench.ipam.assign(IPAddress(parsing: words[2]), host: host, at: bench.now)
    case "pool":
      try bench.ipam.add(
        CalicoPool(name: "new", cidr: IPPrefix(parsing: words[1]), blockSize: Int(words[2])))
      // The next step tries the same addresses with another size.
      if bench.ipam.allBlocks.isEmpty {
        bench.ipam.remove(try IPPrefix(parsing: words[1]), at: bench.now)
      }
    case "remove": bench.ipam.remove(try IPPrefix(parsing: words[1]), at: bench.now)
    case "configure": try bench.ipam.configure(configuration(words))
    case "gone": bench.collector.forget(host)
    case "look": bench.collector.look(at: &bench.ipam, now: bench.now)
    default: return try affinity(words, host, &bench)
    }
    return "ok"
  }

  private static func affinity(
    _ words: [String], _ host: String, _ bench: inout Bench
  ) throws -> String {
    switch words[0] {
    case "claim":
      let (claimed, failed) = try bench.ipam.claimAffinity(
        IPPrefix(parsing: words[2]), host: host, at: bench.now)
      return "\(claimed.count) claimed, \(failed.count) failed"
    case "begin": bench.ipam.beginClaim(try IPPrefix(parsing: words[2]), host: host)
    case "let-go":
      try bench.ipam.releaseHostAffinities(host, mustBeEmpty: true, at: bench.now)
    case "drop": try bench.ipam.releaseHostAffinities(host, mustBeEmpty: false, at: bench.now)
    case "release":
      let addresses = try words.dropFirst().map { try IPAddress(parsing: $0) }
      let left = bench.ipam.release(addresses, at: bench.now)
      if !left.isEmpty {
        return "not assigned: " + left.map(\.description).joined(separator: " ")
      }
    case "return":
      bench.ipam.release(bench.given.filter { $0.host == host }.map(\.address), at: bench.now)
    case "return-all":
      // All but what was borrowed last.
      bench.ipam.release(bench.given.dropLast().map(\.address), at: bench.now)
    case "return-block":
      guard let last = bench.given.last?.address else { return "nothing" }
      bench.ipam.release([last], at: bench.now)
    default: return try answer(words, host, bench)
    }
    return "ok"
  }

  private static func assign(_ words: [String], _ bench: inout Bench) throws -> String {
    var request = CalicoRequest(words.contains("v6") ? .v6 : .v4, host: words[1])
    for word in words.dropFirst(2) {
      if let count = Int(word) { request.count = count }
      if word.hasPrefix("most=") { request.maxBlocks = Int(word.dropFirst(5)) ?? 0 }
      if word == "windows" { request.kept = .windows }
      if word.contains("/") { request.pools = [try IPPrefix(parsing: word)] }
    }
    let answer = bench.ipam.autoAssign(request, at: bench.now)
    bench.given += answer.addresses.map { (words[1], $0) }
    bench.messages = answer.messages
    if answer.addresses.count == 1, request.count == 1 { bench.singles += answer.addresses }
    if words[0] == "count" { return String(answer.addresses.count) }
    let given =
      answer.addresses.isEmpty
      ? nil : request.count == 1 ? "\(answer.addresses[0])" : String(answer.addresses.count)
    return [given, answer.refusal?.commas].compactMap { $0 }.joined(separator: " and ")
  }

  private static func give(_ host: String, _ bench: inout Bench) -> IPAddress? {
    let answer = bench.ipam.autoAssign(CalicoRequest(.v4, host: host), at: bench.now)
    bench.given += answer.addresses.map { (host, $0) }
    return answer.addresses.first
  }

  private static func source(_ host: String, _ bench: inout Bench) -> String {
    guard let address = give(host, &bench) else { return "nothing" }
    let block = bench.ipam.allBlocks.first { $0.cidr.contains(address) }
    return block?.affinity == host ? "own" : "borrowed"
  }
}

extension CalicoVectors {
  fileprivate static func answer(
    _ words: [String], _ host: String, _ bench: Bench
  ) throws -> String {
    switch words[0] {
    case "blocks":
      guard let pool = bench.ipam.pools.first else { return "no pool" }
      var walk = CalicoBlockWalk(pool: pool, host: "host", clock: 12_345)
      var seen: Set<IPPrefix> = []
      var steps = 0
      while let block = walk.next() {
        steps += 1
        if pool.cidr.contains(block) { seen.insert(block) }
      }
      return steps == seen.count ? "\(steps) blocks" : "\(seen.count) in \(steps) steps"
    case "start":
      guard let pool = bench.ipam.pools.first else { return "no pool" }
      let walk = CalicoBlockWalk(pool: pool, host: host)
      return "\(CalicoBlockWalk.hash(of: host)) \(walk.start) \(pool.block(at: walk.start))"
    case "own":
      if bench.ipam.affinities(of: host).isEmpty { return "nothing" }
      return bench.ipam.affinities(of: host)
        .map { $0.state == .pending ? "\($0.cidr) (pending)" : "\($0.cidr)" }
        .joined(separator: " ")
    case "owned": return String(bench.ipam.affinities(of: host).count)
    case "owner":
      guard let block = bench.ipam.block(try IPPrefix(parsing: host)) else { return "no block" }
      return block.affinity ?? "nobody"
    case "blocks-left": return String(bench.ipam.allBlocks.count)
    case "distinct":
      return Set(bench.given.map(\.address)).count == bench.given.count ? "yes" : "no"
    case "free":
      let block = CalicoBlock(
        try IPPrefix(parsing: host), affinity: "h",
        keeping: words.contains("windows") ? .windows : .none)
      return String(block.free(reserving: bench.ipam.reservations, since: bench.now))
    case "use": return bench.ipam.poolUtilization.map(\.columns).joined(separator: ", ")
    case "use-blocks":
      return bench.ipam.pools.flatMap { bench.ipam.blockUtilization(in: $0.cidr) }
        .map(\.columns).joined(separator: ", ")
    default: return "unknown step \(words[0])"
    }
  }
}

extension CalicoUtilization {
  fileprivate var columns: String { "\(capacity) \(inUse) \(reserved) \(available)" }
}

extension String {
  /// Semicolons stand between outcomes, so inside one they become commas.
  fileprivate var commas: String {
    split(separator: ";").joined(separator: ",")
  }
}
