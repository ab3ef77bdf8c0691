import Foundation
import Glibc
import Reporting

/// A folder whose files are read as one picture: a sysdump, `kubectl cluster-info dump`.
struct DumpFolder {
  let path: String
  let size: Int
  /// When it was last changed, in nanoseconds since 1970.
  let modified: Int

  /// What is in it and is no file to be read.
  struct LeftOut {
    var hidden = 0
    var links = 0
    var devices = 0

    /// One line for the report, nil if nothing was left out.
    var note: String? {
      let counts = [
        Self.counted(hidden, "hidden file or folder", "hidden files and folders"),
        Self.counted(links, "link", "links"), Self.counted(devices, "device", "devices"),
      ].compactMap(\.self)
      return counts.isEmpty ? nil : "not read: \(counts.joined(separator: ", "))"
    }

    private static func counted(_ count: Int, _ one: String, _ many: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
  }

  /// A sysdump of 5,000 nodes has some 50 files for each.
  private static let mostFiles = 1_000_000
  /// Folders in folders; a path of 4,096 bytes (limits.h, PATH_MAX) could hold 2,048.
  private static let deepest = 64

  /// The folder of a path, nil if there is something else or nothing.
  init?(_ path: String) {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return nil
    }
    var name = path
    while name.utf8.count > 1, name.hasSuffix("/") { name.removeLast() }
    self.path = name
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
  }

  /// Comes to each file below it, in the order of their paths; links are not followed.
  func forEachFile(_ visit: (_ path: String, _ isEmpty: Bool) throws -> Void) throws -> LeftOut {
    var left = LeftOut()
    var count = 0
    try walk(path, depth: 0, &left) { path, isEmpty in
      count += 1
      guard count <= Self.mostFiles else {
        throw Failure.unreadable("\(self.path.printable): holds more than \(Self.mostFiles) files")
      }
      try visit(path, isEmpty)
    }
    return left
  }

  private func walk(
    _ folder: String, depth: Int, _ left: inout LeftOut,
    _ visit: (_ path: String, _ isEmpty: Bool) throws -> Void
  ) throws {
    guard depth <= Self.deepest else {
      throw Failure.unreadable(
        "\(path.printable): folders in folders, more than \(Self.deepest) deep")
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw Failure.unreadable("\(folder.printable): this folder cannot be read")
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard !name.hasPrefix(".") else {
        left.hidden += 1
        continue
      }
      let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      var status = stat()
      // What went away meanwhile is not there.
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: try visit(path, status.st_size == 0)
      case S_IFDIR: try walk(path, depth: depth + 1, &left, visit)
      case S_IFLNK: left.links += 1
      default: left.devices += 1
      }
    }
  }
}
