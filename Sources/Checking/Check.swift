public import Addressing
public import Importing

/// Everything that can be found wrong with a cluster as its files describe it.
public struct Check: Hashable, Sendable {
  /// A range that something else uses.
  public struct Claim: Hashable, Sendable {
    /// Its addresses.
    public var prefix: IPPrefix
    /// Who uses it.
    public var name: String

    /// A range and its user.
    public init(prefix: IPPrefix, name: String) {
      self.prefix = prefix
      self.name = name
    }
  }

  let cluster: ImportedCluster
  let claims: [Claim]

  /// The findings, worst first, in an order that only what was read decides.
  public private(set) var findings: [Finding] = []

  /// Whether anything is wrong; notes are not.
  public var isClean: Bool { findings.allSatisfy { $0.severity == .note } }

  /// Looks at a cluster, at what its reading reported, and at what else is in use.
  public init(_ cluster: ImportedCluster, report: ImportReport, claims: [Claim] = []) {
    self.cluster = cluster
    self.claims = claims
    findOverlaps()
    findPoolFaults()
    findServiceFaults()
    findServicesAmongPods()
    findBlockFaults()
    findDifferences()
    findNodeFaults()
    findLeaks()
    findAddressFaults()
    findDistance()
    for line in report.warnings {
      // What concerns the whole cluster is found here with names and numbers of its own.
      guard let file = line.source, !line.text.hasPrefix(ImportReport.tooSmall) else { continue }
      add(.fileWarning, line.text, evidence: file, place: ImportedPlace(file: file, key: ""))
    }
    let order = Finding.Severity.allCases
    let ranks = findings.map { order.firstIndex(of: $0.severity) ?? order.count }
    findings = findings.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { findings[$0] }
  }

  mutating func add(_ rule: Rule, _ text: String, evidence: String, place: ImportedPlace? = nil) {
    findings.append(
      Finding(
        rule: rule, text: text.withNamesCut, evidence: evidence.withNamesCut, place: place,
        fix: rule.fix(in: cluster.mode)))
  }
}
