import Dispatch
import Simulation
import Sizing
import Synchronization

/// Many lives of one choice on two threads, with progress on the terminal; Ctrl-C ends it.
enum ProofRun {
  static func proof(of choice: SizingChoice, _ question: SizingQuestion, lives: Int) -> SizingProof
  {
    let found = Mutex<[SizingLife]>([])
    let line = Mutex(ProgressLine())
    DispatchQueue.concurrentPerform(iterations: 2) { worker in
      for seed in stride(from: worker + 1, through: lives, by: 2) {
        guard let life = SizingLife(of: choice, question, seed: UInt64(seed)) else { continue }
        let done = found.withLock { lives in
          lives.append(life)
          return lives.count
        }
        line.withLock { $0.show(Progress("lives of \(lives)", done: done, total: lives)) }
      }
    }
    line.withLock { $0.wipe() }
    return SizingProof(found.withLock { $0 })
  }
}
