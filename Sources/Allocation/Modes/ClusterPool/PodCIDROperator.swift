public import Addressing
import HashTreeCollections

/// Cilium's operator in `cluster-pool`: who has which pod CIDRs, and what it answers to a node.
///
/// The rules and texts are those of Cilium 1.13 to 1.19, `pkg/ipam/allocator/podcidr/podcidr.go` and
/// `pkg/ipam/allocator/clusterpool/{clusterpool.go,cidralloc/cidralloc.go}`.
public struct PodCIDROperator: Sendable {
  /// One set for each element of the IPv4 list, in the order of the list.
  public private(set) var v4: [CIDRSet]
  /// One set for each element of the IPv6 list, in the order of the list.
  public private(set) var v6: [CIDRSet]
  /// What each node known to the operator has.
  private var known: TreeDictionary<NodeID, [IPPrefix]> = [:]
  /// Whether all nodes have been seen since the start; before, nodes without CIDRs are parked.
  public private(set) var isRestored = false
  /// Nodes without CIDRs that wait for the restore to finish.
  public private(set) var parked: [NodeID] = []
  private var isParked: Set<NodeID> = []

  /// An operator that has just started with these lists and has seen no node.
  ///
  /// The texts are those of `cidralloc.go` `NewCIDRSets` and of `clusterpool.go`, which wraps them.
  public init(
    v4 v4List: [IPPrefix], v4Mask: Int, v6 v6List: [IPPrefix], v6Mask: Int
  ) throws(OperatorError) {
    v4 = try Self.sets(v4List, mask: v4Mask, family: .v4)
    v6 = try Self.sets(v6List, mask: v6Mask, family: .v6)
  }

  private static func sets(
    _ list: [IPPrefix], mask: Int, family: IPFamily
  ) throws(OperatorError) -> [CIDRSet] {
    var sets: [CIDRSet] = []
    for element in list {
      guard element.family == family else { throw .wrongFamily(element, family) }
      if let earlier = sets.first(where: { $0.isInRange(element) }) {
        throw .listCollides(element, with: earlier, family)
      }
      do {
        sets.append(try CIDRSet(cluster: element, nodeMask: mask))
      } catch {
        throw .badSet(error, family)
      }
    }
    return sets
  }

  /// The CIDRs of a node the operator knows.
  public func cidrs(of node: NodeID) -> [IPPrefix]? { known[node] }

  /// All sets of both families, IPv4 first.
  public var sets: [CIDRSet] { v4 + v6 }

  /// A CiliumNode was added or changed; `requested` is what its spec says.
  ///
  /// The answer is the CIDRs to write to the spec, or `nil` when the spec stays as it is. An error
  /// goes to `status.ipam.operator-status.error`, and everything done for the node is undone but for
  /// the cursors, which stay advanced.
  public mutating func upsert(
    _ node: NodeID, name: String, requested: [IPPrefix]
  ) throws(OperatorError) -> [IPPrefix]? {
    if requested.isEmpty {
      guard isRestored else {
        park(node)
        return nil
      }
      return try allocateNext(node, name: name)
    }
    let answer = try reuse(
      node, v4: requested.filter { $0.family == .v4 }, v6: requested.filter { $0.family == .v6 })
    // A node whose spec was taken over as it is waits too: another family may be due to it.
    if answer == nil, !isRestored { park(node) }
    return answer
  }

  private mutating func park(_ node: NodeID) {
    if isParked.insert(node).inserted { parked.append(node) }
  }

  /// The CiliumNode is gone: its CIDRs are free and the node is forgotten; true if it was known.
  @discardableResult
  public mutating func delete(_ node: NodeID) -> Bool {
    if isParked.remove(node) != nil { parked.removeAll { $0 == node } }
    guard let cidrs = known[node] else { return false }
    known[node] = nil
    for cidr in cidrs { release(cidr) }
    return true
  }

  /// All nodes have been seen: from now on nodes without CIDRs get them.
  ///
  /// The parked nodes are to be served by the caller, in an order of its choice: Cilium's is that of
  /// a Go map, at random.
  public mutating func finishRestore() -> [NodeID] {
    defer {
      parked = []
      isParked = []
    }
    isRestored = true
    return parked
  }

  private mutating func allocateNext(
    _ node: NodeID, name: String
  ) throws(OperatorError) -> [IPPrefix] {
    if let cidrs = known[node] { return cidrs }
    guard !v4.isEmpty || !v6.isEmpty else { throw .noAllocators(node: name) }
    var given: [IPPrefix] = []
    do {
      if !v4.isEmpty { given.append(try Self.firstFree(&v4)) }
      if !v6.isEmpty { given.append(try Self.firstFree(&v6)) }
    } catch {
      for cidr in given { release(cidr) }
      throw error
    }
    known[node] = given
    return given
  }

  /// Takes a block of the first list element, in list order, that is not full.
  private static func firstFree(_ sets: inout [CIDRSet]) throws(OperatorError) -> IPPrefix {
    guard let position = sets.firstIndex(where: { !$0.isFull }) else { throw .allocatorFull }
    do {
      return try sets[position].allocateNext()
    } catch {
      throw .set(error)
    }
  }

  private mutating func reuse(
    _ node: NodeID, v4 wanted4: [IPPrefix], v6 wanted6: [IPPrefix]
  ) throws(OperatorError) -> [IPPrefix]? {
    if v4.isEmpty, !wanted4.isEmpty { throw .noAllocator(wanted4, .v4) }
    if v6.isEmpty, !wanted6.isEmpty { throw .noAllocator(wanted6, .v6) }
    let old = known[node]
    var have4 = (old ?? []).filter { $0.family == .v4 }
    var have6 = (old ?? []).filter { $0.family == .v6 }
    if !have4.isEmpty, !wanted4.allSatisfy(have4.contains) { throw .conflict(have4, wanted4) }
    if !have6.isEmpty, !wanted6.allSatisfy(have6.contains) { throw .conflict(have6, wanted6) }

    // A node not known yet may get a missing family at once, even before the restore is finished;
    // a known one only after it.
    let mayAllocate = old == nil || isRestored
    var done: [IPPrefix] = []
    do {
      if have4.isEmpty, mayAllocate, !v4.isEmpty {
        have4 = try Self.take(wanted4, from: &v4)
        done += have4
      }
      if have6.isEmpty, mayAllocate, !v6.isEmpty {
        have6 = try Self.take(wanted6, from: &v6)
        done += have6
      }
    } catch {
      for cidr in done { release(cidr) }
      throw error
    }
    known[node] = have4 + have6
    return done.isEmpty ? nil : have4 + have6
  }

  /// Occupies the wanted CIDRs, or takes a free one when none is wanted.
  private static func take(
    _ wanted: [IPPrefix], from sets: inout [CIDRSet]
  ) throws(OperatorError) -> [IPPrefix] {
    guard !wanted.isEmpty else { return [try firstFree(&sets)] }
    var done: [IPPrefix] = []
    for cidr in wanted {
      do {
        try occupy(cidr, in: &sets)
        done.append(cidr)
      } catch {
        // As in Cilium the revert releases whole CIDRs: a slot under a CIDR larger than the mask
        // is free afterwards even if another node held it before.
        for cidr in done.reversed() { release(cidr, in: &sets) }
        throw error
      }
    }
    return wanted
  }

  /// Occupies one CIDR in the first element that it touches; a full element ends the search before
  /// anybody looks whether the CIDR is taken.
  private static func occupy(
    _ cidr: IPPrefix, in sets: inout [CIDRSet]
  ) throws(OperatorError) {
    for position in sets.indices where sets[position].isInRange(cidr) {
      if sets[position].isFull { throw .setFull(sets[position]) }
      do {
        if try sets[position].isAllocated(cidr) { throw OperatorError.alreadyAllocated(cidr) }
        try sets[position].occupy(cidr)
        return
      } catch let error as CIDRSetError {
        throw .set(error)
      } catch let error as OperatorError {
        throw error
      } catch {
        preconditionFailure("a CIDR set throws its own errors only, not \(error)")
      }
    }
    throw .notConfigured(cidr)
  }

  /// Frees a CIDR in the first element that it touches and that can; a failure is only logged.
  private mutating func release(_ cidr: IPPrefix) {
    if cidr.family == .v4 { Self.release(cidr, in: &v4) } else { Self.release(cidr, in: &v6) }
  }

  private static func release(_ cidr: IPPrefix, in sets: inout [CIDRSet]) {
    for position in sets.indices where sets[position].isInRange(cidr) {
      if (try? sets[position].release(cidr)) != nil { return }
    }
  }
}

/// What the operator says when it cannot serve a node or cannot start; Cilium's own texts.
public enum OperatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No list element has a free block.
  case allocatorFull
  /// The list element that holds the CIDR has no free block.
  case setFull(CIDRSet)
  /// Another node has the CIDR.
  case alreadyAllocated(IPPrefix)
  /// No list element holds the CIDR.
  case notConfigured(IPPrefix)
  /// The node is known with other CIDRs.
  case conflict([IPPrefix], [IPPrefix])
  /// The family of the CIDRs is not configured.
  case noAllocator([IPPrefix], IPFamily)
  /// Neither family is configured.
  case noAllocators(node: String)
  /// A set refused.
  case set(CIDRSetError)
  /// A list element is of the other family.
  case wrongFamily(IPPrefix, IPFamily)
  /// A list element overlaps an earlier one.
  case listCollides(IPPrefix, with: CIDRSet, IPFamily)
  /// A list element cannot be cut with the mask.
  case badSet(CIDRSetError, IPFamily)
  /// A CIDR in the spec cannot be read.
  case invalidCIDR(String)
  /// A list element cannot be read.
  case invalidElement(String, IPFamily)
  /// A family is on and its list is empty.
  case listMissing(IPFamily)
  /// A family is off and has a list.
  case listSuperfluous(IPFamily)

  /// The real system's text.
  public var description: String {
    switch self {
    case .allocatorFull: "allocator full"
    case .setFull(let set): "allocator \(set.allocatorText) full"
    case .alreadyAllocated(let cidr): "requested CIDR (\(cidr)) is already allocated"
    case .notConfigured(let cidr): "allocator not configured for the requested CIDR \(cidr)"
    case .conflict(let have, let wanted):
      "node has CIDRs allocated (\(Self.list(have))) that conflict with requested CIDRs "
        + Self.list(wanted)
    case .noAllocator(let cidrs, let family):
      "unable to allocate CIDR \(Self.list(cidrs)) since allocator for \(family) addresses does "
        + "not exist"
    case .noAllocators(let node):
      "Unable to allocate node CIDR for node \(node). IPAMInfo: {IPv4: [], IPv6: []}. "
        + "Please check that your configuration is correct."
    case .set(let error): error.description
    case .wrongFamily(let element, let family):
      "unable to initialize \(family) allocator: CIDR is not \(Self.short(family)) family: "
        + "\(element)"
    case .listCollides(let element, let earlier, let family):
      "unable to initialize \(family) allocator: requested CIDR \(element) collides with "
        + earlier.allocatorText
    case .badSet(let error, let family): "unable to initialize \(family) allocator: \(error)"
    case .invalidCIDR(let text): "invalid CIDR address: \(text)"
    case .invalidElement(let text, let family):
      "unable to initialize \(family) allocator: invalid CIDR address: \(text)"
    case .listMissing(let family):
      "cluster-pool-\(Self.flag(family))-cidr must be provided when using ClusterPool"
    case .listSuperfluous(let family):
      "cluster-pool-\(Self.flag(family))-cidr must not be set if \(family) is disabled"
    }
  }

  /// A list as Go prints a slice.
  private static func list(_ prefixes: [IPPrefix]) -> String {
    "[" + prefixes.map(\.description).joined(separator: " ") + "]"
  }

  private static func short(_ family: IPFamily) -> String { family == .v4 ? "v4" : "v6" }

  private static func flag(_ family: IPFamily) -> String { "ip" + short(family) }
}

extension CIDRSet {
  /// How Cilium names a set in its errors.
  var allocatorText: String { "clusterCIDR: \(cluster), nodeMask: \(nodeMask)" }
}
