extension ClusterDraft {
  /// One owner that missed something, however often it was told.
  struct ToldShortage: Hashable {
    var source: String
    var shortage: Shortage
    var owner: String
  }

  /// Tells what events say was missing, beside what the nodes hold now.
  mutating func tellShortages(in cluster: ImportedCluster) {
    let served = Set(cluster.nodes.filter { !$0.kubernetesBlocks.isEmpty }.map(\.name))
    let known = Set(cluster.nodes.filter { $0.sources.contains(.node) }.map(\.name))
    for told in shortages {
      switch told.shortage {
      case .noBlock where served.contains(told.owner):
        remarks.add(
          .note, told.source, "nodes that once found no block (CIDRNotAvailable) and have one now",
          of: told.owner)
      case .noBlock where !known.isEmpty && !known.contains(told.owner):
        remarks.add(
          .note, told.source, "nodes that found no block (CIDRNotAvailable) and are gone",
          of: told.owner)
      case .noBlock:
        remarks.add(
          .warning, told.source,
          "nodes that kube-controller-manager has no block for (CIDRNotAvailable)", of: told.owner)
      case .notWritten:
        remarks.add(
          .warning, told.source,
          "nodes whose block could not be written (CIDRAssignmentFailed)", of: told.owner)
      case .noAddress(let words):
        remarks.add(
          .warning, told.source, "pods that found no address, \(words.quoted)", of: told.owner)
      }
    }
  }
}
