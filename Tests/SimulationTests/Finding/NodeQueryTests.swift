import Addressing
import Simulation
import TestSupport
import Testing

@Suite struct `A question about nodes` {
  @Test(arguments: [
    "full", "failed", "free", "empty", "fragmented", "waiting", "reserved", "contested", "claimed",
    "stranded", "used > 80%", "free < 10", "pods >= 100", "stranded > 50%", "zone = a",
    "state = failed", "name ~ batch", "size = /20", "node-1*", "10.0.4.0/22", "10.0.4.7",
    "fd00::/64", "full and not zone = a", "not (full or failed) and pods.running > 3",
    "a or b and c or not not d", "\"full\"", "\"and\" or \"10.0.0.0/8\"", "type != m5.large",
    "claim !~ \"blue team\"", "annotation ~ ü", "fragmentation >= 30%", "default/web-*",
  ])
  func `prints as it is written`(text: String) throws {
    #expect(try NodeQuery(parsing: text).description == text)
  }

  @Test(arguments: [
    ("used>80%", "used > 80%"), ("used > 80 %", "used > 80%"),
    ("addresses.used > 80%", "used > 80%"), ("  full\tand(zone=a)", "full and zone = a"),
    ("full !failed zone=a", "full and not failed and zone = a"),
    ("web(full or free)", "web and (full or free)"), ("pool=10.0.0.0/8", "10.0.0.0/8"),
    ("pool != 10.0.0.7", "not 10.0.0.7"), ("a b or c d", "a and b or c and d"),
    ("((full))", "full"), ("\"web\"", "web"), ("zone=\"a b\"", "zone = \"a b\""),
    ("not(a or b)", "not (a or b)"), ("10.0.4.7/32", "10.0.4.7"), ("size>=/20", "size >= /20"),
  ])
  func `is read with blanks or without`(text: String, canonical: String) throws {
    #expect(try NodeQuery(parsing: text).description == canonical)
  }

  @Test func `binds and closer than or, and not closer than both`() throws {
    let query = try NodeQuery(parsing: "full or failed and not empty")
    #expect(
      query.condition
        == .any([.trait(.full), .all([.trait(.failed), .not(.trait(.empty))])]))
    let other = try NodeQuery(parsing: "(full or failed) and not empty")
    #expect(
      other.condition
        == .all([.any([.trait(.full), .trait(.failed)]), .not(.trait(.empty))]))
  }

  static let faults: [(String, Int, String)] = [
    (
      "", 1,
      "the question is empty; expected a word such as full, a name, or a comparison: used > 80%"
    ),
    ("used", 1, "\"used\" needs a comparison; such as used > 80%; in quotes it is a name"),
    ("used >", 7, "\">\" needs a number"),
    ("used > x", 8, "\"x\" is no number; expected a whole number or a share, such as 3 or 80%"),
    ("used ~ 3", 6, "\"~\" compares names; used takes = != < <= > and >="),
    ("zone > a", 6, "\">\" compares numbers; zone takes = != ~ and !~"),
    ("usde > 3", 1, "\"usde\" is nothing that can be compared; did you mean \"used\"?"),
    (
      "state = broken", 9,
      "\"broken\" is no state; the states are ready, waiting, failed and cordoned"
    ),
    ("usable > 80%", 10, "\"80%\" is a share; usable is compared with a number"),
    ("fragmentation > 3", 17, "\"3\" is no share; write 3% for a share"),
    ("size = 20", 8, "\"20\" is no prefix length; write it with its slash: /20"),
    ("size = /200", 8, "\"/200\" is no prefix length; expected /20 or the like"),
    ("full and", 9, "\"and\" needs a condition"),
    (
      "and full", 1,
      "\"and\" begins no condition; expected a word such as full, a name, or a comparison: used > 80%"
    ),
    ("(full", 1, "\"(\" is never closed; end it with )"),
    ("full)", 5, "\")\" closes nothing; every parenthesis has a partner"),
    ("full && empty", 6, "\"&&\" is no comparison; did you mean \"and\"?"),
    ("used == 3", 6, "\"==\" is no comparison; did you mean \"=\"?"),
    ("\"web", 1, "\"\"web\" has no closing quote; end it with \""),
    ("10.0.4.1/22", 1, "\"10.0.4.1/22\" has host bits set; did you mean 10.0.4.0/22?"),
    ("zone = and", 8, "\"and\" stands where a name should"),
    ("full \u{1B}[2J", 6, "U+001B cannot be seen; a question is visible text"),
    ("\"\"", 1, "an empty name is part of every name"),
    (
      "used > 80%%", 8,
      "\"80%%\" is no number; expected a whole number or a share, such as 3 or 80%"
    ),
    (
      "used > 999999999999999999999", 8,
      "\"999999999999999999999\" is no number; expected a whole number or a share, such as 3 or 80%"
    ),
  ]

  @Test(arguments: faults)
  func `that is wrong says where and what would be right`(
    text: String, column: Int, message: String
  ) {
    do throws(CommandError) {
      let query = try NodeQuery(parsing: text)
      Issue.record("\(text) was read as \(query)")
    } catch {
      #expect(error.message == message)
      #expect(error.column == column)
    }
  }

  @Test func `that is endless or bottomless is refused`() {
    for text in [
      String(repeating: "(", count: 999), String(repeating: "not ", count: 200) + "full",
      String(repeating: "full or ", count: 200) + "full",
      "a" + String(repeating: "\u{301}", count: 10_000),
    ] {
      #expect(throws: CommandError.self) { try NodeQuery(parsing: text) }
    }
  }

  @Test func `reads back as itself, whatever it is made of`() throws {
    for seed in UInt64(1)...400 {
      var draw = QueryDraw(seed: seed)
      let query = NodeQuery(draw.condition(depth: 3))
      #expect(try NodeQuery(parsing: query.description) == query)
    }
  }

  @Test func `never traps on text that is none`() {
    var random = SeededRandom(seed: 3)
    let pieces = [
      "full", "used", ">", "80%", "(", ")", "not", "and", "\"", "~", "!", "/20", "10.0.0.0/8", " ",
      "zone", "=", "\\", "\u{0}", "ü", "%", "::", "999999999999999999999999%",
    ]
    for _ in 0..<3000 {
      let text = (0..<random.int(in: 0..<9)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined(separator: random.int(in: 0..<2) == 0 ? "" : " ")
      if let query = try? NodeQuery(parsing: text) {
        #expect((try? NodeQuery(parsing: query.description)) == query)
      }
    }
  }

  @Test(arguments: [
    ("us", ["used", "usable"]), ("used ", ["=", "!=", "<", "<=", ">", ">="]),
    ("zone = ", ["a", "b"]), ("state = f", ["failed"]), ("full ", ["and", "or", "not"]),
    ("full and no", ["not", "node", "node-1"]), ("size >= ", ["/16", "/20", "/24", "/28"]),
    ("(em", ["empty"]), ("free ", ["=", "!=", "<", "<=", ">", ">=", "and", "or"]),
    ("used > 80% ", ["and", "or", "not"]),
  ])
  func `is completed by what could follow`(text: String, words: [String]) {
    let found = NodeQuery.completions(for: text) { label in
      label == .zone ? ["a", "b"] : label == .name ? ["node-1"] : []
    }
    #expect(Set(found) == Set(words) && found.count == words.count)
  }
}

/// Draws questions of every kind, with names that try the syntax hard.
struct QueryDraw {
  var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  mutating func condition(depth: Int) -> NodeQuery.Condition {
    guard depth > 0 else { return leaf() }
    switch random.int(in: 0..<5) {
    case 0: return .all((0..<random.int(in: 2..<4)).map { _ in condition(depth: depth - 1) })
    case 1: return .any((0..<random.int(in: 2..<4)).map { _ in condition(depth: depth - 1) })
    case 2: return .not(condition(depth: depth - 1))
    default: return leaf()
    }
  }

  mutating func leaf() -> NodeQuery.Condition {
    switch random.int(in: 0..<6) {
    case 0: return .trait(pick(NodeQuery.Trait.allCases))
    case 1:
      let figure = pick(NodeQuery.Figure.allCases)
      let isShare =
        figure == .fragmentation
        || ![.committed, .usable, .maxPods, .blocks].contains(figure) && random.int(in: 0..<2) == 0
      let count = random.int(in: 0..<120)
      return .figure(
        figure, pick(Expectation.Relation.allCases), isShare ? .percent(count) : .count(count))
    case 2:
      let label = pick(NodeQuery.Label.allCases)
      if label == .state {
        let state = pick(["ready", "waiting", "failed", "cordoned"])
        return .label(.state, isLike: true, NamePattern(state, isWhole: true))
      }
      return .label(label, isLike: random.int(in: 0..<2) == 0, pattern())
    case 3: return .size(pick(Expectation.Relation.allCases), random.int(in: 16..<33))
    case 4:
      let text = pick(["10.0.0.0/22", "10.0.1.0/24", "10.0.2.64/26", "10.0.0.9/32", "fd00::/112"])
      return IPPrefix(text).map { .within($0) } ?? .trait(.full)
    default: return .named(NamePattern(pattern().text))
    }
  }

  private mutating func pattern() -> NamePattern {
    let texts = [
      "node-1", "web", "a", "1", "web-1", "*-2", "node-?", "full", "10.0.0.1", "blue team",
      "say \"x\"", "default/web", "b-1*", "zone", "ns*", "%", "and", "A",
    ]
    return NamePattern(pick(texts), isWhole: random.int(in: 0..<2) == 0)
  }

  private mutating func pick<Element>(_ all: [Element]) -> Element {
    all[random.int(in: 0..<all.count)]
  }
}
