/// Where a session came from: what has to be at hand again before its commands can be executed.
public struct SessionOrigin: Hashable, Sendable {
  /// A dump as it was when it was opened.
  public struct Dump: Hashable, Sendable {
    /// Its path, or `-` for standard input.
    public let path: String
    /// Its bytes.
    public let size: Int
    /// When it was last changed, in nanoseconds since 1970.
    public let modified: Int

    /// A dump that was read.
    public init(path: String, size: Int, modified: Int) {
      self.path = path
      self.size = size
      self.modified = modified
    }
  }

  /// The dumps that are its first plan, in the order given.
  public var dumps: [Dump]
  /// The file that it was saved to and that holds nothing else.
  public var savedFile: String?
  /// What it was opened on, in a few words: `the demonstration`, `nodes.json and pods.json`.
  public var title: String

  /// A session that began with `dumps` and is called `title`.
  public init(dumps: [Dump] = [], savedFile: String? = nil, title: String = "a session") {
    self.dumps = dumps
    self.savedFile = savedFile
    self.title = title
  }
}
