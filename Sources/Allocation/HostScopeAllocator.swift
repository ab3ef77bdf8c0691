public import Addressing
import HashTreeCollections

/// Cilium's agent as its own callers see it: addresses with owners, exclusions and timers.
///
/// The rules and texts are those of Cilium 1.19 (`pkg/ipam/allocator.go`, `ipam.go`,
/// `hostscope.go`, `pkg/ip/ip.go`). A cluster keeps no owners: its pods are their own record. This
/// value answers what `cilium-dbg status` and the CNI plugin are told, on one node.
public struct HostScopeAllocator: Sendable {
  /// The pool every address of this allocator belongs to.
  public static let defaultPool = "default"

  /// An address as the owner tables know it.
  private struct Key: Hashable {
    let pool: String
    let address: IPAddress
  }

  private struct Timer {
    let token: UInt64
    let expiry: Duration
  }

  /// The IPv4 addresses, if IPv4 is on.
  public private(set) var v4: BlockAddresses?
  /// The IPv6 addresses, if IPv6 is on.
  public private(set) var v6: BlockAddresses?
  private var owners: TreeDictionary<Key, String> = [:]
  private var exclusions: TreeDictionary<Key, String> = [:]
  private var timers: TreeDictionary<Key, Timer> = [:]
  private var timersStarted: UInt64 = 0
  private var generator: SeededGenerator
  /// How much simulated time has passed.
  public private(set) var now = Duration.zero

  /// An agent on the first block of each family in `blocks`.
  public init(_ blocks: [IPPrefix], seed: UInt64 = 1, smallBlocksUsable: Bool = true) {
    func range(_ family: IPFamily) -> BlockAddresses? {
      blocks.first { $0.family == family }
        .map { BlockAddresses($0, smallBlocksUsable: smallBlocksUsable) }
    }
    v4 = range(.v4)
    v6 = range(.v6)
    generator = SeededGenerator(seed: seed)
  }

  /// The addresses of one family.
  public private(set) subscript(family: IPFamily) -> BlockAddresses? {
    get { family == .v4 ? v4 : v6 }
    set { if family == .v4 { v4 = newValue } else { v6 = newValue } }
  }

  /// Who holds `address`.
  public func owner(of address: IPAddress, pool: String = defaultPool) -> String? {
    owners[Key(pool: pool, address: address)]
  }

  /// Keeps `address` from being given; it is not taken until a draw hits it.
  public mutating func exclude(
    _ address: IPAddress, owner: String, pool: String = defaultPool
  ) {
    exclusions[Key(pool: pool, address: address)] = owner
  }

  /// Gives `owner` the address it names.
  public mutating func allocate(
    _ address: IPAddress, owner: String, pool: String = defaultPool
  ) throws(AgentError) {
    guard !pool.isEmpty else { throw .poolMissing(address, owner: owner) }
    let key = Key(pool: pool, address: address)
    if let holder = exclusions[key] { throw .excluded(address, owner: holder) }
    guard var range = self[address.family] else { throw .disabled(address.family) }
    self[address.family] = nil
    defer { self[address.family] = range }
    do {
      try range.allocate(address)
    } catch {
      throw .range(error)
    }
    owners[key] = owner
  }

  /// Gives `owner` an address of one family, searching from `start` or from a random one.
  ///
  /// A draw that hits an excluded address burns it and is repeated.
  public mutating func allocateNext(
    _ family: IPFamily, owner: String, pool: String = defaultPool, from start: Int? = nil
  ) throws(AgentError) -> IPAddress {
    guard var range = self[family] else { throw .unavailable(family) }
    self[family] = nil
    defer { self[family] = range }
    while true {
      let from = start ?? (range.usable > 0 ? generator.int(in: 0..<range.usable) : 0)
      let offset: Int
      do {
        offset = try range.allocateNext(from: from)
      } catch {
        throw .range(error)
      }
      let address = range.address(at: offset)
      let key = Key(pool: pool, address: address)
      guard exclusions[key] != nil else {
        owners[key] = owner
        return address
      }
      owners[key] = "\(owner) (excluded)"
    }
  }

  /// Gives `owner` an address of every family: IPv6 first, given back if IPv4 has none.
  public mutating func allocateNext(owner: String) throws(AgentError) -> [IPAddress] {
    var given: [IPAddress] = []
    if v6 != nil { given.append(try allocateNext(.v6, owner: owner)) }
    if v4 != nil {
      do {
        given.append(try allocateNext(.v4, owner: owner))
      } catch {
        for address in given { try release(address) }
        throw error
      }
    }
    return given
  }

  /// Takes `address` back, with its owner and its timer; one never given is let pass silently.
  public mutating func release(
    _ address: IPAddress, pool: String = defaultPool
  ) throws(AgentError) {
    guard !pool.isEmpty else { throw .poolMissingForRelease(address) }
    guard self[address.family] != nil else { throw .disabled(address.family) }
    self[address.family]?.release(address)
    let key = Key(pool: pool, address: address)
    owners[key] = nil
    timers[key] = nil
  }
}

extension HostScopeAllocator {
  /// Releases `address` after `timeout`, unless the timer is stopped with the token answered.
  public mutating func startExpirationTimer(
    _ address: IPAddress, pool: String = defaultPool, after timeout: Duration
  ) throws(AgentError) -> UInt64 {
    let key = Key(pool: pool, address: address)
    guard timers[key] == nil else { throw .timerRegistered }
    timersStarted += 1
    timers[key] = Timer(token: timersStarted, expiry: now + timeout)
    return timersStarted
  }

  /// Stops a timer: the address stays with its owner.
  public mutating func stopExpirationTimer(
    _ address: IPAddress, pool: String = defaultPool, token: UInt64
  ) throws(AgentError) {
    let key = Key(pool: pool, address: address)
    guard let timer = timers[key] else { throw .noTimer }
    guard timer.token == token else { throw .timerMismatch }
    timers[key] = nil
  }

  /// Lets simulated time pass; answers the addresses released, the earliest timer first.
  public mutating func advance(by duration: Duration) -> [IPAddress] {
    now += duration
    let due = timers.filter { $0.value.expiry <= now }
      .map { (key: $0.key, timer: $0.value) }
      .sorted { ($0.timer.expiry, $0.timer.token) < ($1.timer.expiry, $1.timer.token) }
    for entry in due {
      self[entry.key.address.family]?.release(entry.key.address)
      owners[entry.key] = nil
      timers[entry.key] = nil
    }
    return due.map(\.key.address)
  }

  /// What `cilium-dbg status` prints after `IPAM:`.
  public var statusText: String {
    let parts = IPFamily.allCases.map { family in
      self[family].map { "\(family): \($0.statusText)" } ?? ""
    }
    return parts.joined(separator: ", ")
  }

  /// The addresses `cilium-dbg status --verbose` lists as allocated, with their owners.
  ///
  /// Cilium prints the block's address plus one plus the offset, which is one too high for blocks
  /// of one or two addresses; their owners are then not found.
  public var dump: [(address: IPAddress, owner: String)] {
    IPFamily.allCases.flatMap { family -> [(address: IPAddress, owner: String)] in
      guard let range = self[family] else { return [] }
      var lines: [(address: IPAddress, owner: String)] = []
      range.taken.forEachSet { offset in
        let bits = range.prefix.base.bits + UInt128(offset) + 1
        let address = IPAddress(family, bits: bits)
        lines.append((address, owner(of: address) ?? ""))
      }
      return lines
    }
  }
}

extension BlockAddresses {
  /// The numerator, denominator and block of `cilium-dbg status`.
  ///
  /// The denominator is 2^host bits - 2 of the block, however many of them the agent manages: 0 for
  /// blocks of one or two addresses, 2^64 - 2 for a /64 (`pkg/ip/ip.go`, `CountIPsInCIDR`).
  public var statusText: String {
    let denominator = prefix.size > 2 ? prefix.size - 2 : 0
    return "\(usable - free)/\(denominator) allocated from \(prefix)"
  }
}

/// Why an agent refuses a call; the texts are Cilium's own (`pkg/ipam/allocator.go`).
public enum AgentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The block refuses.
  case range(HostScopeError)
  /// The address must not be given.
  case excluded(IPAddress, owner: String)
  /// The caller did not name a pool.
  case poolMissing(IPAddress, owner: String)
  /// The caller of a release did not name a pool.
  case poolMissingForRelease(IPAddress)
  /// The family of the address is off.
  case disabled(IPFamily)
  /// The family asked for is off.
  case unavailable(IPFamily)
  /// The address has a timer already.
  case timerRegistered
  /// The address has no timer.
  case noTimer
  /// The timer belongs to another allocation.
  case timerMismatch

  /// The real system's text.
  public var description: String {
    switch self {
    case .range(let error): error.description
    case .excluded(let address, let owner): "IP \(address) is excluded, owned by \(owner)"
    case .poolMissing(let address, let owner):
      "unable to restore IP \(address) for \"\(owner)\": pool name must be provided"
    case .poolMissingForRelease(let address): "no IPAM pool provided for IP release of \(address)"
    case .disabled(let family): "\(family) allocation disabled"
    case .unavailable(let family): "\(family == .v4 ? "ipv4" : "ipv6") allocator not available"
    case .timerRegistered: "expiration timer already registered"
    case .noTimer: "no expiration timer registered"
    case .timerMismatch: "UUID mismatch, not stopping expiration timer"
    }
  }
}
