import Addressing
import HashTreeCollections

/// What the modelled systems have refused so far, by the words they said it in.
public struct Refusals: Hashable, Sendable {
  /// One text and how often it was said.
  public struct Entry: Hashable, Sendable {
    /// The real system's words.
    public let text: String
    /// Whether they were said to pods; to nodes and operators otherwise.
    public let isOfPods: Bool
    /// How many attempts were answered with them.
    public internal(set) var count: Int
  }

  /// The texts, in the order of their first time; those beyond the limit are one entry, the last.
  public private(set) var entries: [Entry] = []
  private var places: TreeDictionary<String, Int> = [:]
  /// Texts that are told apart: some name the address or the pod they are about.
  static let limit = 256
  /// What stands for all texts beyond the limit.
  public static let otherText = "other refusals, each in words of its own"

  /// Nothing refused.
  public init() {}

  /// Attempts refused in all, of pods or of anybody else.
  public func total(ofPods: Bool) -> Int {
    entries.reduce(0) { $0 + ($1.isOfPods == ofPods ? $1.count : 0) }
  }

  mutating func add(_ text: String, ofPods: Bool, count: Int) {
    guard count > 0 else { return }
    let key = (ofPods ? "p" : "n") + text
    if let place = places[key] {
      entries[place].count += count
    } else if entries.count < Self.limit || text == Self.otherText {
      places[key] = entries.count
      entries.append(Entry(text: text, isOfPods: ofPods, count: count))
    } else {
      add(Self.otherText, ofPods: ofPods, count: count)
    }
  }
}

extension Cluster {
  /// What an agent says when it has no address, without the words that the CNI plugin puts before.
  func refusalText(_ status: PodStatus) -> String {
    let all = mode.exhaustedText(status == .refusedV6 ? .v6 : .v4)
    return all.hasPrefix(Self.pluginPrefix) ? String(all.dropFirst(Self.pluginPrefix.count)) : all
  }

  /// Counts refusals of pods by their words: those with words of their own first, the others by what
  /// became of the pod.
  mutating func countRefusals(_ counts: RefusalCounts, own: [String]) {
    guard !counts.isEmpty || !own.isEmpty else { return }
    for text in own { tallies.refusals.add(text, ofPods: true, count: 1) }
    for status in [PodStatus.refusedV4, .refusedV6, .refusedAddress] {
      let count = counts[status]
      guard count > 0 else { continue }
      tallies.refusals.add(refusalText(status), ofPods: true, count: count)
    }
  }
}

/// Pods refused in the mode's general words, by what became of them.
struct RefusalCounts {
  private var counts = (v4: 0, v6: 0, address: 0)

  var isEmpty: Bool { counts == (0, 0, 0) }

  subscript(status: PodStatus) -> Int {
    get {
      switch status {
      case .refusedV4: counts.v4
      case .refusedV6: counts.v6
      case .refusedAddress: counts.address
      default: 0
      }
    }
    set {
      switch status {
      case .refusedV4: counts.v4 = newValue
      case .refusedV6: counts.v6 = newValue
      case .refusedAddress: counts.address = newValue
      default: break
      }
    }
  }
}
