/// What became of the files of folders and archives, most of which are of no kind that is read here.
///
/// A sysdump has hundreds of them: they are counted, and named only where they should have been read.
struct Members {
  /// What is known of one folder or archive.
  private struct Collection {
    var known: [String] = []
    /// How many hold nothing that is known.
    var unknown = 0
    /// Those that look like objects of Kubernetes and cannot be read, with the reason.
    var faults: [ImportError] = []
    var faultCount = 0
  }

  private var order: [String] = []
  private var collections: [String: Collection] = [:]

  /// How many files that cannot be read are named, each with its reason.
  private static let faultsNamed = 8
  /// How many files are named with what they hold; of more only the sum is told.
  static let namesKept = 20

  /// Whether anything was found in a folder or an archive.
  var isEmpty: Bool { order.isEmpty }

  mutating func addKnown(_ name: String, in collection: String) {
    self[collection].known.append(name)
  }

  mutating func addUnknown(in collection: String) { self[collection].unknown += 1 }

  mutating func addFault(_ error: ImportError, in collection: String) {
    self[collection].faultCount += 1
    if collections[collection]?.faults.count ?? 0 < Self.faultsNamed {
      self[collection].faults.append(error)
    }
  }

  private subscript(_ name: String) -> Collection {
    get { collections[name] ?? Collection() }
    set {
      if collections[name] == nil { order.append(name) }
      collections[name] = newValue
    }
  }
}

extension Members {
  /// The sources of which each is told for itself.
  func isTold(_ name: String, in collection: String?) -> Bool {
    guard let collection else { return true }
    return self[collection].known.count <= Self.namesKept
  }

  /// Why nothing can be shown, if files were found and none of them is known.
  var refusal: ImportError? {
    guard let name = order.first, order.allSatisfy({ self[$0].known.isEmpty }) else { return nil }
    let collection = self[name]
    if let fault = collection.faults.first {
      let more = collection.faultCount > 1 ? " (and \(collection.faultCount - 1) more such)" : ""
      return ImportError(source: name, reason: "nothing in it can be read: \(fault)\(more)")
    }
    return ImportError(
      source: name,
      reason: "nothing known in \(Noun("file").counted(collection.unknown)) of it; expected "
        + Importer.knownKinds)
  }

  /// One line on each folder and archive, and one for each file that should have been read.
  func tell(_ counts: [(source: String, noun: Noun, count: Int)], to report: inout ImportReport) {
    for name in order {
      let collection = self[name]
      let files = collection.known.count + collection.unknown + collection.faultCount
      var text = "\(collection.known.count) of \(Noun("file").counted(files)) read"
      if collection.known.count > Self.namesKept {
        text += ", with " + Self.sums(counts, of: Set(collection.known))
      }
      if collection.unknown > 0 { text += "; \(collection.unknown) hold nothing known here" }
      report.add(.info, name, text)
      for fault in collection.faults {
        let line = fault.line.map { "line \($0): " } ?? ""
        report.add(.warning, fault.source, "not read: \(line)\(fault.reason)")
      }
      let rest = collection.faultCount - collection.faults.count
      if rest > 0 { report.add(.warning, name, "not read: \(rest) files more") }
    }
  }

  private static func sums(
    _ counts: [(source: String, noun: Noun, count: Int)], of sources: Set<String>
  ) -> String {
    var order: [Noun] = []
    var sums: [Noun: Int] = [:]
    for (source, noun, count) in counts where sources.contains(source) {
      if sums[noun] == nil { order.append(noun) }
      sums[noun, default: 0] += count
    }
    return order.map { $0.counted(sums[$0] ?? 0) }.joined(separator: ", ")
  }
}
