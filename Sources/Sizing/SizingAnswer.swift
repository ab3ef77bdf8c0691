import Addressing
import Allocation

/// What can be built for a question, the best first.
public struct SizingAnswer: Hashable, Sendable {
  /// A mode that cannot be built so, and why.
  public struct Refused: Hashable, Sendable {
    /// The mode.
    public let mode: String
    /// Why not.
    public let reason: String
  }

  /// The question.
  public let question: SizingQuestion
  /// The choices, the best first.
  public let choices: [SizingChoice]
  /// What is no choice.
  public let refused: [Refused]

  /// Answers a question by building every mode that is allowed.
  public init(_ question: SizingQuestion) {
    self.question = question
    var found: [SizingChoice] = []
    var refused: [Refused] = []
    for mode in SizingMode.allowed(by: question) {
      do throws(Refusal) {
        for choice in try Self.choices(question, mode)
        where !found.contains(where: { $0.ranges == choice.ranges && $0.mode == choice.mode }) {
          found.append(choice)
        }
      } catch {
        refused.append(Refused(mode: mode.name, reason: error.description))
      }
    }
    choices = found.enumerated().sorted { one, other in
      Self.rank(one, question) < Self.rank(other, question)
    }.map(\.element)
    self.refused = refused
  }

  /// The best choice.
  public var best: SizingChoice? { choices.first }

  /// Whether something can be built that lasts as long as was asked.
  public var isAnswered: Bool { best.map { $0.lasts(question) } ?? false }

  /// A block for all that the kubelet takes, and where less was asked a block for no more than that.
  private static func choices(
    _ question: SizingQuestion, _ mode: SizingMode
  ) throws(Refusal) -> [SizingChoice] {
    var choices: [SizingChoice] = []
    // Prefix delegation and warm targets are worth a choice of their own; spare blocks are not.
    let variants = mode.name == "vpc-cni" ? mode.variants : [mode.variants[0]]
    for variant in variants {
      for pods in question.podsToHold < question.maxPods && !mode.masks.isEmpty
        ? [question.maxPods, question.podsToHold] : [question.podsToHold]
      {
        let draft = SizingDraft(question: question, mode: mode, variant: variant, pods: pods)
        choices.append(SizingAdvice(question).advised(try draft.choice()))
      }
    }
    return choices
  }

  /// What lasts goes first, then what serves all the kubelet takes, then the smaller pool.
  private static func rank(
    _ item: EnumeratedSequence<[SizingChoice]>.Element, _ question: SizingQuestion
  ) -> Rank {
    let choice = item.element
    let usable = choice.ranges.map(\.usable).min() ?? 0
    return Rank(keys: [
      choice.lasts(question) ? 0 : 1, usable >= question.podsToHold ? 0 : 1,
      usable >= question.maxPods ? 0 : 1, -(choice.ranges[0].pool.length), item.offset,
    ])
  }

  private struct Rank: Comparable {
    var keys: [Int]

    static func < (one: Rank, other: Rank) -> Bool {
      one.keys.lexicographicallyPrecedes(other.keys)
    }
  }
}
