import Addressing
public import Allocation
public import Cartography

/// Which colour of a map of owners each node, zone, pool, app or namespace has.
///
/// Nodes take turns, for there are thousands and neighbours are to be told apart; of the others the
/// first seven have a colour of their own. What most pods of a node belong to is counted once.
public struct OwnerIndex: Sendable {
  /// Whose address space is told apart.
  public let kind: OwnerKind
  /// The names of the colours, where they stand for one owner each.
  public private(set) var names: [String] = []
  /// Owners in all.
  public private(set) var count = 0
  /// By node, the owner of what it holds.
  private var ofNodes: [Ownership] = []
  /// By segment of pods, the colour of its app or namespace.
  private var ofSegments: [UInt8] = []
  /// By app or namespace, its colour.
  private var colors: [NamespacedName: UInt8] = [:]

  /// By section of the ledger and power of two, what runs of so many cells have in common.
  ///
  /// Sums tell one node from several, but not whether several nodes are of one zone.
  private var common: [[[Ownership]]] = []

  /// Cells of a section up to which that is written out.
  private static let mostCells = 1 << 20

  /// Tells the owners of a cluster apart.
  public init(of cluster: Cluster, by kind: OwnerKind) {
    self.kind = kind
    switch kind {
    case .node:
      count = cluster.nodes.count
    case .pool:
      names = cluster.mode.pools.map(\.description)
      count = names.count
    case .zone:
      ofNodes = Array(repeating: .nobody, count: cluster.nodes.nextID.index)
      cluster.nodes.forEach { node in
        let color = color(of: NamespacedName(namespace: "", name: node.zone ?? "no zone"))
        ofNodes[node.id.index] = .one(color)
      }
    case .app, .namespace:
      let majorities = cluster.pods.majorities(nodes: cluster.nodes.nextID.index) { segment in
        let color = color(of: key(of: segment))
        ofSegments.append(color)
        return color
      }
      ofNodes = majorities.map { majority in
        switch majority {
        case .nobody: .nobody
        case .one(let color): .one(color)
        case .none: .several
        }
      }
    }
    guard !ofNodes.isEmpty else { return }
    common = cluster.ledger.sections.map { common(in: $0) }
  }

  /// Whether single addresses have owners of their own.
  var isOfPods: Bool { kind == .app || kind == .namespace }

  /// The owner of what a stretch of cells holds.
  func owner(
    of held: borrowing Holdings, _ cells: Range<Int>, at index: Int
  ) -> Ownership {
    if kind == .pool { return .one(UInt8(min(index, Ink.lastCategory))) }
    if let node = held.holder.node { return owner(of: node) }
    guard held.holder == .several else { return .nobody }
    let order = cells.count.trailingZeroBitCount
    guard common.indices.contains(index), common[index].indices.contains(order),
      cells.count == 1 << order, cells.lowerBound & (cells.count - 1) == 0
    else { return .several }
    return common[index][order][cells.lowerBound >> order]
  }

  /// What every aligned run of cells has in common, from single cells up to all of the section.
  private func common(in section: LedgerSection) -> [[Ownership]] {
    let count = section.grid.count
    guard count <= Self.mostCells else { return [] }
    var cells = [Ownership](repeating: .nobody, count: count)
    section.forEachRun(of: 1, in: 0..<count) { number, held in
      if let node = held.holder.node {
        cells[number] = owner(of: node)
      } else if held.holder == .several {
        cells[number] = .several
      }
    }
    var levels = [cells]
    while let last = levels.last, last.count > 1, last.count % 2 == 0 {
      levels.append(
        stride(from: 0, to: last.count, by: 2).map { last[$0].joined(with: last[$0 + 1]) })
    }
    return levels
  }

  private func owner(of node: NodeID) -> Ownership {
    if kind == .node { return .one(UInt8(node.index % Ink.lastCategory)) }
    return ofNodes.indices.contains(node.index) ? ofNodes[node.index] : .nobody
  }

  /// The owner of a pod, where pods have owners of their own.
  func owner(of pod: PodID, in pods: PodTable) -> Ownership? {
    guard isOfPods, let place = pods.segmentPosition(of: pod) else { return nil }
    return .one(ofSegments.indices.contains(place) ? ofSegments[place] : UInt8(Ink.lastCategory))
  }

  private func key(of segment: PodSegment) -> NamespacedName {
    kind == .app
      ? NamespacedName(namespace: segment.namespace, name: segment.app ?? "no app")
      : NamespacedName(namespace: "", name: segment.namespace)
  }

  private mutating func color(of key: NamespacedName) -> UInt8 {
    if let color = colors[key] { return color }
    let color = UInt8(min(count, Ink.lastCategory))
    colors[key] = color
    count += 1
    if color < UInt8(Ink.lastCategory) {
      names.append(key.namespace.isEmpty || key.namespace == "default" ? key.name : key.description)
    }
    return color
  }
}

extension Ownership {
  /// What two stretches have in common.
  fileprivate func joined(with other: Ownership) -> Ownership {
    if self == .nobody { return other }
    return other == .nobody || other == self ? self : .several
  }
}
