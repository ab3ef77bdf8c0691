import Addressing

/// Reads what kubectl, Cilium and Helm print into one neutral cluster.
public enum Importer {
  /// Reads all sources as one cluster, or refuses with the first reason; nothing is half opened.
  ///
  /// Bytes decide what a source is, never its name. The order of the sources matters only where two
  /// of them describe the same object: then the later one counts, and the report says so. A source
  /// that holds nothing known is refused if no other holds anything, and else reported.
  public static func read(
    _ sources: [ImportSource]
  ) throws(ImportError) -> (cluster: ImportedCluster, report: ImportReport) {
    var draft = ClusterDraft()
    var unread: [ImportSource] = []
    for source in sources {
      let isKnown = try SourceReader(source).read(into: &draft)
      if !isKnown { unread.append(source) }
    }
    if let first = unread.first, unread.count == sources.count {
      throw nothingKnown(in: first, draft)
    }
    for source in unread {
      draft.remarks.add(.warning, source.name, "holds nothing that is known and was left out")
    }
    let cluster = draft.cluster()
    Findings(cluster: cluster).tell(to: &draft.remarks)
    return (cluster, report(on: cluster, draft, sources))
  }

  /// Refuses a source from its first bytes, so that a huge file of another kind need not be read.
  ///
  /// Enough are 512 bytes; more do no harm. What passes here may still be refused by `read`.
  public static func check(head: [UInt8], of name: String) throws(ImportError) {
    try SourceText.check(head: head[...], of: name, isWhole: false)
  }

  private static func nothingKnown(in source: ImportSource, _ draft: ClusterDraft) -> ImportError {
    let found = draft.remarks.lines.first { $0.source == source.name }.map { " (\($0.text))" }
    return ImportError(
      source: source.name, reason: "nothing known in it\(found ?? ""); expected \(knownKinds)")
  }

  private static func report(
    on cluster: ImportedCluster, _ draft: ClusterDraft, _ sources: [ImportSource]
  ) -> ImportReport {
    var report = ImportReport()
    let remarks = draft.remarks.lines
    var told: Set<String> = []
    for source in sources where told.insert(source.name).inserted {
      let counts = draft.counts.filter { $0.source == source.name }
        .map { $0.noun.counted($0.count) }
      if !counts.isEmpty { report.add(.info, source.name, counts.joined(separator: ", ")) }
      report.lines += remarks.filter { $0.source == source.name }
    }
    if let mode = cluster.mode {
      report.add(.info, nil, "mode \(mode): \(cluster.modeEvidence)")
    } else {
      report.add(.warning, nil, "no mode: \(cluster.modeEvidence)")
    }
    let settings = cluster.options.stated
    if !settings.isEmpty { report.add(.info, nil, "settings: \(settings.joined(separator: ", "))") }
    for pool in cluster.pools {
      let blocks = pool.blockLength.map { " in blocks of /\($0)" } ?? ""
      report.add(.info, nil, "pool \(pool.prefix)\(blocks), \(pool.origin.rawValue)")
    }
    for pool in cluster.podIPPools {
      let prefixes = (pool.v4?.prefixes ?? []) + (pool.v6?.prefixes ?? [])
      report.add(
        .info, nil, "pool \(pool.name): \(prefixes.map(\.description).joined(separator: ", "))")
    }
    report.add(.info, nil, summary(of: cluster))
    report.lines += remarks.filter { $0.source == nil }
    return report
  }

  private static func summary(of cluster: ImportedCluster) -> String {
    let nodes = Noun("node").counted(cluster.nodes.count)
    let blocks = Noun("block").counted(cluster.nodes.reduce(0) { $0 + $1.blocks.count })
    let pods = Noun("pod").counted(cluster.pods.count)
    let holding = cluster.pods.count(where: \.holdsPodAddress)
    return "\(nodes) with \(blocks), \(pods) of which \(holding) hold a pod address"
  }
}
