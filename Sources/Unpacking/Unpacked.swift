public import Importing

/// What became of one file: whether it was an archive, and what of it was not read.
public struct Unpacked: Hashable, Sendable {
  /// Whether it held files of its own; a gzip of one file is that file.
  public var isArchive = false
  /// What was left out and what is odd, one sentence each, for the report.
  public private(set) var notes: [String] = []
  /// Archives inside that were read only in part, with the reason; no file of them is read by half.
  public private(set) var damages: [ImportError] = []

  private var leftOut: [LeftOut: Int] = [:]
  private var climbing = 0

  /// Nothing seen yet.
  public init() {}

  mutating func leaveOut(_ reason: LeftOut) { leftOut[reason, default: 0] += 1 }

  mutating func warn(_ damage: ImportError) { damages.append(damage) }

  mutating func see(_ name: EntryName) { if name.climbsOut { climbing += 1 } }

  /// Makes sentences of what was counted.
  mutating func finish() {
    let counts = LeftOut.allCases.compactMap { reason in
      leftOut[reason].map { reason.counted($0) }
    }
    if !counts.isEmpty { notes.append("not read: \(counts.joined(separator: ", "))") }
    if climbing > 0 {
      let entries = climbing == 1 ? "1 entry has a name" : "\(climbing) entries have names"
      notes.append("\(entries) that lead out of the archive; only their bytes were read")
    }
  }
}
