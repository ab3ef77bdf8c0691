/// The rows of pods that are being decided, as plain arrays that a batch can be made of.
struct PodRows {
  private(set) var nodes: [UInt32]
  private var v4: [UInt32]
  private var v6: [UInt128]?
  private var statuses: [UInt8]
  private var unscheduled: Int

  /// Rows of pods that no node has.
  init(count: Int, hasV6: Bool) {
    nodes = Array(repeating: PodTable.noNode, count: count)
    v4 = Array(repeating: 0, count: count)
    v6 = hasV6 ? Array(repeating: 0, count: count) : nil
    statuses = Array(repeating: PodStatus.unscheduled.rawValue, count: count)
    unscheduled = count
  }

  mutating func bindAll(to node: NodeID) {
    for row in nodes.indices { nodes[row] = node.rawValue }
    unscheduled = 0
  }

  /// Binds the first rows to the nodes of `places`; the others stay without one.
  mutating func bind(to places: [UInt32]) {
    if places.count == nodes.count {
      nodes = places
    } else {
      nodes.replaceSubrange(0..<places.count, with: places)
    }
    unscheduled = nodes.count - places.count
  }

  mutating func set(_ row: Int, _ grant: AddressGrant) {
    v4[row] = grant.v4
    // An agent that was started with IPv6 keeps giving it after the plan has dropped IPv6.
    if v6 == nil, grant.v6 != 0 { v6 = Array(repeating: 0, count: nodes.count) }
    v6?[row] = grant.v6
    statuses[row] = grant.status.rawValue
  }

  func batch(
    firstID: PodID, segments: [PodSegment], unscheduledCount: Int? = nil
  ) -> PodBatch {
    PodBatch(
      firstID: firstID, count: nodes.count, segments: segments, nodes: Self.column(nodes),
      v4: Self.column(v4), v6: v6.map { Self.column($0) }, statuses: Self.column(statuses),
      unscheduledCount: unscheduledCount ?? unscheduled)
  }

  private static func column<Element: Sendable>(_ values: [Element]) -> PagedColumn<Element> {
    var column = PagedColumn<Element>(pageSize: PodTable.pageSize)
    values.withUnsafeBufferPointer { column.append(contentsOf: $0) }
    return column
  }
}
