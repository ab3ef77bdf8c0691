import Glibc

/// Journals of sessions that somebody closed without saving: a few of them are kept, for a change of
/// mind, but nobody is asked about them.
enum LastSessions {
  /// The most that are kept.
  static let limit = 20

  /// Moves a journal there, and removes the oldest ones.
  static func keep(_ path: String, of folder: String) {
    let last = "\(folder)/closed"
    let name = path.split(separator: "/").last ?? ""
    guard StateFolder.make(last) == nil, rename(path, "\(last)/\(name)") == 0 else { return }
    let names = Folder.names(in: last).filter { $0.hasSuffix(".scope") }.sorted()
    for old in names.dropLast(limit) { unlink("\(last)/\(old)") }
  }
}

/// What is in a folder.
enum Folder {
  /// The names of its files, in no order.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
