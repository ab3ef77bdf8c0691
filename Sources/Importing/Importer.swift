import Addressing

/// Reads what kubectl, Cilium and Helm print into one neutral cluster.
///
/// Bytes decide what a source is, never its name. The order of the sources matters only where two
/// of them describe the same object: then the later one counts, and the report says so. A source
/// that holds nothing known is refused if no other holds anything, and else reported.
public struct Importer {
  private var draft = ClusterDraft()
  /// The names in the order read, and the folder or archive that each was found in.
  private var names: [(name: String, collection: String?)] = []
  /// Those of them that hold nothing known.
  private var unread: [String] = []
  private var members = Members()
  private var notes = ImportReport()

  /// An importer that has read nothing yet.
  public init() {}

  /// Reads all sources as one cluster, or refuses with the first reason; nothing is half opened.
  public static func read(
    _ sources: [ImportSource]
  ) throws(ImportError) -> (cluster: ImportedCluster, report: ImportReport) {
    var importer = Importer()
    for source in sources { try importer.read(source) }
    return try importer.finish()
  }

  /// Reads one source more; after an error the importer is to be thrown away.
  ///
  /// A file of a folder or an archive may be of any kind: what is wrong with one is told in the
  /// report, nothing of it is kept, and the others are read.
  public mutating func read(_ source: ImportSource) throws(ImportError) {
    if let collection = source.collection { return readMember(source, of: collection) }
    names.append((source.name, nil))
    let isKnown = try SourceReader(source).read(into: &draft)
    if !isKnown { unread.append(source.name) }
  }

  private mutating func readMember(_ source: ImportSource, of collection: String) {
    let before = draft
    var reader: SourceReader?
    do throws(ImportError) {
      reader = try SourceReader(source)
      if try reader?.read(into: &draft) == true {
        names.append((source.name, collection))
        members.addKnown(source.name, in: collection)
        return
      }
      members.addUnknown(in: collection)
    } catch {
      if reader?.looksLikeObjects == true {
        members.addFault(error, in: collection)
      } else {
        members.addUnknown(in: collection)
      }
    }
    draft = before
  }

  /// Says something of a file that only who opened it knows.
  public mutating func note(
    _ text: String, of source: String?, as severity: ImportReport.Severity
  ) {
    notes.add(severity, source, text)
  }

  /// Makes one cluster of all that was read.
  public consuming func finish() throws(ImportError) -> (
    cluster: ImportedCluster, report: ImportReport
  ) {
    if unread.count == names.count {
      if let first = unread.first { throw Self.nothingKnown(in: first, draft) }
      if let refusal = members.refusal { throw refusal }
    }
    for name in unread {
      draft.remarks.add(.warning, name, "holds nothing that is known and was left out")
    }
    let cluster = draft.cluster()
    Findings(cluster: cluster).tell(to: &draft.remarks)
    return (cluster, report(on: cluster))
  }

  private static func nothingKnown(in source: String, _ draft: ClusterDraft) -> ImportError {
    let found = draft.remarks.lines.first { $0.source == source }.map { " (\($0.text))" }
    return ImportError(
      source: source, reason: "nothing known in it\(found ?? ""); expected \(knownKinds)")
  }

  private func report(on cluster: ImportedCluster) -> ImportReport {
    var report = ImportReport()
    members.tell(draft.counts, to: &report)
    report.lines += notes.lines
    let remarks = draft.remarks.lines
    var told: Set<String> = []
    for (name, collection) in names where told.insert(name).inserted {
      let counts = draft.counts.filter { $0.source == name }
        .map { $0.noun.counted($0.count) }
      if !counts.isEmpty, members.isTold(name, in: collection) {
        report.add(.info, name, counts.joined(separator: ", "))
      }
      report.lines += remarks.filter { $0.source == name }
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
    report.add(.info, nil, Self.summary(of: cluster))
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
