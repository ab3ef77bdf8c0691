public import Addressing
import HashTreeCollections

/// The addresses that something outside of Cilium has written to a node's object
/// (`spec.ipam.pool`), with the owners it has pinned some of them to.
///
/// Cilium 1.19, `pkg/ipam/crd.go`.
public struct CRDPool: Hashable, Sendable {
  private var owners: TreeDictionary<IPAddress, String> = [:]

  /// No address.
  public init() {}

  /// The addresses, in order.
  public var addresses: [IPAddress] { owners.keys.sorted() }

  /// How many addresses of one family there are.
  public func count(_ family: IPFamily) -> Int { owners.keys.count { $0.family == family } }

  /// Whether the node may give `address`.
  public func contains(_ address: IPAddress) -> Bool { owners[address] != nil }

  /// Whom `address` is pinned to: nobody when empty, nil when it is not there.
  public subscript(address: IPAddress) -> String? {
    get { owners[address] }
    set { owners[address] = newValue }
  }

  /// The address for `owner`: the one pinned to it, else one of those that are free and pinned to
  /// nobody, in the order of a Go map, which is random.
  ///
  /// A pinned address is given whether it is in use or not, as in Cilium. `draw` chooses among so
  /// many.
  public func next(
    for owner: String, _ family: IPFamily, isTaken: (IPAddress) -> Bool, draw: (Int) -> Int
  ) throws(CRDError) -> IPAddress {
    let candidates = addresses.filter { $0.family == family }
    if !owner.isEmpty, let pinned = candidates.first(where: { owners[$0] == owner }) {
      return pinned
    }
    let free = candidates.filter { owners[$0] == "" && !isTaken($0) }
    guard !free.isEmpty else { throw .noneLeft }
    return free[draw(free.count)]
  }

  /// Whether one address can be given; the owner it is pinned to is not looked at, as in Cilium.
  public func check(_ address: IPAddress, isTaken: Bool) throws(CRDError) {
    if isTaken { throw .inUse }
    guard !owners.isEmpty else { throw .empty }
    guard contains(address) else { throw .notAvailable(address) }
  }
}

/// An agent of the mode `crd` on one node, alone: the node's pool and what is given of it.
public struct CRDAllocator: Sendable {
  /// The node's object.
  public var pool = CRDPool()
  private var allocated: TreeDictionary<IPAddress, String> = [:]
  private var generator: SeededGenerator

  /// An agent with nothing to give.
  public init(seed: UInt64 = 1) {
    generator = SeededGenerator(seed: seed)
  }

  /// Gives `owner` the address it names.
  public mutating func allocate(_ address: IPAddress, owner: String) throws(CRDError) {
    try pool.check(address, isTaken: allocated[address] != nil)
    allocated[address] = owner
  }

  /// Gives `owner` an address.
  public mutating func allocateNext(
    _ family: IPFamily, owner: String
  ) throws(CRDError) -> IPAddress {
    var generator = generator
    let address = try pool.next(
      for: owner, family, isTaken: { allocated[$0] != nil },
      draw: { generator.int(in: 0..<$0) })
    self.generator = generator
    allocated[address] = owner
    return address
  }

  /// Takes an address back.
  public mutating func release(_ address: IPAddress) throws(CRDError) {
    guard allocated[address] != nil else { throw .notAllocated(address) }
    allocated[address] = nil
  }

  /// Who holds an address.
  public func owner(of address: IPAddress) -> String? { allocated[address] }

  /// What `cilium-dbg status` prints for one family.
  public func statusText(_ family: IPFamily) -> String {
    "\(allocated.keys.count { $0.family == family })/\(pool.count(family)) allocated"
  }
}

/// How many addresses the agent of the mode `crd` waits for before it starts
/// (Cilium 1.19, `pkg/ipam/crd.go`, `hasMinimumIPsInPool`).
public enum CRDStart {
  /// The minimum set on the node, else its pre-allocation, else two for router and health, else one.
  public static func required(minAllocate: Int, preAllocate: Int, hasHealth: Bool) -> Int {
    if minAllocate != 0 { return minAllocate }
    if preAllocate != 0 { return preAllocate }
    return hasHealth ? 2 : 1
  }
}

/// Why the agent of the mode `crd` refuses; the texts are Cilium's own (`pkg/ipam/crd.go`).
public enum CRDError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Somebody has the address.
  case inUse
  /// The node's pool is not there at all.
  case empty
  /// The address is not in the node's pool.
  case notAvailable(IPAddress)
  /// Nothing is left.
  case noneLeft
  /// An address is given back that nobody has.
  case notAllocated(IPAddress)

  /// The real system's text.
  public var description: String {
    switch self {
    case .inUse: "IP already in use"
    case .empty: "No IPs available"
    case .notAvailable(let address): "IP \(address) is not available"
    case .noneLeft:
      "no IPs currently available on the node, allocation will be retried once IPs are added to "
        + "CiliumNode spec.ipam.pool"
    case .notAllocated(let address): "IP \(address) is not allocated"
    }
  }
}
