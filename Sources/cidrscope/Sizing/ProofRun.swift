import Allocation
import Dispatch
import Simulation
import Sizing
import Synchronization

/// Many lives of a choice on two threads, with progress on the terminal; Ctrl-C ends it.
enum ProofRun {
  /// Lives under the seeds from 1; what the simulator did not take as a command is thrown.
  static func proof(
    of choice: SizingChoice, title: String, _ question: SizingQuestion, lives: Int,
    untilFailure: Bool
  ) throws -> SizingProof {
    let state = Mutex<(proof: SizingProof, refusal: Refusal?)>(
      (SizingProof(of: choice, title: title), nil))
    let line = Mutex(ProgressLine())
    DispatchQueue.concurrentPerform(iterations: 2) { worker in
      for seed in stride(from: worker + 1, through: lives, by: 2) {
        guard state.withLock({ $0.refusal == nil }) else { return }
        do throws(Refusal) {
          let life = try SizingLife(
            of: choice, question, seed: UInt64(seed), untilFailure: untilFailure)
          guard let life else { return }
          let done = state.withLock { state in
            state.proof.add(life)
            return state.proof.lives.count
          }
          line.withLock {
            $0.show(Progress("\(title), lives of \(lives)", done: done, total: lives))
          }
        } catch {
          state.withLock { $0.refusal = error }
        }
      }
    }
    line.withLock { $0.wipe() }
    let (proof, refusal) = state.withLock { $0 }
    if let refusal { throw Failure.unreadable("size: \(refusal)") }
    return proof
  }
}
