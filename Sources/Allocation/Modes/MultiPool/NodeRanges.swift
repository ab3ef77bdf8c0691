import Addressing
import HashTreeCollections

/// The addresses of a cluster's node as its multi-pool agent sees them: by pool and CIDR.
///
/// The node keeps one book for each stretch of address space. Where two pools bring it the same or
/// nested CIDRs they share the book, and who took what of it is noted beside it.
///
///     pools    default ████████████████    twin ████
///     books    ████████████████            one book of the larger CIDR
struct NodeRanges: PodRanges {
  /// A CIDR of a pool.
  struct Share: Hashable, Sendable {
    let pool: String
    let cidr: IPPrefix
  }

  /// The node's books, taken from the node while this is in use.
  private(set) var books: [BlockAddresses] = []
  /// The CIDRs in the order in which they came.
  private(set) var shares: [Share] = []
  /// Which pool took an address, where two pools share a book.
  private var takers: TreeDictionary<IPAddress, String> = [:]
  private(set) var draws: UInt64 = 0
  private var stream: UInt64 = 0
  private var seed: UInt64 = 0
  private var rules: ScanRules

  /// How an agent scans.
  struct ScanRules: Hashable, Sendable {
    var scansAtRandom = true
    var smallBlocksUsable = true
  }

  init(rules: ScanRules) {
    self.rules = rules
  }

  /// Takes the books off the node; the node has none until they are put back.
  mutating func take(from node: inout Node, seed: UInt64, rules: ScanRules) {
    books = node.ranges
    node.ranges = []
    draws = node.draws
    stream = node.stream
    self.seed = seed
    self.rules = rules
  }

  /// Puts the books back, with the CIDRs they are for.
  mutating func put(into node: inout Node) {
    node.ranges = books
    node.draws = draws
    let blocks = maximalCIDRs
    if node.blocks != blocks { node.blocks = blocks }
    books = []
  }

  /// The CIDRs that lie in no other of the node's, each once: IPv4 first, as the object lists them.
  var maximalCIDRs: [IPPrefix] {
    guard shares.count > 1 else { return shares.map(\.cidr) }
    let ordered = shares.sorted {
      if $0.cidr.family != $1.cidr.family { return $0.cidr.family == .v4 }
      if $0.pool != $1.pool { return $0.pool < $1.pool }
      return PoolAllocation.isBefore($0.cidr, $1.cidr)
    }
    var maximal: [IPPrefix] = []
    for share in ordered where !maximal.contains(share.cidr) {
      let isInside = shares.contains { $0.cidr != share.cidr && $0.cidr.contains(share.cidr) }
      if !isInside { maximal.append(share.cidr) }
    }
    return maximal
  }

  private func book(of cidr: IPPrefix) -> Int? {
    books.firstIndex { $0.prefix == cidr } ?? books.firstIndex { $0.prefix.contains(cidr) }
  }

  /// Whether another pool's CIDR reaches into this one.
  private func isShared(_ cidr: IPPrefix) -> Bool {
    guard shares.count > 1 else { return false }
    return shares.count { $0.cidr.overlaps(cidr) } > 1
  }

  /// The offsets of a book at which a CIDR's usable addresses lie.
  private func window(_ cidr: IPPrefix, in book: BlockAddresses) -> Range<Int>? {
    if book.prefix == cidr { return 0..<book.usable }
    let own = BlockAddresses(cidr, smallBlocksUsable: rules.smallBlocksUsable)
    guard own.usable > 0, let low = book.offset(of: own.firstUsable) else { return nil }
    return low..<min(book.usable, low + own.usable)
  }

  func used(_ cidr: IPPrefix, of pool: String) -> Int {
    guard let index = book(of: cidr) else { return 0 }
    guard isShared(cidr) else { return books[index].usable - books[index].free }
    return takers.count { $0.value == pool && cidr.contains($0.key) }
  }

  func free(_ cidr: IPPrefix, of pool: String) -> Int {
    guard let index = book(of: cidr), let window = window(cidr, in: books[index]) else { return 0 }
    return window.count - books[index].taken.population(in: window)
  }

  mutating func takeNext(
    in cidr: IPPrefix, of pool: String
  ) throws(HostScopeError) -> IPAddress {
    guard let index = book(of: cidr), let window = window(cidr, in: books[index]),
      !window.isEmpty
    else { throw .full }
    let start =
      rules.scansAtRandom
      ? AddressScan.start(
        seed: seed, stream: stream, draw: draws, family: cidr.family, usable: window.count) : 0
    guard
      let offset = books[index].taken.firstClear(
        wrappingFrom: window.lowerBound + start, in: window)
    else { throw .full }
    let address = books[index].address(at: offset)
    try books[index].allocate(address)
    draws += 1
    if isShared(cidr) { takers[address] = pool }
    return address
  }

  mutating func take(
    _ address: IPAddress, in cidr: IPPrefix, of pool: String
  ) throws(HostScopeError) {
    guard let index = book(of: cidr), let window = window(cidr, in: books[index]),
      let offset = books[index].offset(of: address), window.contains(offset)
    else { throw .notInRange(cidr) }
    try books[index].allocate(address)
    draws += 1
    if isShared(cidr) { takers[address] = pool }
  }

  mutating func release(_ address: IPAddress, in cidr: IPPrefix, of pool: String) {
    if let index = book(of: cidr) { books[index].release(address) }
    takers[address] = nil
  }

  /// Forgets who took an address that the node's books have free again.
  mutating func forget(_ address: IPAddress) {
    if !takers.isEmpty { takers[address] = nil }
  }

  /// Notes the address that the agent has just taken as its own.
  mutating func assign(_ address: IPAddress, to role: InfrastructureRole) {
    for index in books.indices {
      guard let offset = books[index].offset(of: address) else { continue }
      books[index].assign(offset, to: role)
      return
    }
  }

  /// Whether the agent has an address of one kind in one family.
  func has(_ role: InfrastructureRole, _ family: IPFamily) -> Bool {
    books.contains { $0.prefix.family == family && $0.address(of: role) != nil }
  }
}

extension NodeRanges {
  mutating func open(_ cidr: IPPrefix, of pool: String) {
    guard !shares.contains(Share(pool: pool, cidr: cidr)) else { return }
    for other in shares where other.cidr.overlaps(cidr) && !isShared(other.cidr) {
      noteTaker(other)
    }
    shares.append(Share(pool: pool, cidr: cidr))
    arrangeBooks()
  }

  mutating func close(_ cidr: IPPrefix, of pool: String) {
    shares.removeAll { $0.pool == pool && $0.cidr == cidr }
    arrangeBooks()
    let gone = takers.keys.filter { address in
      shares.count { $0.cidr.contains(address) } < 2
    }
    for address in gone { takers[address] = nil }
  }

  /// Whether some CIDR of another pool overlaps one of `pool`'s: in Cilium their pods would collide.
  func sharedCIDR(of pool: String) -> IPPrefix? {
    shares.first { share in
      share.pool == pool
        && shares.contains { $0.pool != pool && $0.cidr.overlaps(share.cidr) }
    }?.cidr
  }

  private mutating func noteTaker(_ share: Share) {
    guard let index = book(of: share.cidr) else { return }
    let book = books[index]
    book.taken.forEachSet { takers[book.address(at: $0)] = share.pool }
  }

  /// One book for each maximal CIDR, with everything that the books before had taken.
  private mutating func arrangeBooks() {
    let wanted = maximalCIDRs
    if wanted == books.map(\.prefix) { return }
    let before = books
    books = wanted.map { cidr in
      if let book = before.first(where: { $0.prefix == cidr }) { return book }
      let book = BlockAddresses(cidr, smallBlocksUsable: rules.smallBlocksUsable)
      let old = before.filter { $0.prefix.overlaps(cidr) }
      // Two pools' ideas of what can be given differ at the edges: then every address counts.
      return book.takingOver(old) ?? BlockAddresses(all: cidr).takingOver(old) ?? book
    }
  }
}

extension BlockAddresses {
  /// This book with all that lies in it of others; nil if it cannot hold one of them.
  fileprivate func takingOver(_ others: [BlockAddresses]) -> BlockAddresses? {
    var book = self
    for other in others {
      if prefix.contains(other.prefix), other.usable > 0 {
        let last = other.address(at: other.usable - 1)
        guard offset(of: other.firstUsable) != nil, offset(of: last) != nil else { return nil }
      }
      var fits = true
      other.taken.forEachSet { offset in
        let address = other.address(at: offset)
        guard prefix.contains(address) else { return }
        if self.offset(of: address) == nil { fits = false }
        try? book.allocate(address)
      }
      guard fits else { return nil }
      for role in InfrastructureRole.allCases {
        if let own = other.address(of: role), let offset = offset(of: own) {
          book.assign(offset, to: role)
        }
      }
    }
    return book
  }
}
