public import Addressing
import HashTreeCollections

/// All pods of a cluster in columns of a few bytes each; copies share the pages they do not change.
///
/// A pod costs nine bytes here (node, IPv4 address, status) and sixteen more where IPv6 is on; names
/// of generated pods are derived. Seven million pods are 65 MB.
public struct PodTable: Sendable {
  /// Rows of a page: small enough that one changed pod copies little, large enough to scan fast.
  static let pageSize = 1024
  static let noNode = UInt32.max
  /// Ordinals that names can bear: more than there can be rows.
  private static let ordinalCount = 1 << 33

  private(set) var nodes = PagedColumn<UInt32>(pageSize: pageSize)
  private(set) var v4 = PagedColumn<UInt32>(pageSize: pageSize)
  private(set) var statuses = PagedColumn<UInt8>(pageSize: pageSize)
  /// IPv6 addresses; kept only once there is one.
  private(set) var v6: PagedColumn<UInt128>?
  private(set) var names = PodNames()
  /// Rows of pods that are there.
  private(set) var present = AddressBitmap(count: 1 << 32)
  /// Rows of pods that no node could take.
  private(set) var unscheduled = AddressBitmap(count: 1 << 32)
  /// Ordinals in use, by app.
  private var ordinals: TreeDictionary<NamespacedName, AddressBitmap> = [:]
  /// Ordinals that pods with names of their own occupy: a `web-3` that nobody generated.
  private var chosenOrdinals: TreeDictionary<NamespacedName, AddressBitmap> = [:]
  /// Addresses that pods ask for by name.
  private(set) var wanted: TreeDictionary<PodID, IPAddress> = [:]
  /// Refusals that are not the same for all pods of a node.
  private(set) var errors: TreeDictionary<PodID, String> = [:]

  /// No pods.
  public init() {}

  /// Pods present.
  public var count: Int { present.population }

  /// The row the next single pod gets; a large batch begins on a fresh page instead.
  func firstRow(forBatchOf count: Int) -> Int {
    let next = nodes.count
    guard count >= Self.pageSize else { return next }
    return (next + Self.pageSize - 1) / Self.pageSize * Self.pageSize
  }

  /// The pod in row `id`, if it is there.
  public subscript(id: PodID) -> Pod? {
    guard status(of: id).isPresent, let name = names.name(of: id) else { return nil }
    let node = nodes[id.index]
    let short = v4[id.index]
    let long = v6.map { $0[id.index] } ?? 0
    return Pod(
      id: id, name: name, node: node == Self.noNode ? nil : NodeID(rawValue: node),
      v4: short == 0 ? nil : IPAddress(.v4, bits: UInt128(short)),
      v6: long == 0 ? nil : IPAddress(.v6, bits: long), status: status(of: id))
  }

  /// The identifier of the pod called `name`.
  public subscript(name: NamespacedName) -> PodID? {
    names.candidates(name).first { status(of: $0).isPresent && names.name(of: $0) == name }
  }

  /// How the pod in row `id` fares.
  public func status(of id: PodID) -> PodStatus {
    guard id.index < statuses.count else { return .absent }
    return PodStatus(rawValue: statuses[id.index]) ?? .absent
  }

  /// The node the pod in row `id` is bound to.
  public func node(of id: PodID) -> NodeID? {
    guard id.index < nodes.count, nodes[id.index] != Self.noNode else { return nil }
    return NodeID(rawValue: nodes[id.index])
  }

  /// The addresses of the pod in row `id` as numbers, 0 for none.
  func addresses(of id: PodID) -> (v4: UInt32, v6: UInt128) {
    (v4[id.index], v6.map { $0[id.index] } ?? 0)
  }

  /// Whether the pod in row `id` has `address`.
  func holds(_ address: IPAddress, _ id: PodID) -> Bool {
    let addresses = addresses(of: id)
    switch address.family {
    case .v4: return address.bits != 0 && UInt128(addresses.v4) == address.bits
    case .v6: return address.bits != 0 && addresses.v6 == address.bits
    }
  }

  /// Calls `body` with the pods present, in the order of creation, until it answers false.
  public func forEach(from first: PodID = PodID(rawValue: 0), _ body: (PodID) -> Bool) {
    var next = present.firstSet(from: first.index)
    while let row = next {
      guard body(PodID(row)) else { return }
      next = present.firstSet(from: row + 1)
    }
  }

  /// The namespace and app of the runs of generated names, each once, in the order first seen.
  public var apps: [NamespacedName] { names.apps }

  /// Pods of `app` that are there.
  public func count(ofApp app: NamespacedName) -> Int {
    ordinals[app]?.population ?? 0
  }

  /// The pods of `app` that are there, in the order of creation.
  public func ids(ofApp app: NamespacedName) -> [PodID] {
    var ids: [PodID] = []
    ids.reserveCapacity(count(ofApp: app))
    names.forEachRange(ofApp: app) { rows in
      present.forEachSet(in: rows) { ids.append(PodID($0)) }
    }
    return ids
  }

  /// The address pool that the pods of `app` created last ask for.
  public func pool(ofApp app: NamespacedName) -> String? {
    names.lastSegment(ofApp: app)?.pool
  }

  /// The app a pod was made for, if it was made for one.
  public func app(of id: PodID) -> NamespacedName? {
    guard let segment = names.segment(of: id), let app = segment.app else { return nil }
    return NamespacedName(namespace: segment.namespace, name: app)
  }

  /// The `count` pods created last that are there, the oldest of them first.
  public func newest(_ count: Int) -> [PodID] {
    var ids: [PodID] = []
    var end = nodes.count
    while ids.count < count, let row = present.lastSet(before: end) {
      ids.append(PodID(row))
      end = row
    }
    return ids.reversed()
  }

  /// The `count` pods created first that are there.
  public func oldest(_ count: Int) -> [PodID] {
    var ids: [PodID] = []
    forEach { id in
      guard ids.count < count else { return false }
      ids.append(id)
      return ids.count < count
    }
    return ids
  }

  /// The `count` pods of `app` created last that are there, the oldest of them first.
  public func newest(_ count: Int, ofApp app: NamespacedName) -> [PodID] {
    var ids: [PodID] = []
    names.forEachSegmentFromLast(ofApp: app) { segment in
      var end = segment.ids.upperBound
      while ids.count < count, let row = present.lastSet(before: end),
        row >= segment.ids.lowerBound
      {
        ids.append(PodID(row))
        end = row
      }
      return ids.count < count
    }
    return ids.reversed()
  }

  /// `count` pods drawn evenly by trying rows, or nil where too many tries would miss.
  public func sample(
    _ count: Int, using generator: inout SeededGenerator
  ) -> [PodID]? {
    guard count <= self.count / 8, self.count >= nodes.count / 4 else { return nil }
    var drawn: Set<Int> = []
    while drawn.count < count {
      let row = Int(generator.below(UInt64(nodes.count)))
      if present[row] { drawn.insert(row) }
    }
    return drawn.sorted().map { PodID($0) }
  }

  /// Runs of the lowest ordinals from 1 that no pod of `app` bears, `count` in all.
  func freeOrdinals(_ count: Int, app: NamespacedName) -> [Range<Int>] {
    var used = ordinals[app] ?? AddressBitmap(count: Self.ordinalCount)
    chosenOrdinals[app]?.forEachSet { used.insert($0) }
    var runs: [Range<Int>] = []
    var left = count
    var from = 1
    while left > 0, let start = used.firstClear(from: from) {
      let end = min(used.firstSet(from: start) ?? Int.max, start + left)
      runs.append(start..<end)
      left -= end - start
      from = end
    }
    return runs
  }
}

extension PodTable {
  /// Adds the rows of a batch; whole pages are shared with the event that brings them.
  mutating func append(_ batch: PodBatch, at now: Duration) {
    if batch.count >= Self.pageSize {
      nodes.alignToPage(filler: Self.noNode)
      v4.alignToPage(filler: 0)
      statuses.alignToPage(filler: 0)
      v6?.alignToPage(filler: 0)
    }
    precondition(nodes.count == batch.firstID.index, "pods arrive in the order of identifiers")
    if batch.v6 != nil, v6 == nil { v6 = PagedColumn(zeros: nodes.count, pageSize: Self.pageSize) }
    nodes.append(contentsOf: batch.nodes)
    v4.append(contentsOf: batch.v4)
    statuses.append(contentsOf: batch.statuses)
    if let long = batch.v6 {
      v6?.append(contentsOf: long)
    } else if v6 != nil {
      v6?.append(contentsOf: PagedColumn(zeros: batch.count, pageSize: Self.pageSize))
    }
    present.insert(batch.firstID.index..<batch.firstID.index + batch.count)
    for var segment in batch.segments {
      segment.born = UInt32(clamping: now.components.seconds)
      names.append(segment)
      if let app = segment.app {
        let key = NamespacedName(namespace: segment.namespace, name: app)
        ordinals[key, default: AddressBitmap(count: Self.ordinalCount)]
          .insert(segment.firstOrdinal..<segment.firstOrdinal + segment.count)
      } else {
        for name in segment.names {
          choose(NamespacedName(namespace: segment.namespace, name: name), isPresent: true)
        }
      }
    }
    if batch.hasUnscheduled {
      batch.statuses.forEachPage { start, page in
        for (offset, status) in page.enumerated() where status == PodStatus.unscheduled.rawValue {
          unscheduled.insert(batch.firstID.index + start + offset)
        }
      }
    }
    for (id, address) in batch.wanted { wanted[id] = address }
    for (id, error) in batch.errors { errors[id] = error }
  }

  /// Takes the pod in row `id` out.
  mutating func remove(_ id: PodID) {
    guard status(of: id).isPresent else { return }
    if let segment = names.segment(of: id) {
      if let app = segment.app {
        let key = NamespacedName(namespace: segment.namespace, name: app)
        ordinals[key]?.remove(segment.firstOrdinal + id.index - segment.firstID.index)
      } else {
        choose(segment.name(at: id.index - segment.firstID.index), isPresent: false)
      }
    }
    set(id, PodOutcome(pod: id, node: nil, v4: 0, v6: 0, status: .absent, error: nil))
    present.remove(id.index)
    if wanted[id] != nil { wanted[id] = nil }
  }

  private mutating func choose(_ name: NamespacedName, isPresent: Bool) {
    guard let (app, ordinal) = PodNames.generated(name), ordinal < Self.ordinalCount else {
      return
    }
    if isPresent {
      chosenOrdinals[app, default: AddressBitmap(count: Self.ordinalCount)].insert(ordinal)
    } else {
      chosenOrdinals[app]?.remove(ordinal)
    }
  }

  /// Writes where a pod has come to be.
  mutating func set(_ id: PodID, _ placement: PodOutcome) {
    let row = id.index
    nodes[row] = placement.node?.rawValue ?? Self.noNode
    v4[row] = placement.v4
    if placement.v6 != 0, v6 == nil {
      v6 = PagedColumn(zeros: nodes.count, pageSize: Self.pageSize)
    }
    v6?[row] = placement.v6
    statuses[row] = placement.status.rawValue
    if placement.status == .unscheduled { unscheduled.insert(row) } else { unscheduled.remove(row) }
    if let error = placement.error {
      errors[id] = error
    } else if errors[id] != nil {
      errors[id] = nil
    }
  }
}

extension PagedColumn where Element: FixedWidthInteger {
  /// A column of `count` zeros.
  init(zeros count: Int, pageSize: Int) {
    self.init(pageSize: pageSize)
    for _ in 0..<count { append(0) }
  }
}
