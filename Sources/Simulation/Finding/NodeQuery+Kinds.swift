import Addressing
import Allocation

// What kinds of things a leaf of a question asks for, blocks and nodes apart: those are always asked.
extension NodeQuery.Condition {
  var isOfFreeSpace: Bool {
    switch self {
    case .trait(.free), .trait(.fragmented), .size, .within: true
    default: false
    }
  }

  var isOfWithheldSpace: Bool { self == .trait(.reserved) }

  var isOfClaims: Bool {
    switch self {
    case .trait(.claimed), .label(.claim, _, _): true
    case .label(.name, let isLike, _): isLike
    case .named: true
    default: false
    }
  }

  var isOfAnnotations: Bool {
    switch self {
    case .trait(.annotated), .label(.annotation, _, _): true
    case .label(.name, let isLike, _): isLike
    case .named: true
    default: false
    }
  }

  var isOfPods: Bool {
    switch self {
    case .label(.pod, _, _), .label(.app, _, _), .label(.namespace, _, _): true
    case .label(.name, let isLike, _): isLike
    case .named: true
    default: false
    }
  }
}

extension FindingGround {
  /// What a condition says of a free piece.
  func holds(_ condition: NodeQuery.Condition, freePiece piece: IPPrefix, unit: Int) -> Bool? {
    switch condition {
    case .trait(.free): return true
    case .trait(.fragmented): return piece.length >= unit
    // Whoever asks for a free /20 wants to know where one fits.
    case .size(.equal, let length): return piece.length <= length
    case .size(.notEqual, let length): return piece.length > length
    default: return holds(condition, stretch: piece)
    }
  }

  /// What a condition says of a part that is never given.
  func holds(_ condition: NodeQuery.Condition, withheld part: IPPrefix) -> Bool? {
    condition == .trait(.reserved) ? true : holds(condition, stretch: part)
  }

  /// What a condition says of a claim.
  func holds(_ condition: NodeQuery.Condition, of claim: Claim) -> Bool? {
    switch condition {
    case .trait(.claimed): true
    case .label(.name, let isLike, let pattern), .label(.claim, let isLike, let pattern):
      pattern.matches(claim.name) == isLike
    case .named(let pattern): pattern.matches(claim.name)
    default: holds(condition, stretch: claim.prefix)
    }
  }

  /// What a condition says of an annotation.
  func holds(_ condition: NodeQuery.Condition, of note: Annotation) -> Bool? {
    switch condition {
    case .trait(.annotated): true
    case .label(.name, let isLike, let pattern), .label(.annotation, let isLike, let pattern):
      pattern.matches(note.text) == isLike
    case .named(let pattern): pattern.matches(note.text)
    default: holds(condition, stretch: note.prefix)
    }
  }

  /// What a condition says of any stretch of addresses that no node has to do with.
  private func holds(_ condition: NodeQuery.Condition, stretch: IPPrefix) -> Bool? {
    switch condition {
    case .trait(.claimed): claims.contains { $0.prefix.overlaps(stretch) }
    case .trait(.annotated): annotations.contains { $0.prefix.overlaps(stretch) }
    case .trait(.free): false
    case .label(.claim, let isLike, let pattern):
      claims.contains { pattern.matches($0.name) && $0.prefix.overlaps(stretch) } == isLike
    case .label(.annotation, let isLike, let pattern):
      annotations.contains { pattern.matches($0.text) && $0.prefix.overlaps(stretch) } == isLike
    case .size(let relation, let length): NodeQuery.holds(relation, stretch.length, length)
    case .within(let prefix): prefix.overlaps(stretch)
    default: nil
    }
  }
}
