import Addressing
import Foundation
import Simulation
import Sizing

/// Answers and proofs as one JSON object, keys sorted, so that two runs give the same bytes.
enum SizingJSON {
  private struct Answer: Encodable {
    var version = 1
    var question: [String]
    var choices: [Choice]
    var refused: [Refused]
    var errata: [Erratum]
  }

  private struct Choice: Encodable {
    var rank: Int
    var mode: String
    var setting: String
    var plan: String
    var ranges: [Range]
    var nodes: Int
    var firstRefusalMonth: Int?
    var tradeOff: String
    var reasons: [String]
    var warnings: [String]
    var limits: [Limit]
    var changes: [Change]
  }

  private struct Range: Encodable {
    var pool: String
    var mask: Int?
    var podsPerNode: Int
    var nodes: Int
    /// Text, since an IPv6 block has more addresses than a double counts.
    var addressesPerNode: String
    var addressesPerFullNode: String
  }

  private struct Limit: Encodable {
    var text: String
    var value: Int
    var isBinding: Bool
    var source: String
  }

  private struct Change: Encodable {
    var what: String
    var later: String
    var source: String
  }

  private struct Refused: Encodable {
    var mode: String
    var reason: String
  }

  private struct Erratum: Encodable {
    var page: String
    var prints: String
    var gives: String
  }

  private struct Trial: Encodable {
    var version = 1
    var question: [String]
    var verdict: String
    var sentence: String
    var isInterrupted: Bool
    var seeds: Int
    var broken: [String]
    var proofs: [Proof]
  }

  private struct Proof: Encodable {
    var title: String
    var plan: String
    var sentence: String
    var lives: Int
    var failed: Int
    var mostNodes: Int
    var mostPods: Int
    var medianDay: Int?
    var first: Failure?
    var band: [Month]
  }

  private struct Failure: Encodable {
    var seed: UInt64
    var day: Int
    var nodes: Int
    var isOfPods: Bool
    var text: String
  }

  private struct Month: Encodable {
    var month: Int
    var worst: Int
    var median: Int
    var best: Int
    var failed: Int
  }

  static func text(of answer: SizingAnswer) -> String {
    encoded(
      Answer(
        question: answer.question.words,
        choices: answer.choices.enumerated().map { choice($1, rank: $0 + 1, of: answer) },
        refused: answer.refused.map { Refused(mode: $0.mode, reason: $0.reason) },
        errata: SizingErratum.touching(answer.question).map {
          Erratum(page: $0.page, prints: $0.prints, gives: $0.gives)
        }))
  }

  private static func choice(
    _ choice: SizingChoice, rank: Int, of answer: SizingAnswer
  ) -> Choice {
    Choice(
      rank: rank, mode: choice.mode, setting: choice.setting,
      plan: choice.planLine(named: "sized"),
      ranges: choice.ranges.map {
        Range(
          pool: $0.pool.description, mask: $0.mask, podsPerNode: $0.usable, nodes: $0.nodes,
          addressesPerNode: "\($0.perNode)", addressesPerFullNode: "\($0.perFullNode)")
      },
      nodes: choice.capacity, firstRefusalMonth: choice.firstRefusal,
      tradeOff: answer.tradeOff(of: choice), reasons: choice.reasons, warnings: choice.warnings,
      limits: choice.limits.map {
        Limit(text: $0.text, value: $0.value, isBinding: $0.binds, source: $0.source)
      },
      changes: (SizingMode.named(choice.mode)?.changes ?? []).map {
        Change(what: $0.what, later: $0.how, source: $0.source)
      })
  }

  static func text(of trial: SizingTrial, isInterrupted: Bool) -> String {
    encoded(
      Trial(
        question: trial.question.words, verdict: trial.verdict.word, sentence: trial.sentence,
        isInterrupted: isInterrupted, seeds: trial.seeds,
        broken: trial.broken.map { "\($0.title), seed \($0.seed): \($0.text)" },
        proofs: trial.proofs.map(proof)))
  }

  private static func proof(_ proof: SizingProof) -> Proof {
    let first = proof.firstFailure
    return Proof(
      title: proof.title, plan: proof.choice.planLine(named: "sized"), sentence: proof.sentence,
      lives: proof.lives.count, failed: proof.failures.count,
      mostNodes: proof.lives.map(\.mostNodes).max() ?? 0,
      mostPods: proof.lives.map(\.mostPods).max() ?? 0,
      medianDay: proof.medianDay,
      first: first.flatMap { life in
        life.failure.map {
          Failure(
            seed: life.seed, day: $0.day, nodes: $0.nodes, isOfPods: $0.isOfPods, text: $0.text)
        }
      },
      band: proof.band.map {
        Month(
          month: $0.month, worst: $0.worst, median: $0.median, best: $0.best, failed: $0.failed)
      })
  }

  /// Nothing in these values is beyond what JSON can say: an error is none that anybody meets.
  private static func encoded(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
