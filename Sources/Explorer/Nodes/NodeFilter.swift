import Addressing
import Allocation

/// Which nodes are shown: every word of a line has to hold.
///
///     batch            the name has it          state=failed   ready, waiting or failed
///     zone=a           the zone is it           full, empty, cordoned, failed, waiting, ready
///     type=m5          m5, m5.large             used>80%  free<10  pods>=100  usable  blocks  max
///     pool=10.0.0.0/8  a block lies in it       !full    all others
struct NodeFilter: Hashable, Sendable {
  let text: String
  private let terms: [Term]

  /// Takes every node.
  static let all = NodeFilter()

  private init() {
    text = ""
    terms = []
  }

  /// Reads a line; a fault says where it stands and what would be right.
  init(parsing text: String) throws(Prompt.Fault) {
    var terms: [Term] = []
    for word in text.split(separator: " ") {
      let column = text.distance(from: text.startIndex, to: word.startIndex) + 1
      terms.append(try Term(parsing: String(word), column: column))
    }
    self.text = text
    self.terms = terms
  }

  var isAll: Bool { terms.isEmpty }

  /// Whether the node is shown.
  func takes(_ row: NodeFigures, _ node: Node) -> Bool {
    terms.allSatisfy { $0.test.holds(for: row, node) != $0.isNegated }
  }

  private struct Term: Hashable, Sendable {
    var isNegated = false
    var test: Test

    init(parsing word: String, column: Int) throws(Prompt.Fault) {
      guard word.first == "!" else {
        test = try Test(parsing: word, column: column)
        return
      }
      guard word.count > 1 else {
        throw Prompt.Fault(
          column: column, text: "\"!\" stands before what is not wanted, as in !full")
      }
      isNegated = true
      test = try Test(parsing: String(word.dropFirst()), column: column + 1)
    }
  }

  /// What a word asks of a node.
  enum Test: Hashable, Sendable {
    case name(String)
    case zone(String)
    case type(String)
    case state(NodeState)
    case pool(IPPrefix)
    case full, empty, cordoned
    case compare(Metric, Comparison, Int, isShare: Bool)

    func holds(for row: NodeFigures, _ node: Node) -> Bool {
      switch self {
      case .name(let part): row.name.lowercased().contains(part)
      case .zone(let zone): row.zone.map { Self.matches($0, zone) } ?? false
      case .type(let type): row.instanceType.map { Self.matches($0, type) } ?? false
      case .state(let state): row.state == state
      case .pool(let pool): node.blocks.contains { $0.overlaps(pool) }
      case .full: row.isFull
      case .empty: row.used == 0
      case .cordoned: row.isCordoned
      case .compare(let metric, let comparison, let number, let isShare):
        Self.holds(row, metric, comparison, number, isShare: isShare)
      }
    }

    /// The whole text, or its beginning up to a sign: `m5` is `m5.large` and not `m5d.large`.
    private static func matches(_ text: String, _ wanted: String) -> Bool {
      let text = text.lowercased()
      guard text.hasPrefix(wanted) else { return false }
      guard let next = text.dropFirst(wanted.count).first else { return true }
      return !next.isLetter && !next.isNumber
    }

    private static func holds(
      _ row: NodeFigures, _ metric: Metric, _ comparison: Comparison, _ number: Int,
      isShare: Bool
    ) -> Bool {
      let value = metric.value(of: row)
      guard isShare else { return comparison.holds(Int128(value), Int128(number)) }
      // Nothing is no share of nothing, so it meets no condition on one.
      guard let whole = metric.whole(of: row), whole > 0 else { return false }
      return comparison.holds(Int128(value) * 100, Int128(number) * Int128(whole))
    }
  }

  /// A figure of a node that can be compared.
  enum Metric: String, CaseIterable, Hashable, Sendable {
    case used, free, usable, pods, blocks, max

    func value(of row: NodeFigures) -> Int {
      switch self {
      case .used: row.used
      case .free: row.free
      case .usable: row.usable
      case .pods: row.pods
      case .blocks: row.blocks
      case .max: row.maxPods
      }
    }

    /// What a per cent is a share of, for figures that are parts of something.
    func whole(of row: NodeFigures) -> Int? {
      switch self {
      case .used, .free: row.usable
      case .pods: row.maxPods
      case .usable, .blocks, .max: nil
      }
    }

    var isPart: Bool { self == .used || self == .free || self == .pods }
  }

  enum Comparison: String, CaseIterable, Hashable, Sendable {
    // Signs of two characters come first, for the others are their beginnings.
    case atLeast = ">="
    case atMost = "<="
    case unequal = "!="
    case above = ">"
    case below = "<"
    case equal = "="

    func holds(_ left: Int128, _ right: Int128) -> Bool {
      switch self {
      case .atLeast: left >= right
      case .atMost: left <= right
      case .unequal: left != right
      case .above: left > right
      case .below: left < right
      case .equal: left == right
      }
    }
  }
}
