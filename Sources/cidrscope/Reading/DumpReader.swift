import Importing
import Reporting
import Simulation
import Unpacking

/// Reads dumps into one cluster: files, archives and folders of them.
struct DumpReader {
  private var importer = Importer()
  private let unpacker = Unpacker()
  private let watcher: Watcher?
  /// How many archives in other archives and folders are damaged.
  private var damages = 0

  /// How many of those are named.
  private static let damagesNamed = 8

  /// A reader that tells how far it has come.
  init(watching watcher: Watcher?) { self.watcher = watcher }

  /// Reads a file, or every file in it if it is an archive.
  mutating func read(_ file: InputFile) throws {
    do throws(ImportError) {
      let (unpacked, count) = try unpack(file, in: nil)
      guard count > 0 else {
        throw ImportError(source: file.name, reason: "holds no files; expected some to read")
      }
      note(unpacked, of: file.name)
    } catch {
      throw Failure.unreadable(error.description)
    }
  }

  /// Reads every file of a folder that is understood.
  mutating func read(_ folder: DumpFolder) throws {
    var isEmpty = true
    let left = try folder.forEachFile { path, holdsNothing in
      isEmpty = false
      guard !holdsNothing else {
        try understood { (reader) throws(ImportError) in
          try reader.importer.read(ImportSource(name: path, bytes: [], partOf: folder.path))
        }
        return
      }
      let file: InputFile
      do {
        file = try InputFile(path, watching: watcher)
      } catch let failure as Failure {
        importer.note(failure.lines.joined(separator: " "), of: folder.path, as: .warning)
        return
      }
      try understood { (reader) throws(ImportError) in
        reader.note(try reader.unpack(file, in: folder.path).unpacked, of: folder.path)
      }
    }
    guard !isEmpty else {
      throw Failure.unreadable("\(folder.path.printable): is a folder without files to read")
    }
    if let note = left.note { importer.note(note, of: folder.path, as: .note) }
  }

  /// One cluster of all that was read.
  consuming func finish() throws -> (cluster: ImportedCluster, report: ImportReport) {
    if damages > Self.damagesNamed {
      importer.note(
        "\(damages - Self.damagesNamed) archives more are damaged and were read in part", of: nil,
        as: .warning)
    }
    do throws(ImportError) {
      return try importer.finish()
    } catch {
      throw Failure.unreadable(error.description)
    }
  }

  private mutating func unpack(
    _ file: InputFile, in folder: String?
  ) throws(ImportError) -> (unpacked: Unpacked, count: Int) {
    var count = 0
    let unpacked = try unpacker.unpack(file.name, file, store: file.store, in: folder) {
      (source) throws(ImportError) in
      count += 1
      try importer.read(source)
    }
    return (unpacked, count)
  }

  private mutating func note(_ unpacked: Unpacked, of name: String) {
    for note in unpacked.notes { importer.note(note, of: name, as: .note) }
    for damage in unpacked.damages {
      damages += 1
      guard damages <= Self.damagesNamed else { continue }
      importer.note("read in part: \(damage.reason)", of: damage.source, as: .warning)
    }
  }

  private mutating func understood(
    _ body: (inout DumpReader) throws(ImportError) -> Void
  ) throws {
    do throws(ImportError) {
      try body(&self)
    } catch {
      throw Failure.unreadable(error.description)
    }
  }
}
