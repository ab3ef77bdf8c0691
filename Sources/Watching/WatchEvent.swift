/// What an object is called and which version of it one sees.
public struct ObjectReference: Hashable, Sendable {
  /// `Node`, `Pod`, `CiliumNode` and so on; empty where the object does not say.
  public var kind: String
  /// The namespace, empty where there is none.
  public var namespace: String
  /// The name.
  public var name: String
  /// The identity, which another object of the same name does not share.
  public var uid: String
  /// `metadata.resourceVersion`.
  public var version: String

  /// A reference.
  public init(kind: String, namespace: String = "", name: String, uid: String, version: String) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.uid = uid
    self.version = version
  }
}

/// One thing that a watch told.
public enum WatchEvent: Hashable, Sendable {
  /// An object is there, as its JSON says.
  case present(ObjectReference, [UInt8])
  /// An object is gone.
  case gone(ObjectReference)
  /// Nothing happened up to a version.
  case bookmark(String)
  /// The server ended the watch: 410 means that it has forgotten what came after the last version.
  case ended(code: Int, text: String)
  /// Something that is no event: what it told is lost.
  case damaged(String)
}

/// Turns the bytes that `kubectl get KIND --watch -o json` prints into events.
///
/// With `--output-watch-events` each object stands in an event (`type`, `object`); without, it stands
/// by itself and is there. A list counts as the objects in it.
public struct WatchStream: Sendable {
  private var framer = JSONFramer()

  /// The stream of a `kubectl` that has just started.
  public init() {}

  /// Whether it stands between two events.
  public var isAtRest: Bool { framer.isAtRest }

  /// The events that the next bytes complete.
  public mutating func take(_ bytes: some Sequence<UInt8>) -> [WatchEvent] {
    framer.take(bytes).flatMap(Self.events)
  }

  /// The stream is over: an event that did not end is damaged.
  public mutating func end() -> WatchEvent? {
    guard case .damaged(let text)? = framer.end() else { return nil }
    return .damaged(text)
  }

  private static func events(_ piece: JSONFramer.Piece) -> [WatchEvent] {
    switch piece {
    case .damaged(let text): return [.damaged(text)]
    case .object(let bytes):
      var type: String?
      var object: Range<Int>?
      var cursor = JSONCursor(bytes)
      cursor.forEachMember { key, range in
        if key == "type" {
          var value = JSONCursor(bytes, in: range)
          type = value.text()
        } else if key == "object" {
          object = range
        }
      }
      if let type, let object { return [event(type, bytes, object)] }
      return objects(in: bytes, 0..<bytes.count)
    }
  }

  private static func event(_ type: String, _ bytes: [UInt8], _ range: Range<Int>) -> WatchEvent {
    let facts = ObjectFacts(bytes, range)
    switch type {
    case "BOOKMARK": return .bookmark(facts.reference.version)
    case "ERROR":
      return .ended(code: facts.code ?? 0, text: facts.message ?? facts.reason ?? "watch error")
    case "ADDED", "MODIFIED", "DELETED":
      guard !facts.reference.name.isEmpty else { return .damaged("an object without a name") }
      return type == "DELETED"
        ? .gone(facts.reference) : .present(facts.reference, Array(bytes[range]))
    default: return .damaged("an event of type \(type)")
    }
  }

  private static func objects(in bytes: [UInt8], _ range: Range<Int>) -> [WatchEvent] {
    let facts = ObjectFacts(bytes, range)
    if let items = facts.items {
      var events: [WatchEvent] = []
      var cursor = JSONCursor(bytes, in: items)
      cursor.forEachElement { events += objects(in: bytes, $0) }
      return events
    }
    if facts.reference.kind == "Status" {
      return [.ended(code: facts.code ?? 0, text: facts.message ?? facts.reason ?? "no reason")]
    }
    guard !facts.reference.name.isEmpty else { return [.damaged("an object without a name")] }
    return [.present(facts.reference, Array(bytes[range]))]
  }
}

/// The fields of an object that sorting it needs.
private struct ObjectFacts {
  var reference = ObjectReference(kind: "", name: "", uid: "", version: "")
  var items: Range<Int>?
  var code: Int?
  var message: String?
  var reason: String?

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    func text(_ range: Range<Int>) -> String {
      var cursor = JSONCursor(bytes, in: range)
      return cursor.scalar() ?? ""
    }
    var metadata: Range<Int>?
    var cursor = JSONCursor(bytes, in: range)
    cursor.forEachMember { key, range in
      switch key {
      case "kind": reference.kind = text(range)
      case "metadata": metadata = range
      case "items": items = range
      case "code": code = Int(text(range))
      case "message": message = text(range)
      case "reason": reason = text(range)
      default: break
      }
    }
    guard let metadata else { return }
    var inner = JSONCursor(bytes, in: metadata)
    inner.forEachMember { key, range in
      switch key {
      case "name": reference.name = text(range)
      case "namespace": reference.namespace = text(range)
      case "uid": reference.uid = text(range)
      case "resourceVersion": reference.version = text(range)
      default: break
      }
    }
  }
}
