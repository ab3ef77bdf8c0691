public import Addressing

/// The controller that gives nodes pod CIDRs out of ClusterCIDRs chosen by the nodes' labels.
///
/// kubernetes-sigs/node-ipam-controller v0.2.0, `multi_cidr_range_allocator.go` and
/// `multi_cidr_priority_queue.go`: the heir of Kubernetes' MultiCIDRRangeAllocator (KEP-2593), and
/// the nearest relative that nodes have to Cilium's multi-pool for pods.
public struct NodeIPAMController: Hashable, Sendable {
  /// The ClusterCIDRs, in the order of creation.
  public private(set) var ranges: [Entry] = []

  /// A ClusterCIDR at work.
  public struct Entry: Hashable, Sendable {
    /// The object.
    public let cidr: ClusterCIDR
    /// Blocks of IPv4, if it has any.
    public internal(set) var v4: MultiCIDRSet?
    /// Blocks of IPv6, if it has any.
    public internal(set) var v6: MultiCIDRSet?
    /// The nodes that have blocks of it, in the order they came.
    public internal(set) var nodes: [String] = []
    /// Whether it was deleted and only stays for its nodes.
    public internal(set) var isTerminating = false

    var selector: NodeSelector { cidr.selector ?? .catchAll }

    /// Nodes it could serve if all were free: the fewer blocks of its families.
    public var maxAllocatable: Int { min(v4?.maxCIDRs ?? .max, v6?.maxCIDRs ?? .max) }

    var nodeMask: Int { v4?.nodeMask ?? v6?.nodeMask ?? 0 }

    var label: String { (v4 ?? v6)?.cluster.description ?? "" }

    init(_ cidr: ClusterCIDR) throws(MultiCIDRSetError) {
      self.cidr = cidr
      if let prefix = cidr.v4 {
        v4 = try MultiCIDRSet(prefix, perNodeHostBits: cidr.perNodeHostBits)
      }
      if let prefix = cidr.v6 {
        v6 = try MultiCIDRSet(prefix, perNodeHostBits: cidr.perNodeHostBits)
      }
    }
  }

  /// A controller without any ClusterCIDR.
  public init() {}

  /// Adds a ClusterCIDR; one of the same name and selector is left as it is.
  public mutating func add(_ cidr: ClusterCIDR) throws(NodeIPAMError) {
    do {
      let entry = try Entry(cidr)
      guard !ranges.contains(where: { $0.cidr.name == cidr.name && $0.selector == entry.selector })
      else { return }
      ranges.append(entry)
    } catch {
      throw .invalid(error)
    }
  }

  /// Deletes a ClusterCIDR: at once if no node has blocks of it, else when the last one has gone.
  public mutating func delete(_ name: String) throws(NodeIPAMError) {
    for index in ranges.indices.reversed() where ranges[index].cidr.name == name {
      ranges[index].isTerminating = true
      guard ranges[index].nodes.isEmpty else { throw .inUse(name) }
      ranges.remove(at: index)
    }
  }

  /// The ClusterCIDRs that may serve a node, the preferred one first; those without a selector last.
  public func candidates(for labels: [String: String]) -> [ClusterCIDR] {
    order(for: labels, terminating: false).map { ranges[$0].cidr }
  }

  private func order(for labels: [String: String], terminating: Bool) -> [Int] {
    let matching = ranges.indices.filter {
      ranges[$0].selector.matches(labels) && (terminating || !ranges[$0].isTerminating)
    }
    // The catch-alls follow in the order of creation, terminating or not.
    return matching.sorted { ranges[$0].isPreferred(to: ranges[$1]) }
      + ranges.indices.filter { ranges[$0].selector == .catchAll && !matching.contains($0) }
  }
}

extension NodeIPAMController.Entry {
  /// The order of `PriorityQueue.Less`: more requirements met, fewer blocks in all, the smaller
  /// block, the lower selector text, the lower CIDR text.
  func isPreferred(to other: Self) -> Bool {
    if selector.requirements.count != other.selector.requirements.count {
      return selector.requirements.count > other.selector.requirements.count
    }
    if maxAllocatable != other.maxAllocatable { return maxAllocatable < other.maxAllocatable }
    if nodeMask != other.nodeMask { return nodeMask > other.nodeMask }
    let (mine, theirs) = (selector.description, other.selector.description)
    // Go compares strings by bytes.
    if mine != theirs { return mine.utf8.lexicographicallyPrecedes(theirs.utf8) }
    return label.utf8.lexicographicallyPrecedes(other.label.utf8)
  }
}

extension NodeIPAMController {
  /// Gives a node blocks of the first ClusterCIDR that has one in each of its families.
  ///
  /// If IPv4 is had and IPv6 is full, the next ClusterCIDR is tried and the IPv4 block of the first
  /// stays taken, as in the controller.
  public mutating func allocate(
    _ node: String, labels: [String: String] = [:]
  ) throws(NodeIPAMError) -> [IPPrefix] {
    for index in order(for: labels, terminating: false) {
      var blocks: [IPPrefix] = []
      if ranges[index].v4 != nil {
        guard let block = take(\.v4, of: index) else { continue }
        blocks.append(block)
      }
      if ranges[index].v6 != nil {
        guard let block = take(\.v6, of: index) else { continue }
        blocks.append(block)
      }
      ranges[index].nodes.append(node)
      return blocks
    }
    throw .noneAvailable(node)
  }

  /// Takes over the blocks that a node has already, in the first ClusterCIDR that holds them all.
  public mutating func occupy(
    _ blocks: [IPPrefix], for node: String, labels: [String: String] = [:]
  ) throws(NodeIPAMError) {
    let order = order(for: labels, terminating: false)
    guard !order.isEmpty else { throw .noMatch(blocks) }
    for index in order {
      var occupied = 0
      for block in blocks {
        let path = block.family == .v4 ? \Entry.v4 : \Entry.v6
        guard (try? ranges[index][keyPath: path]?.occupy(block)) != nil else { break }
        occupied += 1
      }
      guard occupied == blocks.count else { continue }
      if !ranges[index].nodes.contains(node) { ranges[index].nodes.append(node) }
      return
    }
    throw .cannotOccupy(blocks, order.count)
  }

  /// Frees the blocks of a node that is gone.
  public mutating func release(
    _ blocks: [IPPrefix], of node: String, labels: [String: String] = [:]
  ) throws(NodeIPAMError) {
    guard !blocks.isEmpty else { return }
    let order = order(for: labels, terminating: true)
    guard let index = order.first(where: { ranges[$0].nodes.contains(node) }) else {
      throw .notAssociated(node)
    }
    for block in blocks {
      let path = block.family == .v4 ? \Entry.v4 : \Entry.v6
      try? ranges[index][keyPath: path]?.release(block)
    }
    ranges[index].nodes.removeAll { $0 == node }
  }

  /// Marks the blocks that a Service CIDR touches as taken in every ClusterCIDR.
  public mutating func filterOut(serviceCIDR: IPPrefix) {
    let path = serviceCIDR.family == .v4 ? \Entry.v4 : \Entry.v6
    for index in ranges.indices { try? ranges[index][keyPath: path]?.occupy(serviceCIDR) }
  }

  /// A block of one set that overlaps no taken block of any ClusterCIDR.
  private mutating func take(
    _ path: WritableKeyPath<Entry, MultiCIDRSet?>, of index: Int
  ) -> IPPrefix? {
    var evaluated = 0
    while evaluated < ranges[index][keyPath: path]?.maxCIDRs ?? 0 {
      guard let found = try? ranges[index][keyPath: path]?.candidate() else { return nil }
      evaluated += found.evaluated + 1
      guard !ranges.contains(where: { $0[keyPath: path]?.overlaps(found.block) ?? false }) else {
        continue
      }
      try? ranges[index][keyPath: path]?.occupy(found.block)
      return found.block
    }
    return nil
  }
}

/// What the controller says when it cannot serve a node; its own texts.
public enum NodeIPAMError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No ClusterCIDR that matches the node has a block left; the event is `CIDRNotAvailable`.
  case noneAvailable(String)
  /// No ClusterCIDR matches a node that has blocks.
  case noMatch([IPPrefix])
  /// None of the ClusterCIDRs tried holds a node's blocks.
  case cannotOccupy([IPPrefix], Int)
  /// No ClusterCIDR knows the node.
  case notAssociated(String)
  /// A deleted ClusterCIDR has nodes left.
  case inUse(String)
  /// A ClusterCIDR cannot be cut into blocks.
  case invalid(MultiCIDRSetError)

  /// The real system's text.
  public var description: String {
    switch self {
    case .noneAvailable(let node):
      "failed to get cidrs for node \(node): unable to get a clusterCIDR for node \(node), no "
        + "available CIDRs"
    case .noMatch(let blocks):
      "could not occupy cidrs: \(Self.list(blocks)), No matching ClusterCIDRs found"
    case .cannotOccupy(let blocks, let attempts):
      "could not occupy cidrs: \(Self.list(blocks)) after \(attempts) attempts"
    case .notAssociated(let node): "no clusterCIDR found associated with node: \(node)"
    case .inUse(let name):
      "ClusterCIDRSet \(name) marked as terminating, won't be deleted until all associated nodes "
        + "are deleted"
    case .invalid(let error):
      if case .tooBig(let cidr, _) = error {
        "invalid ClusterCIDR: unable to create \(cidr.family) cidrSet: \(error)"
      } else {
        "invalid ClusterCIDR: \(error)"
      }
    }
  }

  private static func list(_ prefixes: [IPPrefix]) -> String {
    "[" + prefixes.map(\.description).joined(separator: " ") + "]"
  }
}
