public import Addressing

/// What is asked of blocks, nodes, free space and pods: `used > 80% and not zone = a`.
///
/// One language for everything that looks for something: the search on the map, the filter of a list
/// of nodes, a script. It is read by `init(parsing:)` and prints as the text it is read from, with
/// the parentheses that it needs.
public struct NodeQuery: Hashable, Sendable, CustomStringConvertible {
  /// What must hold.
  public let condition: Condition

  /// The question whether `condition` holds.
  public init(_ condition: Condition) {
    self.condition = condition
  }

  /// The text that reads back as this question.
  public var description: String { condition.description }
}

extension NodeQuery {
  /// Something that holds of a block or does not.
  public indirect enum Condition: Hashable, Sendable {
    /// All of the parts hold.
    case all([Condition])
    /// One of the parts holds at least.
    case any([Condition])
    /// The part does not hold.
    case not(Condition)
    /// It is so: `full`.
    case trait(Trait)
    /// A number of it compares so with another: `used > 80%`.
    case figure(Figure, Expectation.Relation, Amount)
    /// A word of it is like a pattern, or is not: `zone = a`, `name !~ batch`.
    case label(Label, isLike: Bool, NamePattern)
    /// It is as large as a prefix of that length, or larger, or smaller: `size >= /20`.
    case size(Expectation.Relation, Int)
    /// It shares an address with the prefix: `10.0.4.0/22`.
    case within(IPPrefix)
    /// It, or something in it, is called so: `batch`, `node-1*`.
    case named(NamePattern)
  }
}

extension NodeQuery.Condition: CustomStringConvertible {
  /// The condition as it is written.
  public var description: String {
    switch self {
    case .all(let parts): parts.map(\.operand).joined(separator: " and ")
    case .any(let parts):
      // "And" binds closer anyway.
      parts.map { if case .all = $0 { $0.description } else { $0.operand } }
        .joined(separator: " or ")
    case .not(let part): "not " + part.operand
    case .trait(let trait): trait.rawValue
    case .figure(let figure, let relation, let amount):
      "\(figure.rawValue) \(relation.rawValue) \(amount)"
    case .label(let label, let isLike, let pattern):
      "\(label.rawValue) \(pattern.sign(isLike: isLike)) \(pattern.value)"
    case .size(let relation, let length): "size \(relation.rawValue) /\(length)"
    case .within(let prefix): prefix.hostBits == 0 ? "\(prefix.base)" : "\(prefix)"
    case .named(let pattern): pattern.word
    }
  }

  /// The condition where another word binds it: in parentheses if it has parts of its own.
  private var operand: String {
    switch self {
    case .all, .any: "(\(description))"
    default: description
    }
  }
}
