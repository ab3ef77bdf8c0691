import Addressing

/// Finds agents' statuses in a text, one after the other as a loop over all agents prints them
/// (`FormatStatusResponse` in Cilium's `pkg/client/client.go`, 00c1fdc).
///
///     KVStore:                Ok   Disabled          begins the next agent
///     KubeProxyReplacement:   True   [eth0 172.16.0.175 (Direct Routing)]
///     IPAM:                   IPv4: 4/254 allocated from 10.18.64.0/24,
///     Allocated addresses:
///       10.18.64.11 (kube-system/coredns-66f779496c-cqzgq)
///     Cluster health:         4/4 reachable   (2023-10-20T08:14:57Z)
///       free00 (localhost)    172.16.0.175    reachable   reachable
struct AgentStatusReader {
  private let source: String
  private var statuses: [AgentStatus] = []
  private var current: AgentStatus
  private var isInList = false

  /// Reads a text line by line; what is no status is passed over.
  static func statuses(in bytes: [UInt8], of source: String) -> [AgentStatus] {
    var reader = AgentStatusReader(source: source)
    for line in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == 0x0D }) {
      // The longest lines are lists of API versions, which say nothing here.
      guard line.count < 1_000 else { continue }
      reader.take(String(decoding: line, as: UTF8.self).trimmed)
    }
    reader.flush()
    return reader.statuses
  }

  /// Whether it is what the command line tool prints of the whole installation, which holds no
  /// address (cilium-cli, `status/status.go`).
  static func isOfInstallation(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(4_000).split(separator: UInt8(ascii: "\n"))
      .contains { String(decoding: $0, as: UTF8.self).holds("Hubble Relay:") }
  }

  private init(source: String) {
    self.source = source
    current = AgentStatus(source: source)
  }

  private mutating func flush() {
    if current.hasUse { statuses.append(current) }
    current = AgentStatus(source: source)
    isInList = false
  }

  private mutating func take(_ line: String) {
    if isInList {
      if takeAllocation(line) { return }
      isInList = false
    }
    if line.holds("(localhost)") { return takeLocalhost(line) }
    guard let colon = line.firstIndex(of: ":") else { return }
    let value = line[line.index(after: colon)...].trimmed
    switch line[..<colon] {
    case "KVStore": flush()
    case "IPAM": takeUse(value)
    // Before Cilium 1.6 each family had a line of its own (cilium/cilium#6613).
    case "IPv4 address pool": takeOldUse(.v4, value)
    case "IPv6 address pool": takeOldUse(.v6, value)
    case "Allocated addresses": isInList = current.hasUse
    case "KubeProxyReplacement", "Devices":
      current.nodeAddresses += value.split { $0 == " " || $0 == "[" || $0 == "]" || $0 == "," }
        .compactMap { try? IPAddress(parsing: String($0)) }
    default: break
    }
  }

  /// `IPv4: 4/254 allocated from 10.0.0.0/24, IPv6: 4/254 allocated from fd00::/120`, with a comma
  /// behind it where IPv6 is off.
  private mutating func takeUse(_ value: String) {
    guard value.hasPrefix("IPv4:") || value.hasPrefix("IPv6:") else { return }
    if current.hasUse { flush() }
    current.hasUse = true
    for part in value.split(separator: ",").map(\.trimmed) where !part.isEmpty {
      // Only cluster-pool-v2beta had several blocks in one line.
      if let prefix = try? IPPrefix(maskingHostBits: part), let last = current.uses.indices.last {
        current.uses[last].prefixes.append(prefix)
      } else if part.hasPrefix("IPv4:") || part.hasPrefix("IPv6:") {
        takeFamily(part.hasPrefix("IPv4:") ? .v4 : .v6, part.dropFirst(5).trimmed)
      } else {
        current.oddities.append(part)
      }
    }
  }

  private mutating func takeOldUse(_ family: IPFamily, _ value: String) {
    if current.uses.contains(where: { $0.family == family }) { flush() }
    current.hasUse = true
    takeFamily(family, value)
  }

  /// `4/254 allocated from 10.0.0.0/24`, `2/4 allocated` or `1 IPAM pool(s) available`.
  private mutating func takeFamily(_ family: IPFamily, _ text: String) {
    if text.holds("IPAM pool(s) available") {
      current.mode = "multi-pool"
      return
    }
    // `noOpAllocator.Dump` (Cilium, `pkg/ipam/noop_allocator.go`, 2675098).
    if text.holds("delegated to plugin") {
      current.mode = "delegated-plugin"
      return
    }
    let words = text.split(separator: " ")
    let counts = (words.first ?? "").split(separator: "/").map { UInt128($0) }
    guard words.count >= 2, words[1] == "allocated", counts.count == 2,
      let used = counts[0], let total = counts[1]
    else {
      current.oddities.append(text)
      return
    }
    var use = AgentStatus.Use(family: family, used: used, total: total)
    if words.count == 4, words[2] == "from" {
      if let prefix = try? IPPrefix(maskingHostBits: String(words[3])), prefix.family == family {
        use.prefixes = [prefix]
      } else {
        current.oddities.append(String(words[3]))
      }
    }
    current.uses.append(use)
  }

  /// `10.10.0.61 (kube-system/relay [restored])`, of a named pool `jupiter/192.168.0.15 (...)`
  /// (cilium/cilium#27968); answers false behind the list's end.
  private mutating func takeAllocation(_ line: String) -> Bool {
    guard line.hasSuffix(")"), let open = line.firstIndex(of: "(") else { return false }
    let head = line[..<open].trimmed
    guard !head.isEmpty, !head.holds(":") || head.holds("::") || head.count(of: ":") > 1 else {
      return false
    }
    guard let text = head.split(separator: "/").last,
      let address = try? IPAddress(parsing: String(text))
    else {
      // Cilium 1.6 printed IPv6 addresses as if they were IPv4 ones: `?213c ()` (#9099).
      guard head.hasPrefix("?") else { return false }
      current.oddities.append(line)
      return true
    }
    let inside = line[line.index(after: open)...].dropLast()
    let owner = inside.split(separator: " ").first.map(String.init) ?? ""
    current.allocations.append(.init(address: address, owner: owner))
    return true
  }

  /// `kind/worker (localhost)   172.18.0.2   reachable   reachable`, with a colon where verbose.
  private mutating func takeLocalhost(_ line: String) {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, words[1].hasPrefix("(localhost)") else { return }
    current.node = words[0].split(separator: "/").last.map(String.init)
    guard words.count > 2 else { return }
    // `172.19.0.4,fc00:c111::4` where both families are on (cilium/cilium#33697).
    let addresses = words[2].split(separator: ",").compactMap {
      try? IPAddress(parsing: String($0))
    }
    current.nodeAddresses = addresses + current.nodeAddresses
  }
}

extension String {
  fileprivate func count(of character: Character) -> Int { count { $0 == character } }
}
