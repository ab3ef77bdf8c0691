import FoundationEssentials

/// Reads the text of a small file that a person wrote.
public enum UserFile {
  /// A file larger than this is something else.
  private static let sizeLimit = 1 << 20

  /// Whether something is there, readable or not.
  public static func exists(atPath path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// The whole text.
  public static func text(atPath path: String) throws(FileFault) -> String {
    let manager = FileManager.default
    guard let attributes = try? manager.attributesOfItem(atPath: path) else {
      throw FileFault(file: path, "no such file")
    }
    // Opening a pipe or a device could wait for ever.
    let type = attributes[.type] as? FileAttributeType
    guard type == .typeRegular || type == .typeSymbolicLink else {
      throw FileFault(file: path, "not a file")
    }
    guard (attributes[.size] as? UInt64 ?? 0) <= sizeLimit else {
      throw FileFault(file: path, "larger than a mebibyte, which no such file is")
    }
    guard let data = manager.contents(atPath: path) else {
      throw FileFault(file: path, "not readable")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw FileFault(file: path, "not UTF-8 text")
    }
    return text
  }
}
