/// One file, or what came down a pipe: a name for messages and the bytes, at hand or still to come.
public struct ImportSource {
  /// The name that errors and the report use; what is in the file decides what it is.
  public let name: String
  /// The archive or folder that it was found in, whose other files may be of any kind; nil for what
  /// was named by whoever asks.
  public let collection: String?
  private let content: Content

  private enum Content {
    case bytes([UInt8])
    case feed(any ByteFeed)
  }

  /// The bytes from the first on, where they are at hand; else those that are still to come.
  public var feed: any ByteFeed {
    switch content {
    case .bytes(let bytes): BytesFeed(bytes)
    case .feed(let feed): feed
    }
  }

  /// A source of a name and its content.
  public init(name: String, bytes: [UInt8], partOf collection: String? = nil) {
    self.name = name
    self.collection = collection
    content = .bytes(bytes)
  }

  /// A source whose bytes come one window after another; it is used up by being read.
  public init(name: String, feed: any ByteFeed, partOf collection: String? = nil) {
    self.name = name
    self.collection = collection
    content = .feed(feed)
  }

  /// A source from a text at hand.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }
}
