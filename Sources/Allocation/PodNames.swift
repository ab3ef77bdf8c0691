import HashTreeCollections

/// The names of a run of pods: written out where people chose them, derived where they were made.
public struct PodSegment: Hashable, Sendable {
  /// The pod of the first name.
  public let firstID: PodID
  /// Pods in the run.
  public let count: Int
  /// The namespace of all of them.
  public let namespace: String
  /// The app the pods belong to, if they were made for one.
  public let app: String?
  /// The ordinal of the first pod of an app: names are `app-ordinal`.
  public let firstOrdinal: Int
  /// The names, where they are not derived.
  public let names: [String]
  /// The address pool the pods ask for by annotation.
  public var pool: String?
  /// When the pods were created, in whole seconds.
  public internal(set) var born: UInt32 = 0

  /// Pods named `app-first`, `app-first+1`, and so on.
  public init(firstID: PodID, count: Int, namespace: String, app: String, firstOrdinal: Int) {
    self.firstID = firstID
    self.count = count
    self.namespace = namespace
    self.app = app
    self.firstOrdinal = firstOrdinal
    names = []
  }

  /// Pods with names of their own.
  public init(firstID: PodID, namespace: String, names: [String]) {
    self.firstID = firstID
    count = names.count
    self.namespace = namespace
    app = nil
    firstOrdinal = 0
    self.names = names
  }

  /// The identifiers of the run.
  public var ids: Range<Int> { firstID.index..<firstID.index + count }

  func name(at offset: Int) -> NamespacedName {
    guard let app else { return NamespacedName(namespace: namespace, name: names[offset]) }
    return NamespacedName(namespace: namespace, name: "\(app)-\(firstOrdinal + offset)")
  }
}

/// What all pods are called: a few bytes for each run of generated names, whatever its length.
struct PodNames: Sendable {
  /// The runs, in the order of their identifiers: in pages, since pods that come one by one are as
  /// many runs, and a history keeps a copy of the names for each.
  private(set) var segments = PagedColumn<PodSegment>(pageSize: 64)
  /// Rows of pods whose names were written out.
  private var listed: TreeDictionary<NamespacedName, PodID> = [:]
  /// The runs of each app.
  private var runs: TreeDictionary<NamespacedName, PagedColumn<Run>> = [:]

  /// A run of an app: its place in `segments`, and its rows, which are asked for far more often.
  private struct Run {
    var position: Int
    var ids: Range<Int>
  }

  /// The apps of the runs, each once, in the order first seen.
  private(set) var apps: [NamespacedName] = []

  mutating func append(_ segment: PodSegment) {
    if let app = segment.app {
      let key = NamespacedName(namespace: segment.namespace, name: app)
      if runs[key] == nil { apps.append(key) }
      runs[key, default: PagedColumn(pageSize: 64)].append(
        Run(position: segments.count, ids: segment.ids))
    } else {
      for (offset, name) in segment.names.enumerated() {
        let key = NamespacedName(namespace: segment.namespace, name: name)
        listed[key] = PodID(segment.firstID.index + offset)
      }
    }
    segments.append(segment)
  }

  /// The name of the pod in row `id`: a search among the runs, by halving.
  func name(of id: PodID) -> NamespacedName? {
    guard let segment = segment(of: id) else { return nil }
    return segment.name(at: id.index - segment.firstID.index)
  }

  func segment(of id: PodID) -> PodSegment? {
    position(of: id).map { segments[$0] }
  }

  /// The place of the segment that has a pod.
  func position(of id: PodID) -> Int? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].firstID <= id { low = middle + 1 } else { high = middle }
    }
    guard low > 0, segments[low - 1].ids.contains(id.index) else { return nil }
    return low - 1
  }

  /// Rows that may hold the pod called `name`, the latest first: names of the dead are kept.
  func candidates(_ name: NamespacedName) -> [PodID] {
    var found: [PodID] = []
    if let id = listed[name] { found.append(id) }
    guard let (app, ordinal) = Self.generated(name) else { return found }
    guard let runs = runs[app] else { return found }
    for run in (0..<runs.count).reversed() {
      let segment = segments[runs[run].position]
      let offset = ordinal - segment.firstOrdinal
      if offset >= 0, offset < segment.count {
        found.append(PodID(segment.firstID.index + offset))
      }
    }
    return found
  }

  /// The app and ordinal of which `name` would be the generated name.
  static func generated(_ name: NamespacedName) -> (app: NamespacedName, ordinal: Int)? {
    guard let dash = name.name.lastIndex(of: "-") else { return nil }
    let digits = name.name[name.name.index(after: dash)...]
    guard let ordinal = Int(digits), ordinal > 0, String(ordinal) == digits else { return nil }
    let app = NamespacedName(namespace: name.namespace, name: String(name.name[..<dash]))
    return (app, ordinal)
  }

  /// The run made for `app` last.
  func lastSegment(ofApp app: NamespacedName) -> PodSegment? {
    guard let runs = runs[app], runs.count > 0 else { return nil }
    return segments[runs[runs.count - 1].position]
  }

  /// The runs made for `app`, the one made last first, until `body` answers false.
  func forEachSegmentFromLast(ofApp app: NamespacedName, _ body: (PodSegment) -> Bool) {
    guard let runs = runs[app] else { return }
    for run in (0..<runs.count).reversed() where !body(segments[runs[run].position]) { return }
  }

  /// The rows of the runs made for `app`, in order; runs without a gap between are one range.
  func forEachRange(ofApp app: NamespacedName, _ body: (Range<Int>) -> Void) {
    guard let runs = runs[app] else { return }
    var range = 0..<0
    for run in 0..<runs.count {
      let next = runs[run].ids
      if next.lowerBound == range.upperBound {
        range = range.lowerBound..<next.upperBound
      } else {
        if !range.isEmpty { body(range) }
        range = next
      }
    }
    if !range.isEmpty { body(range) }
  }
}
