import Addressing

/// What `kubectl get pods -o wide` prints, with or without `-A`.
enum PodTable: TableArtefact {
  static let noun = Noun("pod row")

  static func recognises(_ table: TextTable) -> Bool {
    table.has("NAME", "READY", "STATUS", "RESTARTS", "AGE") && !table.has("ROLES")
  }

  static func read(_ table: TextTable, into draft: inout ClusterDraft) throws(ImportError) {
    if !table.has("IP", "NODE") {
      draft.remarks.add(
        .warning, table.source,
        "a table of pods without addresses and nodes; expected kubectl get pods -o wide")
    }
    if !table.has("NAMESPACE") {
      draft.remarks.add(
        .note, table.source,
        "a table of pods without namespaces (no -A); they are taken for \"default\"")
    }
    for row in table.rows { read(row, of: table, into: &draft) }
  }

  private static func read(
    _ row: TextTable.Row, of table: TextTable, into draft: inout ClusterDraft
  ) {
    guard var name = row.cell(table.index(of: "NAME")) else { return }
    // `kubectl get nodes,pods` puts the kind before each name.
    if let slash = name.firstIndex(of: "/") {
      guard ["pod", "pods"].contains(name[..<slash]) else { return }
      name = String(name[name.index(after: slash)...])
    }
    draft.checkName(name, of: "Pod", in: table.source)
    let namespace = row.cell(table.index(of: "NAMESPACE")) ?? "default"
    var pod = ImportedPod(namespace: namespace, name: name)
    pod.node = row.cell(table.index(of: "NODE"))
    pod.phase = row.cell(table.index(of: "STATUS")) ?? "Unknown"
    pod.isFinished = finished.contains(pod.phase)
    pod.network = .unknown
    if let text = row.cell(table.index(of: "IP")), !text.isRedacted {
      if let address = try? IPAddress(parsing: text) {
        pod.addresses = [address]
      } else {
        draft.remarks.add(
          .warning, table.source, "cells in column IP that are no address, left out",
          of: "\(text.quoted) of \(namespace)/\(name)\(row.line.map { " in line \($0)" } ?? "")")
      }
    }
    draft.add(pod, fromTable: table.source)
  }

  /// What kubectl shows for pods in phase Succeeded and Failed (Kubernetes 1.36,
  /// `pkg/printers/internalversion/printers.go`): the reason comes before the phase.
  private static let finished: Set<String> = [
    "Completed", "Succeeded", "Failed", "Error", "Evicted", "OOMKilled", "DeadlineExceeded",
    "NodeAffinity", "NodeLost", "Shutdown", "Preempting", "UnexpectedAdmissionError",
    "ContainerStatusUnknown", "OutOfcpu", "OutOfmemory", "OutOfpods",
  ]
}
