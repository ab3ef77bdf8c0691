/// One file, or what came down a pipe: a name for messages and the bytes.
public struct ImportSource: Hashable, Sendable {
  /// The name that errors and the report use; what is in the file decides what it is.
  public var name: String
  /// The whole content.
  public var bytes: [UInt8]

  /// A source of a name and its content.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// A source from a text at hand.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }
}
