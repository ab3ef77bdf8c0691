import Addressing

/// A walk along a row of units from a place on, over the end and round, to the first that is free:
/// blocks of a pool, addresses of a block.
struct RowSearch {
  /// Which units are taken.
  let taken: AddressBitmap
  /// Where the walk begins; a place beyond the row is its beginning.
  let start: Int
  /// Who has a unit, as half a sentence.
  let holder: (Int) -> String
  /// A unit as people name it, its place in the row with it.
  let name: (Int) -> String

  /// Units passed over that are listed one by one.
  static let listed = 6

  init(
    _ taken: AddressBitmap, from start: Int, name: @escaping (Int) -> String,
    holder: @escaping (Int) -> String
  ) {
    self.taken = taken
    self.start = taken.count > 0 && start >= 0 && start < taken.count ? start : 0
    self.name = name
    self.holder = holder
  }

  /// The first free unit.
  var found: Int? { taken.count == 0 ? nil : taken.firstClear(wrappingFrom: start) }

  /// Taken units before it.
  var passed: Int {
    guard let found else { return taken.count }
    return (found - start + taken.count) % taken.count
  }

  /// Whether the walk goes over the end of the row.
  var wraps: Bool { found.map { $0 < start } ?? (start > 0) }
}

extension Explanation {
  /// What a walk looks at: the units it passes over, with who has them, and the free one it ends at.
  mutating func add(_ search: RowSearch, isGiven: (Int) -> Bool) {
    let passed = search.passed
    let listed = passed <= RowSearch.listed + 1 ? passed : RowSearch.listed
    for step in 0..<listed {
      let place = (search.start + step) % search.taken.count
      add(Candidate(search.name(place), found: search.holder(place)))
    }
    if listed < passed {
      let first = (search.start + listed) % search.taken.count
      let last = (search.start + passed - 1) % search.taken.count
      let round = last < first ? ", over the end and round" : ""
      add(
        Candidate(
          "\(search.name(first)) to \(search.name(last))",
          found: "the next \(passed - listed), all taken\(round)"))
    }
    guard let found = search.found else { return }
    let isTaken = isGiven(found)
    add(
      Candidate(
        search.name(found), found: isTaken ? "free" : "free, and not given after all",
        isTaken: isTaken))
  }
}

extension Cluster {
  /// Who has a block, as half a sentence.
  func holderText(of block: IPPrefix) -> String {
    let names = ledger.holders(of: block.base).compactMap { nodes[$0]?.name }
    if let first = names.first {
      return names.count > 1 ? "taken by \(first) and \(names.count - 1) more" : "taken by \(first)"
    }
    if mode.withheld.contains(where: { $0.overlaps(block) }) { return "withheld from nodes" }
    return "taken"
  }

  /// Who has an address of a node's books, as half a sentence.
  func holderText(at offset: Int, of range: BlockAddresses, on node: Node) -> String {
    let address = range.address(at: offset)
    if let role = range.role(of: address) { return "taken: the agent's \(role.rawValue) address" }
    if let borrower = range.borrower(of: offset).flatMap({ nodes[$0] }) {
      return "lent to a pod of \(borrower.name)"
    }
    if range.isKept(offset) { return "kept from pods" }
    for id in node.pods where pods.status(of: id).isRunning && pods.holds(address, id) {
      if let pod = pods[id] { return "taken by \(pod.name)" }
    }
    return "taken"
  }
}

extension Counted {
  /// `1 prefix`, `3 prefixes`.
  static func of(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }
}
