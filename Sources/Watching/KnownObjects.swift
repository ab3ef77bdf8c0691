/// Which objects of one kind there are, so far as one has heard: what decides whether news is news.
///
/// An API server tells of each object in order; what reaches us may be told twice, and a list may
/// overtake a watch. Versions are compared as numbers where both are decimal, as the revisions of
/// etcd are; Kubernetes 1.35 makes that a promise (KEP-5504).
public struct KnownObjects: Sendable {
  private struct Key: Hashable {
    var namespace: String
    var name: String
  }

  private struct Entry {
    var kind: String
    var uid: String
    var version: String
    var isGone: Bool
    var list: Int
  }

  private var entries: [Key: Entry] = [:]
  /// Keys of objects that are gone, the earliest first, to be forgotten one day.
  private var graves: [Key] = []
  /// The number of the list that is being read or was read last.
  private var list = 0
  /// Whether the objects that come are those of a list.
  public private(set) var isListing = false

  /// Objects that are gone are remembered so that late news of them is known for what it is; so many
  /// lie between a deletion and the last duplicate of an event before it.
  static let graveLimit = 4096

  /// Nothing known.
  public init() {}

  /// Objects that are there.
  public var count: Int { entries.count - graves.count }

  /// A list begins: afterwards only what is in it is there.
  public mutating func beginList() {
    list += 1
    isListing = true
  }

  /// The list is complete: answers what was there before and is not in it, in order of names.
  public mutating func endList(kind: String) -> [ObjectReference] {
    guard isListing else { return [] }
    isListing = false
    for key in graves { entries[key] = nil }
    graves = []
    let missing = entries.filter { $0.value.list != list }
      .sorted { ($0.key.namespace, $0.key.name) < ($1.key.namespace, $1.key.name) }
    return missing.map { key, entry in
      entries[key] = nil
      return ObjectReference(
        kind: entry.kind.isEmpty ? kind : entry.kind, namespace: key.namespace, name: key.name,
        uid: entry.uid, version: entry.version)
    }
  }

  /// Takes over that an object is there; false if that, or something later, was known.
  public mutating func see(_ object: ObjectReference) -> Bool {
    let key = Key(namespace: object.namespace, name: object.name)
    guard let old = entries[key] else {
      enter(object, key)
      return true
    }
    let isSame = old.uid == object.uid
    let isNewer = Self.isNewer(object.version, than: old.version)
    // A list is the truth even where it is older than what one saw: etcd was restored from a backup.
    let isFirstOfList = isListing && old.list != list
    entries[key]?.list = list
    if isFirstOfList {
      guard isNewer != nil || !isSame || old.isGone else { return false }
    } else {
      if isSame, old.isGone { return false }
      guard isNewer == true else { return false }
    }
    enter(object, key)
    return true
  }

  /// Takes over that an object is gone; false if it was, or another one has its name by now.
  public mutating func lose(_ object: ObjectReference) -> Bool {
    let key = Key(namespace: object.namespace, name: object.name)
    guard let old = entries[key] else { return false }
    guard !old.isGone else { return false }
    // A deletion may bear the version of the last change.
    guard
      old.uid == object.uid || Self.isNewer(object.version, than: old.version) == true
    else { return false }
    entries[key]?.isGone = true
    entries[key]?.uid = object.uid
    if Self.isNewer(object.version, than: old.version) == true {
      entries[key]?.version = object.version
    }
    graves.append(key)
    if graves.count > Self.graveLimit {
      let forgotten = graves.removeFirst()
      if entries[forgotten]?.isGone == true { entries[forgotten] = nil }
    }
    return true
  }

  private mutating func enter(_ object: ObjectReference, _ key: Key) {
    if entries[key]?.isGone == true { graves.removeAll { $0 == key } }
    entries[key] = Entry(
      kind: object.kind, uid: object.uid, version: object.version, isGone: false, list: list)
  }

  /// Whether a version is newer; nil where both are the same.
  ///
  /// What is no number cannot be compared, and counts as newer; so does what bears no version.
  static func isNewer(_ version: String, than old: String) -> Bool? {
    if version == old, !version.isEmpty { return nil }
    guard let new = UInt64(version), let old = UInt64(old) else { return true }
    return new > old
  }
}
