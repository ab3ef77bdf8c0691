/// The name of an entry, made harmless: it is only ever shown, and still must not mislead.
struct EntryName: Equatable {
  /// The path inside the archive, without steps out of it.
  let text: String
  /// Whether the name as it stands leads out of the folder that one unpacks into.
  let climbsOut: Bool
  /// Whether a part of it begins with a dot, or is what macOS adds to its archives.
  let isHidden: Bool

  init(_ bytes: [UInt8]) {
    let whole = String(decoding: bytes, as: UTF8.self)
    // Windows' own packer of old wrote backslashes.
    let parts = whole.split(omittingEmptySubsequences: true) { $0 == "/" || $0 == "\\" }
    let kept = parts.filter { $0 != "." && $0 != ".." }
    climbsOut = parts.contains("..") || whole.hasPrefix("/") || whole.hasPrefix("\\")
    isHidden = kept.contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    text = kept.isEmpty ? "unnamed" : kept.joined(separator: "/")
  }
}
