public import Addressing

/// The blocks of one cluster CIDR as kube-controller-manager keeps them, with what it counts.
///
/// Kubernetes `pkg/controller/nodeipam/ipam/cidrset/cidr_set.go` (0be333dd): the rules are those of
/// `CIDRSet`, whose code in Cilium is a copy of this one. What differs is that nothing checks the
/// mask against the width of an address, and that the set counts for its metrics.
public struct NodeCIDRSet: Hashable, Sendable {
  /// Which blocks are taken.
  public private(set) var blocks: CIDRSet
  /// Blocks that became taken, `node_ipam_controller_cidrset_cidrs_allocations_total`.
  public private(set) var allocations = 0
  /// Blocks that became free again, `node_ipam_controller_cidrset_cidrs_releases_total`.
  public private(set) var releases = 0
  /// Searches by the blocks they skipped: at most 1, 5, 25, 125, 625, and more
  /// (`node_ipam_controller_cidrset_allocation_tries_per_request`).
  public private(set) var tries = [0, 0, 0, 0, 0, 0]

  /// Cuts `cluster` into blocks of `nodeMask`, all free.
  public init(cluster: IPPrefix, nodeMask: Int) throws(CIDRSetError) {
    blocks = try CIDRSet(cluster: cluster, nodeMask: nodeMask)
  }

  /// The cluster CIDR, host bits masked.
  public var cluster: IPPrefix { blocks.cluster }

  /// The part of the cluster CIDR that `prefix` takes when it is occupied: whole blocks.
  public func wholeBlocks(of prefix: IPPrefix) -> IPPrefix {
    if prefix.length <= cluster.length { return cluster }
    return prefix.supernet(length: min(prefix.length, max(cluster.length, blocks.nodeMask)))
  }

  /// The share of blocks taken, `node_ipam_controller_cidrset_usage_cidrs`; none of none is 0.
  public var usage: Double {
    blocks.maxCIDRs == 0 ? 0 : Double(blocks.count) / Double(blocks.maxCIDRs)
  }

  /// Takes the next free block and answers how many taken ones the search skipped.
  @discardableResult
  public mutating func allocateNext() throws(CIDRSetError) -> (block: IPPrefix, skipped: Int) {
    let start = blocks.nextCandidate
    let block = try blocks.allocateNext()
    let skipped = (blocks.nextCandidate - 1 - start + 2 * blocks.maxCIDRs) % blocks.maxCIDRs
    allocations += 1
    tries[[1, 5, 25, 125, 625].firstIndex { skipped <= $0 } ?? 5] += 1
    return (block, skipped)
  }

  /// Marks every block that `prefix` touches as taken; those taken already are not counted again.
  public mutating func occupy(_ prefix: IPPrefix) throws(CIDRSetError) {
    let before = blocks.count
    try blocks.occupy(prefix)
    allocations += blocks.count - before
  }

  /// Marks every block that `prefix` touches as free; those free already are not counted again.
  public mutating func release(_ prefix: IPPrefix) throws(CIDRSetError) {
    let before = blocks.count
    try blocks.release(prefix)
    releases += before - blocks.count
  }
}
