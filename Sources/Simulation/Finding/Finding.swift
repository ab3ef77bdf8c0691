public import Addressing
public import Allocation

/// One thing that a question was about.
public struct Finding: Hashable, Sendable {
  /// What kind of thing was found.
  public enum Subject: Hashable, Sendable {
    /// A block of a node.
    case block(IPPrefix, of: NodeID)
    /// A node without a block, or one whose blocks are single addresses.
    case node(NodeID)
    /// An aligned piece of free space that is part of no larger one.
    case free(IPPrefix)
    /// A part of a pool that the modelled system never gives.
    case withheld(IPPrefix)
    /// A claim on addresses, by its place in the list.
    case claim(Int)
    /// What somebody wrote, by its place in the list.
    case annotation(Int)
    /// A pod.
    case pod(PodID)
    /// Several pods of a node, where pods are too many to go through one by one.
    case pods(Int, on: NodeID)
  }

  /// What was found.
  public let subject: Subject
  /// Where it is in the pools; nil for what has no address there.
  public let place: IPPrefix?

  init(_ subject: Subject, at place: IPPrefix?) {
    self.subject = subject
    self.place = place
  }

  /// Kinds in the order in which they are told of at one place, and those of a kind by number.
  private var rank: (kind: Int, number: UInt32) {
    switch subject {
    case .claim(let index): (0, UInt32(truncatingIfNeeded: index))
    case .annotation(let index): (1, UInt32(truncatingIfNeeded: index))
    case .withheld: (2, 0)
    case .free: (3, 0)
    case .block(_, let node): (4, node.rawValue)
    case .node(let node): (5, node.rawValue)
    case .pods(_, let node): (6, node.rawValue)
    case .pod(let pod): (7, pod.rawValue)
    }
  }

  /// The order of addresses, large before small, of two that have a place.
  static func isBefore(_ one: Finding, _ other: Finding) -> Bool {
    guard let left = one.place, let right = other.place else { return false }
    return left == right ? one.rank < other.rank : left < right
  }
}

/// All that a question found, in the order of addresses.
public struct Findings: Sendable {
  /// The question.
  public let query: NodeQuery
  /// The matches in the order of addresses; those without a place in the pools come last.
  public let matches: [Finding]
  /// Matches that have a place.
  public let placed: Int
  /// Things that were held against the question.
  public let candidates: Int
  /// Pods among the matches, whether they are told of one by one or by their nodes.
  public let pods: Int
  /// Whether pods are told of by their nodes.
  public let arePodsGrouped: Bool
  /// The stretches of the matches: they share no address and rise.
  private let spans: [IPRange]

  init(
    query: NodeQuery, matches: [Finding], candidates: Int, pods: Int, arePodsGrouped: Bool,
    extent: [IPPrefix]
  ) {
    self.query = query
    self.candidates = candidates
    self.pods = pods
    self.arePodsGrouped = arePodsGrouped
    let placed = matches.filter { $0.place != nil }.sorted(by: Finding.isBefore)
    self.placed = placed.count
    self.matches = placed + matches.filter { $0.place == nil }
    spans = Self.merged(matches.compactMap(\.place) + extent)
  }

  /// The first match at or after an address, or the first of all where none follows; nil without
  /// a match that has a place.
  public func first(from address: IPAddress) -> Int? {
    guard placed > 0 else { return nil }
    let next = firstIndex(from: address)
    return next < placed ? next : 0
  }

  /// The last match before an address, or the last of all where none precedes; nil without a match
  /// that has a place.
  public func last(before address: IPAddress) -> Int? {
    guard placed > 0 else { return nil }
    let next = firstIndex(from: address)
    return next > 0 ? next - 1 : placed - 1
  }

  /// How many matches lie before an address.
  private func firstIndex(from address: IPAddress) -> Int {
    var (low, high) = (0, placed)
    while low < high {
      let middle = (low + high) / 2
      if matches[middle].place.map({ $0.base < address }) ?? false {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Whether a match is that one address, as a pod is.
  public func isMatch(_ address: IPAddress) -> Bool {
    var index = firstIndex(from: address)
    while index < placed, let place = matches[index].place, place.base == address {
      if place.hostBits == 0 { return true }
      index += 1
    }
    return false
  }

  /// Whether any of the matches shares an address with the prefix.
  public func touches(_ prefix: IPPrefix) -> Bool {
    let (first, last) = (prefix.base, prefix.last)
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].upper < first { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].lower <= last
  }

  private static func merged(_ prefixes: [IPPrefix]) -> [IPRange] {
    var spans: [IPRange] = []
    for prefix in prefixes.sorted(by: { $0.base < $1.base }) {
      guard let last = spans.last, last.lower.family == prefix.family,
        prefix.base <= last.upper
      else {
        spans.append(IPRange(prefix.base, prefix.last))
        continue
      }
      if prefix.last > last.upper { spans[spans.count - 1] = IPRange(last.lower, prefix.last) }
    }
    return spans
  }
}
