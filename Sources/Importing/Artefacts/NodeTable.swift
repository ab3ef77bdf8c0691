import Addressing

/// What `kubectl get nodes` prints, with or without `-o wide`: names, and no CIDR of any.
enum NodeTable: TableArtefact {
  static let noun = Noun("node row")

  static func recognises(_ table: TextTable) -> Bool {
    table.has("NAME", "STATUS", "ROLES", "AGE", "VERSION")
  }

  static func read(_ table: TextTable, into draft: inout ClusterDraft) throws(ImportError) {
    draft.remarks.add(
      .warning, table.source,
      "a table of nodes holds names only, no CIDRs; expected kubectl get nodes -o json")
    for row in table.rows {
      guard let cell = row.cell(table.index(of: "NAME")) else { continue }
      let name = cell.split(separator: "/").last.map(String.init) ?? cell
      draft.checkName(name, of: "Node", in: table.source)
      let status = (row.cell(table.index(of: "STATUS")) ?? "").split(separator: ",")
      var facts = NodeRowFacts()
      facts.isReady = status.first.map { $0 == "Ready" }
      facts.isCordoned = status.contains("SchedulingDisabled")
      // Columns right of this one are not trusted: KERNEL-VERSION is two words since kubectl 1.37.
      let address = row.cell(table.index(of: "INTERNAL-IP")).flatMap { try? IPAddress(parsing: $0) }
      facts.internalAddresses = [address].compactMap(\.self)
      draft.nodes[name, default: .init()].row = facts
    }
  }
}

/// What `kubectl get ciliumnodes` prints: names and two addresses.
enum CiliumNodeTable: TableArtefact {
  static let noun = Noun("ciliumnode row")

  static func recognises(_ table: TextTable) -> Bool {
    table.has("NAME", "CILIUMINTERNALIP", "INTERNALIP", "AGE")
  }

  static func read(_ table: TextTable, into draft: inout ClusterDraft) throws(ImportError) {
    draft.remarks.add(
      .warning, table.source,
      "a table of CiliumNodes holds names only, no CIDRs; expected kubectl get ciliumnodes -o json")
    for row in table.rows {
      guard let cell = row.cell(table.index(of: "NAME")) else { continue }
      let name = cell.split(separator: "/").last.map(String.init) ?? cell
      draft.checkName(name, of: "CiliumNode", in: table.source)
      var facts = draft.nodes[name]?.row ?? NodeRowFacts()
      let address = row.cell(table.index(of: "INTERNALIP")).flatMap { try? IPAddress(parsing: $0) }
      if let address { facts.internalAddresses = [address] }
      draft.nodes[name, default: .init()].row = facts
    }
  }
}
