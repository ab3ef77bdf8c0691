public import Addressing

/// kube-controller-manager's range allocator: who gets which pod CIDRs, in memory only.
///
/// Kubernetes `pkg/controller/nodeipam/ipam/range_allocator.go` (283f41fe). One set for each cluster
/// CIDR, found by position and not by family; the API server holds the only record, so a restart
/// forgets everything that no node says of itself.
public struct RangeAllocator: Sendable {
  /// What the allocator is started with, checked already.
  public struct Configuration: Hashable, Sendable {
    /// One or two cluster CIDRs; two are of different families.
    public var clusterCIDRs: [IPPrefix]
    /// The prefix length of a node's block, by cluster CIDR.
    public var maskSizes: [Int]
    /// The service CIDR and the secondary one.
    public var serviceCIDRs: [IPPrefix]

    /// A configuration of `clusterCIDRs` cut to `maskSizes`.
    public init(clusterCIDRs: [IPPrefix], maskSizes: [Int], serviceCIDRs: [IPPrefix] = []) {
      precondition(clusterCIDRs.count == maskSizes.count, "each cluster CIDR has its mask size")
      self.clusterCIDRs = clusterCIDRs
      self.maskSizes = maskSizes
      self.serviceCIDRs = serviceCIDRs
    }
  }

  /// A node as the API server lists it: its name and its pod CIDRs.
  public typealias Listed = (name: String, podCIDRs: [IPPrefix])

  /// One set for each cluster CIDR, in the order of the flag.
  public private(set) var sets: [NodeCIDRSet] = []
  /// Blocks taken from the sets and given to nobody, in the order of their loss.
  public private(set) var leaked: [IPPrefix] = []
  /// The parts of the cluster CIDRs, in whole blocks, that services have.
  public private(set) var services = PrefixSet()

  /// Starts the allocator: sets cut, service ranges taken out, the blocks of `nodes` occupied.
  ///
  /// A node whose block lies outside makes the start fail, and kube-controller-manager with it, until
  /// somebody changes the flags or removes the node.
  public init(
    _ configuration: Configuration, nodes: [Listed] = []
  ) throws(RangeAllocatorError) {
    for (cluster, mask) in zip(configuration.clusterCIDRs, configuration.maskSizes) {
      do {
        sets.append(try NodeCIDRSet(cluster: cluster, nodeMask: mask))
      } catch {
        throw .set(error)
      }
    }
    for service in configuration.serviceCIDRs { withhold(service) }
    for node in nodes where !node.podCIDRs.isEmpty {
      try occupy(node.podCIDRs, node: node.name)
    }
  }

  /// Takes every block that `service` touches out of the sets (`filterOutServiceRange`).
  public mutating func withhold(_ service: IPPrefix) {
    for index in sets.indices {
      // A service range that touches no cluster CIDR is let pass; Occupy fails for no other reason.
      guard (try? sets[index].occupy(service)) != nil else { continue }
      services.insert(sets[index].wholeBlocks(of: service))
    }
  }

  /// What is taken and never given, leaks included.
  public var neverGiven: [IPPrefix] {
    services.isEmpty && leaked.isEmpty ? [] : services.prefixes + leaked
  }

  /// Marks the pod CIDRs a node has as taken: the first in the first set, the second in the second.
  ///
  /// Nobody looks whether another node has them, and what was marked before a failure stays marked.
  public mutating func occupy(
    _ podCIDRs: [IPPrefix], node: String
  ) throws(RangeAllocatorError) {
    for (index, cidr) in podCIDRs.enumerated() {
      guard index < sets.count else { throw .noSuchSet(node: node, cidr, index) }
      do {
        try sets[index].occupy(cidr)
      } catch {
        throw .notOccupied(node: node, cidr, index, error)
      }
      forget(cidr)
    }
  }

  /// Reserves the next free block of each set for a node without pod CIDRs.
  ///
  /// When a later set has none left, the block already taken from an earlier one is lost: each new
  /// attempt takes another (`AllocateOrOccupyCIDR` returns without releasing it).
  public mutating func reserve() throws(RangeAllocatorError) -> [IPPrefix] {
    var reserved: [IPPrefix] = []
    for index in sets.indices {
      do {
        reserved.append(try sets[index].allocateNext().block)
      } catch {
        leaked += reserved
        throw .noneLeft(index, error)
      }
    }
    return reserved
  }

  /// What becomes of blocks whose node could not be patched: given back, unless the API server timed
  /// out, for then the patch may have gone through after all (`updateCIDRsAllocation`).
  public mutating func patchFailed(_ reserved: [IPPrefix], timedOut: Bool) {
    if timedOut {
      leaked += reserved
    } else {
      for (index, cidr) in reserved.enumerated() { try? sets[index].release(cidr) }
    }
  }

  /// A node is gone: its blocks are free, whoever else may use them.
  public mutating func release(
    _ podCIDRs: [IPPrefix], node: String
  ) throws(RangeAllocatorError) {
    for (index, cidr) in podCIDRs.enumerated() {
      guard index < sets.count else { throw .noSuchSet(node: node, cidr, index) }
      do {
        try sets[index].release(cidr)
      } catch {
        throw .notReleased(cidr, error)
      }
      forget(cidr)
      // A node that had a block of the service range gives it to the next node.
      if services.overlaps(cidr) { services.remove(sets[index].wholeBlocks(of: cidr)) }
    }
  }

  /// A leaked block that a node turns out to have, or had, is lost no longer.
  private mutating func forget(_ cidr: IPPrefix) {
    guard !leaked.isEmpty else { return }
    leaked.removeAll { $0.overlaps(cidr) }
  }
}

/// Why the range allocator fails; the texts are its own (`range_allocator.go`).
public enum RangeAllocatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A set cannot be cut.
  case set(CIDRSetError)
  /// The node has more pod CIDRs than there are cluster CIDRs.
  case noSuchSet(node: String, IPPrefix, Int)
  /// The node's pod CIDR lies outside the cluster CIDR in its position.
  case notOccupied(node: String, IPPrefix, Int, CIDRSetError)
  /// A set has no block left.
  case noneLeft(Int, CIDRSetError)
  /// A pod CIDR cannot be released.
  case notReleased(IPPrefix, CIDRSetError)

  /// The real system's text.
  public var description: String {
    switch self {
    case .set(let error): error.description
    case .noSuchSet(let node, let cidr, let index):
      "node:\(node) has an allocated cidr: \(cidr) at index:\(index) that does not exist in cluster "
        + "cidrs configuration"
    case .notOccupied(let node, let cidr, let index, let error):
      "failed to mark cidr[\(cidr)] at idx [\(index)] as occupied for node: \(node): \(error)"
    case .noneLeft(let index, let error):
      "failed to allocate cidr from cluster cidr at idx:\(index): \(error)"
    case .notReleased(let cidr, let error): "error when releasing CIDR \(cidr): \(error)"
    }
  }
}

/// What the allocator tells the API server of a node; reason and message of a Kubernetes event.
public enum NodeIPAMEvent: String, Hashable, Sendable, CaseIterable {
  /// No block is left in a cluster CIDR.
  case notAvailable = "CIDRNotAvailable"
  /// The node could not be patched in three tries.
  case assignmentFailed = "CIDRAssignmentFailed"

  /// The message of the event (`pkg/controller/util/node/controller_utils.go`).
  public func message(node: String) -> String { "Node \(node) status is now: \(rawValue)" }
}
