import Addressing
import Allocation
import Cartography
import Reporting
import Simulation

/// What is known of the place under the cursor.
struct Inspection {
  /// What the cursor stands on.
  let prefix: IPPrefix
  /// The block that is, or could be, there.
  let block: IPPrefix
  let node: Node?
  let coverage: Coverage
  let cluster: Cluster?
  /// Whether all of a node is meant, and not only one of its blocks.
  let isWholeNode: Bool

  init(_ state: ExplorerApp.State) {
    prefix = state.cursor
    block = state.block
    node = state.node
    cluster = state.cluster
    isWholeNode = state.view == .nodes
    coverage = state.occupancy.coverage(of: state.cursor)
  }

  /// The agent's addresses of the block, if the block is the one it uses.
  var range: BlockAddresses? { node?.range(on: block) }

  /// Addresses of the block that pods could have, and that they have.
  var usable: Int { range.map { $0.usable - $0.infrastructureCount } ?? 0 }
  var used: Int { range.map { $0.taken.population - $0.infrastructureCount } ?? 0 }
  var reserved: UInt128 { block.size - UInt128(usable) }

  /// Whether no node can ever have any of what is under the cursor.
  var isWithheld: Bool { coverage.withheld > 0 && coverage.withheld >= coverage.addresses }

  /// Whether the cursor stands on several blocks.
  var isSeveral: Bool { prefix.length < block.length }
  var isAddress: Bool { prefix.hostBits == 0 && !isWholeNode }

  /// Who has the address under the cursor, in a few words.
  var owner: String {
    let address = prefix.base
    guard let node else {
      if isWithheld { return "never given by the modelled system" }
      return coverage.isInside ? "free for a node to come" : "in no pool of the plan"
    }
    if let role = range?.role(of: address) { return "\(role.rawValue) of \(node.name)" }
    if let pod = cluster?.pod(at: address) { return "pod \(pod.name)" }
    if let range, let offset = range.offset(of: address), range.isKept(offset) {
      return "kept from pods"
    }
    return Self.use(of: address, in: block, range) ?? "idle, kept by \(node.name)"
  }

  /// The use of an address that no pod can have.
  static func use(
    of address: IPAddress, in block: IPPrefix, _ range: BlockAddresses?
  ) -> String? {
    if let range, range.offset(of: address) != nil { return nil }
    if block.hostBits == 0 { return "the node's own, for no pod" }
    if address == block.base { return "network address" }
    if address == block.last { return block.family == .v4 ? "broadcast address" : "last address" }
    return range == nil ? "in a block its agent does not use" : "beyond what the agent manages"
  }
}

extension ExplorerApp.State {
  /// What the map asks for every pixel.
  var occupancy: AnyOccupancy {
    occupancy(of: plan)
  }
}

/// The occupancy of the cluster, or of an empty pool while there is none.
struct AnyOccupancy: Occupancy {
  private let cluster: ClusterOccupancy?
  private let pool: IPPrefix

  init(_ cluster: ClusterOccupancy?, _ pool: IPPrefix) {
    self.cluster = cluster
    self.pool = pool
  }

  func coverage(of prefix: IPPrefix) -> Coverage {
    cluster?.coverage(of: prefix)
      ?? Coverage(addresses: prefix.size, isInside: pool.overlaps(prefix), isUniform: true)
  }

  func survey(_ count: Int, from first: IPPrefix, _ body: (Int, Coverage) -> Void) {
    if let cluster {
      cluster.survey(count, from: first, body)
      return
    }
    for index in 0..<count {
      body(
        index, Coverage(addresses: first.size, isInside: pool.overlaps(first), isUniform: true))
    }
  }
}
