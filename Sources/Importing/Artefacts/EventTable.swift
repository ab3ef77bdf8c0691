/// What `kubectl get events` prints, with or without `-A` (Kubernetes 1.36,
/// `pkg/printers/internalversion/printers.go`).
enum EventTable: TableArtefact {
  static let noun = Noun("event row")

  static func recognises(_ table: TextTable) -> Bool { table.has("REASON", "OBJECT", "MESSAGE") }

  static func read(_ table: TextTable, into draft: inout ClusterDraft) throws(ImportError) {
    for row in table.rows {
      let object = (row.cell(table.index(of: "OBJECT")) ?? "").split(separator: "/", maxSplits: 1)
      let reason = row.cell(table.index(of: "REASON")) ?? ""
      guard object.count == 2 else { continue }
      let kind = object[0].lowercased() == "node" ? "Node" : "Pod"
      let isKnown = ["node", "pod"].contains(object[0].lowercased())
      let message = row.cell(table.index(of: "MESSAGE")) ?? ""
      guard isKnown, let shortage = Shortage(kind: kind, reason: reason, message: message) else {
        draft.remarks.add(
          .note, table.source, "events that tell nothing of addresses, left out", of: reason.quoted)
        continue
      }
      let name = String(object[1])
      draft.checkName(name, of: kind, in: table.source)
      let namespace = row.cell(table.index(of: "NAMESPACE")) ?? "default"
      draft.add(
        ClusterDraft.ToldShortage(
          source: table.source, shortage: shortage,
          owner: shortage.isOfNode ? name : "\(namespace)/\(name)"))
    }
  }
}
