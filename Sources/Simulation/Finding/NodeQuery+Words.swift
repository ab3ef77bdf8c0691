extension NodeQuery {
  /// What a block or a stretch of the pool is, in one word.
  public enum Trait: String, Hashable, Sendable, CaseIterable {
    case full, failed, free, empty, fragmented, waiting, reserved, contested, claimed, stranded
    case ready, cordoned, annotated

    /// What the word means, in half a sentence.
    public var meaning: String {
      switch self {
      case .full: "no address left for a pod"
      case .failed: "of a node that an error keeps from working"
      case .free: "aligned free space that no node holds"
      case .empty: "committed to a node and without a pod"
      case .fragmented: "free addresses broken up, or a free block alone between taken ones"
      case .waiting: "of a node that waits for its block"
      case .reserved: "no address of it can ever serve a pod"
      case .contested: "held by more than one node"
      case .claimed: "claimed by something else"
      case .stranded: "more than half of it committed and idle"
      case .ready: "of a node that is ready"
      case .cordoned: "of a node that takes no new pods"
      case .annotated: "somebody has written something on it"
      }
    }
  }

  /// A number that a block or a node has.
  public enum Figure: String, Hashable, Sendable, CaseIterable {
    case used, free, stranded, reserved, committed, usable
    case pods
    case podsRunning = "pods.running"
    case podsPending = "pods.pending"
    case maxPods = "max-pods"
    case blocks, fragmentation

    /// What the number counts, in half a sentence.
    public var meaning: String {
      switch self {
      case .used: "addresses that pods hold; % of the usable ones"
      case .free: "addresses a pod could still have; % of the usable ones"
      case .stranded: "committed addresses that are idle; % of the committed ones"
      case .reserved: "addresses that no pod can have; % of the committed ones"
      case .committed: "addresses of the block"
      case .usable: "addresses that pods could have in all"
      case .pods: "pods of the node; % of its most"
      case .podsRunning: "pods of the node that run; % of its most"
      case .podsPending: "pods of the node that wait; % of its most"
      case .maxPods: "pods that the node takes at most"
      case .blocks: "blocks that the node holds"
      case .fragmentation: "share of the free addresses outside their longest run"
      }
    }

    /// Whether a share of the number means something.
    var hasShare: Bool {
      switch self {
      case .committed, .usable, .maxPods, .blocks: false
      default: true
      }
    }
  }

  /// A word that a block, a node or a pod bears.
  public enum Label: String, Hashable, Sendable, CaseIterable {
    case name, state, zone, type, node, pod, app, namespace, claim, annotation

    /// What the word says, in half a sentence.
    public var meaning: String {
      switch self {
      case .name: "the name of a node, pod, claim or annotation"
      case .state: "ready, waiting, failed or cordoned"
      case .zone: "the zone of the node"
      case .type: "the instance type of the node"
      case .node: "the name of the node"
      case .pod: "the name of a pod, with its namespace or without"
      case .app: "the app that a pod was made for"
      case .namespace: "the namespace of a pod"
      case .claim: "the name of a claim on the addresses"
      case .annotation: "what somebody has written on the block"
      }
    }
  }

  /// The words between conditions.
  static let joints = ["and", "or", "not"]

  /// The word that compares sizes of blocks.
  static let sizeWord = "size"

  /// The word that stands before a prefix; the prefix alone says the same.
  static let poolWord = "pool"

  /// Words that stand before a comparison.
  public static let fields: [String] =
    Figure.allCases.map(\.rawValue) + [sizeWord, poolWord] + Label.allCases.map(\.rawValue)

  /// The states that a node can be in, as `state = ` takes them.
  static let states = NodeStateWord.allCases.map(\.rawValue)

  enum NodeStateWord: String, CaseIterable {
    case ready, waiting, failed, cordoned
  }

  /// Whether a word means something of its own where a condition begins, so that a name like it has
  /// to be quoted.
  static func isReserved(_ word: String) -> Bool {
    joints.contains(word) || Trait(rawValue: word) != nil || fields.contains(word)
      || NodeQueryReader.figure(word) != nil
  }
}
