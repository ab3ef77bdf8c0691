import Addressing
import Allocation
import TestSupport

extension OVNVectors {
  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    vector.given.hasPrefix("cluster=") ? runOperator(vector) : try runAllocator(vector)
  }

  private static func runAllocator(_ vector: Vector) throws -> [String] {
    var allocator = OVNSubnetAllocator()
    do {
      for word in vector.given.split(separator: " ") {
        let (cidr, hostPrefix) = split(word)
        try allocator.add(IPPrefix(parsing: cidr), hostPrefix: hostPrefix)
      }
    } catch let error as OVNSubnetError {
      return [error.description]
    }
    return try vector.actions.map { words in
      do {
        return try step(words, &allocator)
      } catch let error as OVNSubnetError {
        return error.description
      }
    }
  }

  /// `CIDR/HOSTPREFIX` in its parts.
  private static func split(_ text: some StringProtocol) -> (String, Int) {
    guard let slash = text.lastIndex(of: "/") else { return (String(text), 0) }
    return (String(text[..<slash]), Int(text[slash...].dropFirst()) ?? -1)
  }

  private static func list(_ subnets: [IPPrefix]) -> String {
    subnets.map(\.description).joined(separator: " ")
  }

  private static func step(
    _ words: [String], _ allocator: inout OVNSubnetAllocator
  ) throws -> String {
    let subnets = try words.dropFirst(2).filter { $0.contains("/") }
      .map { try IPPrefix(parsing: $0) }
    switch words[0] {
    case "next": return list(try allocator.allocate(for: words[1]))
    case "take": return try take(words, &allocator)
    case "cursor":
      for family in IPFamily.allCases where !allocator[family].isEmpty {
        allocator[family][0].moveCursor(to: Int(words[1]) ?? 0)
      }
      return "moved"
    case "release":
      let failures = allocator.release(subnets, of: words[1])
      return failures.isEmpty
        ? "released" : failures.map(\.description).joined(separator: ", ")
    case "mark":
      try allocator.mark(subnets, for: words[1])
      return "marked"
    case "ensure":
      let families = IPFamily.allCases.filter { !allocator[$0].isEmpty }
      return list(try allocator.ensure(words[1], existing: subnets, families: families))
    default: return answer(words, allocator)
    }
  }

  /// Gives a subnet each to nodes named by numbers; long lists are cut in the middle.
  private static func take(
    _ words: [String], _ allocator: inout OVNSubnetAllocator
  ) throws -> String {
    let first = words.count > 2 ? Int(words[2]) ?? 0 : 0
    let given = try (first..<first + (Int(words[1]) ?? 0))
      .map { try allocator.allocate(for: "\($0)") }
    guard given.count > 2 else { return given.map(list).joined(separator: " ") }
    return "\(list(given[0])) \(list(given[1])) ... \(list(given[given.count - 1]))"
  }

  private static func answer(_ words: [String], _ allocator: OVNSubnetAllocator) -> String {
    let family: IPFamily = allocator.v4.isEmpty ? .v6 : .v4
    let range = allocator[family][0]
    switch words[0] {
    case "usage": return "\(allocator.usage(.v4) + allocator.usage(.v6))"
    case "count": return "\(allocator.count(.v4) &+ allocator.count(.v6))"
    case "steps":
      // Whether nodes 0, 1, 2 ... have the subnets in the order of their addresses.
      let inOrder = (0..<range.numbers).allSatisfy { number in
        let base = range.network.base.bits + UInt128(number) << UInt128(range.hostBits)
        return range.subnets(of: "\(number)").map(\.base.bits) == [base]
      }
      return inOrder ? "yes" : "no"
    case "documented": return "\(OVNSwitchAddresses.documentedPods(hostPrefix: range.hostPrefix))"
    case "pods": return "\(OVNSwitchAddresses.usable(range.subnet(0)))"
    default: return "unknown step \(words[0])"
    }
  }

  private static func entries(_ text: some StringProtocol) -> [OVNNetworkConfiguration.Entry] {
    text.split(separator: ",").map {
      let (cidr, hostPrefix) = split($0)
      return OVNNetworkConfiguration.Entry(cidr, hostPrefix: hostPrefix)
    }
  }

  private static func runOperator(_ vector: Vector) -> [String] {
    func value(_ key: String) -> Substring {
      vector.given.split(separator: " ").first { $0.hasPrefix("\(key)=") }?
        .dropFirst(key.count + 1) ?? ""
    }
    let services = value("service").split(separator: ",").map(String.init)
    return vector.actions.map { words in
      do {
        let running = try OVNNetworkConfiguration(
          cluster: entries(value("cluster")), service: services)
        if words[0] == "start" { try running.checkAtStart() }
        if words[0] == "change" {
          try running.checkChange(
            to: OVNNetworkConfiguration(cluster: entries(words[1]), service: services))
        }
        return "ok"
      } catch {
        return "\(error)"
      }
    }
  }
}
