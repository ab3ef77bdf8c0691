public import Addressing

/// Calico's global IPAM configuration; the defaults are those of a cluster that has none.
public struct CalicoConfiguration: Hashable, Sendable {
  /// Whether a host gives addresses of its own blocks only.
  public var strictAffinity = false
  /// Whether a host claims blocks by itself.
  public var autoAllocateBlocks = true
  /// The most blocks a host may have; 0 for Calico's own limit of 20.
  public var maxBlocksPerHost = 0
  /// How long a released address is not given again.
  public var cooldown = Duration.zero

  /// Calico's limit where none is set (`autoAssign` in `libcalico-go/lib/ipam/ipam.go`).
  public static let standardMaxBlocks = 20

  /// The configuration of a cluster that has none.
  public init() {}

  /// The limit of blocks that is in force for a request with a limit of its own, 0 for none.
  public func effectiveMaxBlocks(requested: Int = 0) -> Int {
    var limit = requested
    if maxBlocksPerHost > 0, limit > 0 {
      limit = min(limit, maxBlocksPerHost)
    } else if limit == 0 {
      limit = maxBlocksPerHost
    }
    return limit == 0 ? Self.standardMaxBlocks : limit
  }

  /// Refuses what `SetIPAMConfig` refuses.
  func check() throws(CalicoError) {
    if !strictAffinity, !autoAllocateBlocks { throw .neitherStrictNorAutomatic }
    if maxBlocksPerHost > 0, !strictAffinity { throw .limitNeedsStrict }
  }
}

/// A host's claim on a block.
public struct CalicoAffinity: Hashable, Sendable {
  /// The block.
  public let cidr: IPPrefix
  /// How far the claim has come.
  public internal(set) var state: State

  /// How far a claim has come.
  public enum State: String, Hashable, Sendable {
    /// The host means to have the block and has not written it yet.
    case pending
    /// The host has the block.
    case confirmed
  }

  /// The part of the object's name that decides its place in a list: the API server lists by name.
  ///
  /// 192.168.100.0/26 thus comes before 192.168.82.0/26 (`CIDRToName` in
  /// `libcalico-go/lib/names/cidr.go`).
  var listName: String {
    String(cidr.description.map { ".:/".contains($0) ? "-" : $0 })
  }
}

/// What calls have done, for those who keep an account.
public struct CalicoEffects: Hashable, Sendable {
  /// Blocks that changed hands, in order.
  public internal(set) var changes: [Change] = []
  /// Writes to the datastore.
  public internal(set) var writes = 0

  /// A block that changed hands.
  public enum Change: Hashable, Sendable {
    /// A host has claimed a block.
    case claimed(IPPrefix, by: String)
    /// A block was taken from a host and deleted, being empty.
    case deleted(IPPrefix, of: String?)
    /// A block with addresses in use has lost its host.
    case orphaned(IPPrefix, of: String)
  }
}

/// What comes of asking for addresses.
public struct CalicoAssignments: Hashable, Sendable {
  /// How many were asked for.
  public let requested: Int
  /// The family.
  public let family: IPFamily
  /// The addresses given.
  public internal(set) var addresses: [IPAddress] = []
  /// Why there are not more.
  public internal(set) var messages: [String] = []
  /// What ended the search, if an error did.
  public internal(set) var error: CalicoError?

  mutating func add(_ message: String) {
    if !messages.contains(message) { messages.append(message) }
  }

  /// What a pod is told, in the words of Calico's CNI plugin; nil when all addresses were given.
  public var refusal: String? {
    if let error { return error.description }
    guard addresses.count < requested else { return nil }
    let start =
      "failed to request \(family) addresses: Assigned \(addresses.count) out of \(requested) "
      + "requested \(family) addresses"
    return ([start] + messages).joined(separator: "; ")
  }
}

/// What Calico's IPAM answers when it cannot; its own texts.
public enum CalicoError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The host has as many blocks as it may.
  case blockLimit
  /// There is no pool of the family, or its blocks are too small for the host.
  case noQualifiedPool
  /// The request names a pool that is not there.
  case noSuchPool(IPPrefix)
  /// No block may be claimed by itself, and the host's own are full.
  case cannotClaim
  /// The address lies in no pool.
  case notInPool
  /// Somebody has the address, or it cools down.
  case alreadyAssigned(IPAddress)
  /// The block is another host's, and affinity is strict.
  case otherHost
  /// The block is nobody's, and affinity is strict.
  case noAffinity(IPPrefix)
  /// A CIDR lies in no pool.
  case outsidePools(IPPrefix)
  /// A CIDR is smaller than a block.
  case smallerThanBlock(IPPrefix)
  /// A block must be empty to be released and is not.
  case notEmpty(IPPrefix)
  /// A block is another host's.
  case claimed(IPPrefix, by: String?)
  /// The configuration lets a host neither claim blocks nor borrow addresses.
  case neitherStrictNorAutomatic
  /// A limit of blocks is set where hosts may borrow.
  case limitNeedsStrict

  /// The real system's text.
  public var description: String {
    switch self {
    case .blockLimit: "cannot allocate new block due to per host block limit"
    case .noQualifiedPool: "cannot find a qualified ippool"
    case .noSuchPool(let cidr): "the given pool (\(cidr)) does not exist, or is not enabled"
    case .cannotClaim: "failed to find or claim a block"
    case .notInPool: "The provided IP address is not in a configured pool"
    case .alreadyAssigned(let address):
      "resource already exists: \(address) with error: Address already assigned in block"
    case .otherHost: "Block host affinity does not match"
    case .noAffinity(let cidr): "Attempt to assign from block \(cidr) with no affinity"
    case .outsidePools(let cidr):
      "The requested CIDR (\(cidr)) is not within any configured pools."
    case .smallerThanBlock(let cidr): "The requested CIDR (\(cidr)) is smaller than the minimum."
    case .notEmpty(let cidr): "block '\(cidr)' is not empty"
    case .claimed(let cidr, let host):
      "\(cidr) already claimed" + (host.map { " by host:\($0)" } ?? "")
    case .neitherStrictNorAutomatic:
      "Cannot disable 'StrictAffinity' and 'AutoAllocateBlocks' at the same time"
    case .limitNeedsStrict: "MaxBlocksPerHost requires StrictAffinity to be enabled"
    }
  }
}
