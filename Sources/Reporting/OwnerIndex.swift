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

  /// Blocks of a pixel that are looked at one by one for what several nodes have in common.
  private static let mostCells = 64

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
  }

  /// Whether single addresses have owners of their own.
  var isOfPods: Bool { kind == .app || kind == .namespace }

  /// The owner of what a stretch of cells holds.
  func owner(
    of held: borrowing Holdings, _ cells: Range<Int>, in section: LedgerSection, at index: Int
  ) -> Ownership {
    if let owner = owner(of: held, cells: cells.count, at: index) { return owner }
    var common = Ownership.nobody
    section.forEachRun(of: 1, in: cells) { _, cell in add(cell, to: &common) }
    return common
  }

  /// The owners of what runs of so many cells hold, found in two walks over all of them.
  func owners(
    ofRunsOf size: Int, in cells: Range<Int>, of section: LedgerSection, at index: Int
  ) -> [Ownership] {
    var owners = [Ownership](repeating: .nobody, count: cells.count / size)
    var isOpen = [Bool](repeating: false, count: owners.count)
    section.forEachRun(of: size, in: cells) { place, held in
      guard held.blocks > 0 else { return }
      if let owner = owner(of: held, cells: size, at: index) {
        owners[place] = owner
      } else {
        isOpen[place] = true
      }
    }
    guard isOpen.contains(true) else { return owners }
    section.forEachRun(of: 1, in: cells) { number, cell in
      if isOpen[number / size] { add(cell, to: &owners[number / size]) }
    }
    return owners
  }

  /// The owner as far as the sums tell; nil where the cells have to be looked at one by one.
  private func owner(of held: borrowing Holdings, cells: Int, at index: Int) -> Ownership? {
    if kind == .pool { return .one(UInt8(min(index, Ink.lastCategory))) }
    if let node = held.holder.node { return owner(of: node) }
    guard held.holder == .several else { return .nobody }
    return kind != .node && cells <= Self.mostCells ? nil : .several
  }

  /// Adds the owner of one cell to what several have in common.
  private func add(_ cell: borrowing Holdings, to common: inout Ownership) {
    guard let node = cell.holder.node else {
      if cell.holder == .several { common = .several }
      return
    }
    let owner = owner(of: node)
    if owner == .nobody || owner == common { return }
    common = common == .nobody ? owner : .several
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
