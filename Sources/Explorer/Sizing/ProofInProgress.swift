import Simulation
import Sizing

/// The lives of a choice and of its cheaper neighbours, while they are lived one after the other.
struct ProofInProgress: Sendable {
  /// Lives of each choice.
  static let lives = 100

  let question: SizingQuestion
  private(set) var proofs: [SizingProof]
  /// Lives that somebody has begun.
  private var begun = 0
  /// Lives that have ended.
  private(set) var done = 0
  /// What the simulator did not take.
  private(set) var fault: String?

  init(of choice: SizingChoice, _ question: SizingQuestion) {
    self.question = question
    proofs =
      [SizingProof(of: choice, title: "this choice")]
      + SizingAnswer.neighbours(of: choice, question).map {
        SizingProof(of: $0.choice, title: $0.title)
      }
  }

  /// A life that nobody has begun.
  struct Job: Sendable {
    let index: Int
    let seed: UInt64
    let choice: SizingChoice
    let question: SizingQuestion

    /// The neighbours are lived to their first refusal only: what matters is that there is one.
    func live(_ watch: @escaping (Int, Int) -> Bool) -> Result<SizingLife?, JobFault> {
      do {
        let life = try SizingLife(
          of: choice, question, seed: seed, untilFailure: index > 0
        ) { watch($0.done, $0.total) }
        return .success(life)
      } catch {
        return .failure(JobFault(text: "\(error)"))
      }
    }
  }

  /// Why a life could not be lived.
  struct JobFault: Error, Sendable {
    let text: String
  }

  var total: Int { proofs.count * Self.lives }
  var isOver: Bool { done >= total || fault != nil }

  /// The next life to live; nil when all have been begun.
  mutating func next() -> Job? {
    guard begun < total, fault == nil else { return nil }
    defer { begun += 1 }
    let index = begun / Self.lives
    return Job(
      index: index, seed: UInt64(begun % Self.lives + 1), choice: proofs[index].choice,
      question: question)
  }

  mutating func take(_ life: SizingLife, of index: Int) {
    proofs[index].add(life)
    done += 1
  }

  mutating func fail(_ fault: JobFault) { self.fault = fault.text }
}
