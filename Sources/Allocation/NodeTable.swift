public import Addressing
import HashTreeCollections

/// All nodes of a cluster, by identifier and by name; copies share what they do not change.
public struct NodeTable: Sendable {
  private var rows = PagedColumn<Node?>(pageSize: 32)
  private var byName: TreeDictionary<String, NodeID> = [:]
  /// For each prefix of generated names a number below which none is free.
  private var firstFree: TreeDictionary<String, Int> = [:]

  /// No nodes.
  public init() {}

  /// Nodes present.
  public var count: Int { byName.count }

  /// The identifier the next node will get.
  public var nextID: NodeID { NodeID(rows.count) }

  /// The node, if it is still there.
  public subscript(id: NodeID) -> Node? {
    id.index < rows.count ? rows[id.index] : nil
  }

  // A node is large to copy: what is asked for thousands of them is read in place.

  /// The blocks of a node, in the order given.
  public func blocks(of id: NodeID) -> [IPPrefix] {
    read(id, otherwise: []) { $0.pointee?.blocks ?? [] }
  }

  /// The books that a node's agent has on its blocks.
  public func ranges(of id: NodeID) -> [BlockAddresses] {
    read(id, otherwise: []) { $0.pointee?.ranges ?? [] }
  }

  /// The pods bound to a node, in the order of arrival.
  public func pods(of id: NodeID) -> [PodID] {
    read(id, otherwise: []) { $0.pointee?.pods ?? [] }
  }

  /// What `body` makes of a node's row, by the pointer to it: a subscript would hand out a copy.
  @inline(__always)
  private func read<Result>(
    _ id: NodeID, otherwise: Result, _ body: (UnsafePointer<Node?>) -> Result
  ) -> Result {
    guard id.index < rows.count else { return otherwise }
    return rows.pages[id.index >> rows.shift].withUnsafeBufferPointer { page in
      guard let first = page.baseAddress else { return otherwise }
      return body(first + (id.index & (rows.pageSize - 1)))
    }
  }

  /// The name of a node, without a copy of all the rest.
  public func name(of id: NodeID) -> String? {
    read(id, otherwise: nil) { $0.pointee?.name }
  }

  /// The node that bears `name`.
  public subscript(name: String) -> Node? {
    byName[name].flatMap { self[$0] }
  }

  /// Identifiers of the nodes present, in the order of joining.
  public var ids: [NodeID] {
    var found: [NodeID] = []
    found.reserveCapacity(count)
    rows.forEachPage { start, page in
      // Looked at in place: a node is large to copy.
      for offset in page.indices {
        if case .some = page[offset] { found.append(NodeID(start + offset)) }
      }
    }
    return found
  }

  /// Calls `body` with every node, in the order of joining.
  public func forEach(_ body: (Node) -> Void) {
    rows.forEachPage { _, page in
      for case let node? in page { body(node) }
    }
  }

  /// `count` names made of `prefix` and the lowest numbers from 1 that no node bears.
  public func freeNames(_ count: Int, prefix: String) -> [String] {
    var names: [String] = []
    names.reserveCapacity(count)
    var number = firstFree[prefix] ?? 1
    while names.count < count {
      let name = prefix + String(number)
      if byName[name] == nil { names.append(name) }
      number += 1
    }
    return names
  }

  /// Adds nodes whose identifiers continue the table.
  mutating func append(_ nodes: [Node]) {
    for node in nodes {
      precondition(node.id == nextID, "nodes join in the order of their identifiers")
      rows.append(node)
      byName[node.name] = node.id
    }
    raiseMarks(over: nodes)
  }

  /// A node that bears the number at its prefix's mark raises the mark, so that the next names need
  /// not look at it.
  private mutating func raiseMarks(over nodes: [Node]) {
    var prefix: String?
    var mark = 1
    for node in nodes {
      guard let number = Self.number(of: node.name) else { continue }
      if number.prefix != prefix {
        if let prefix, mark > 1 { firstFree[prefix] = mark }
        prefix = number.prefix
        mark = firstFree[number.prefix] ?? 1
      }
      if number.value == mark { mark += 1 }
    }
    if let prefix, mark > 1 { firstFree[prefix] = mark }
  }

  /// Takes a node out; its identifier stays unused.
  mutating func remove(_ id: NodeID) {
    guard let node = self[id] else { return }
    rows[id.index] = nil
    if byName[node.name] == id { byName[node.name] = nil }
    if let number = Self.number(of: node.name), let mark = firstFree[number.prefix],
      number.value < mark
    {
      firstFree[number.prefix] = number.value
    }
  }

  /// Changes a node in place.
  @discardableResult
  mutating func update<Result>(_ id: NodeID, _ change: (inout Node) -> Result) -> Result? {
    guard id.index < rows.count, rows[id.index] != nil else { return nil }
    return change(&rows[id.index]!)
  }

  /// Takes a node's record out for a while; its place and its name stay.
  mutating func borrow(_ id: NodeID) -> Node? {
    guard id.index < rows.count else { return nil }
    var node: Node?
    swap(&node, &rows[id.index])
    return node
  }

  /// Puts a borrowed record back.
  mutating func giveBack(_ node: consuming Node) {
    rows[node.id.index] = node
  }

  /// Splits `node-17` into `node-` and 17; nil when there is no plain number at the end.
  private static func number(of name: String) -> (prefix: String, value: Int)? {
    let digits = name.utf8.reversed().prefix { $0 >= 48 && $0 <= 57 }.count
    guard digits > 0, digits < 10 else { return nil }
    let tail = name.suffix(digits)
    guard tail.first != "0", let value = Int(tail) else { return nil }
    return (String(name.dropLast(digits)), value)
  }
}
