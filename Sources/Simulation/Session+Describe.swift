import Addressing
import Allocation

extension Session {
  /// All that is known of one thing, as a table of two columns.
  func describe(_ subject: Subject, in plan: Plan) -> Outcome {
    let cluster = plan.cluster
    switch subject {
    case .address(let address):
      let table = Self.table("\(address)", of: address, in: cluster)
      return .answer(table.adding(moment.wordRows(on: [IPPrefix(address)])))
    case .prefix(let prefix):
      let table = Self.table("\(prefix)", of: prefix, in: cluster)
      return .answer(table.adding(moment.wordRows(on: [prefix])))
    case .name(let text):
      if let node = cluster.nodes[text] {
        let table = Self.table(of: node, in: cluster)
        return .answer(table.adding(moment.wordRows(on: node.blocks)))
      }
      let name = NamespacedName(text)
      if let pod = cluster.pods[name].flatMap({ cluster.pods[$0] }) {
        return .answer(Self.table(of: pod, in: cluster))
      }
      if let mode = AllModes.descriptions.first(where: { $0.name == text }) {
        return .answer(Self.table(of: mode))
      }
      if let table = metric(text) { return .answer(table) }
      return .refused("nothing here is called \"\(text)\"")
    }
  }

  /// A metric's definition and its number in every plan, if `text` names one.
  private func metric(_ text: String) -> Table? {
    if let query = try? MetricQuery(parsing: text) {
      return Tables.describe(query.name, query, in: moment)
    }
    return MetricQuery.Name(rawValue: text).map { Tables.describe($0, nil, in: moment) }
  }

  /// Blocks and books of a node that are written out; more of them are counted.
  static let listLimit = 16

  static func table(of node: Node, in cluster: Cluster) -> Table {
    var rows = [
      ["state", node.state.rawValue + (node.isCordoned ? ", cordoned" : "")],
      ["blocks", list(node.blocks.map(\.description))],
      ["pods", "\(node.pods.count) of \(node.maxPods), \(node.running) running"],
    ]
    if let zone = node.zone { rows.append(["zone", zone]) }
    if let type = node.instanceType { rows.append(["type", type]) }
    for range in node.ranges.prefix(listLimit) {
      rows.append(["usable", "\(range.usable) in \(range.prefix), \(range.free) free"])
      for role in InfrastructureRole.allCases {
        if let address = range.address(of: role) {
          rows.append([role.rawValue, address.description])
        }
      }
    }
    for detail in cluster.mode.details(of: node) { rows.append([detail.key, detail.text]) }
    if let error = node.error { rows.append(["error", error]) }
    if let error = node.agentError { rows.append(["agent", error]) }
    return Table(title: "node \(node.name)", columns: ["WHAT", "IS"], rows: rows)
  }

  static func table(of mode: ModeDescription) -> Table {
    var rows = [
      ["is", mode.summary], ["works", mode.details.replacing("\n", with: " ")],
      ["models", mode.models], ["left out", mode.leftOut.replacing("\n", with: " ")],
    ]
    for option in mode.options {
      rows.append([option.key, "\(option.meaning) (\(option.standard))"])
    }
    return Table(title: "mode \(mode.name)", columns: ["WHAT", "IS"], rows: rows)
  }

  private static func list(_ words: [String]) -> String {
    let shown = words.prefix(listLimit).joined(separator: " ")
    return words.count > listLimit ? "\(shown) and \(words.count - listLimit) more" : shown
  }

  static func table(of pod: Pod, in cluster: Cluster) -> Table {
    var rows = [["state", pod.status.word]]
    if let node = pod.node.flatMap({ cluster.nodes[$0] }) { rows.append(["node", node.name]) }
    for address in [pod.v4, pod.v6].compactMap(\.self) {
      rows.append(["address", address.description])
    }
    if let error = cluster.error(of: pod) { rows.append(["error", error]) }
    return Table(title: "pod \(pod.name)", columns: ["WHAT", "IS"], rows: rows)
  }

  static func table(_ title: String, of address: IPAddress, in cluster: Cluster) -> Table {
    var rows: [[String]] = []
    let holders = cluster.ledger.holders(of: address).compactMap { cluster.nodes[$0] }
    let pool = cluster.mode.pools.first { $0.contains(address) }
    rows.append(["pool", pool?.description ?? "in none of the pools"])
    for node in holders {
      let block = node.blocks.first { $0.contains(address) }
      guard let block else { continue }
      rows.append(["block", "\(block) of \(node.name)"])
      if let role = node.range(on: block)?.role(of: address) {
        rows.append(["held by", "\(role.rawValue) of \(node.name)"])
      }
    }
    if let pod = cluster.pod(at: address) {
      rows.append(["held by", "pod \(pod.name)"])
    } else if rows.last?[0] == "block" {
      rows.append(["held by", "nobody: committed and idle"])
    } else if holders.isEmpty, pool != nil {
      rows.append(["held by", "nobody: free for a node to come"])
    }
    return Table(title: title, columns: ["WHAT", "IS"], rows: rows)
  }

  static func table(_ title: String, of prefix: IPPrefix, in cluster: Cluster) -> Table {
    var rows = [
      ["first", prefix.base.description], ["last", prefix.last.description],
      ["addresses", "\(prefix.size)"],
    ]
    guard let section = cluster.ledger.section(of: prefix),
      let cells = section.grid.indices(overlapping: prefix)
    else {
      rows.append(["pool", "in none of the pools"])
      return Table(title: title, columns: ["WHAT", "IS"], rows: rows)
    }
    let held = section.holdings(in: cells)
    rows.append(["pool", section.pool.description])
    rows.append(["blocks", "\(held.blocks) of \(cells.count) committed, \(held.full) full"])
    if cells.count == 1 {
      for id in section.holders(of: cells.lowerBound) {
        if let node = cluster.nodes[id] { rows.append(["holder", node.name]) }
      }
    }
    rows.append([
      "addresses",
      "\(held.used) used, \(held.reserved) reserved, \(held.stranded) stranded in these blocks",
    ])
    return Table(title: title, columns: ["WHAT", "IS"], rows: rows)
  }
}
