import Allocation
import Dispatch
import Glibc
import Simulation
import Sizing
import Synchronization

/// A trial on two threads, with progress on the terminal; Ctrl-C ends it with what is known so far.
enum ProofRun {
  /// A trial and whether somebody ended it.
  struct Ended {
    var trial: SizingTrial
    var isInterrupted: Bool
  }

  private struct State {
    var trial: SizingTrial
    var next = 0
    var isInterrupted = false
  }

  /// Lives all lives of a trial.
  ///
  /// Which thread lives which life is left to chance; the trial sorts them by their seeds.
  static func run(_ trial: SizingTrial) -> Ended {
    let state = Mutex(State(trial: trial))
    let line = Mutex(ProgressLine())
    let watching = interruptions { state.withLock { $0.isInterrupted = true } }
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while true {
        let number = state.withLock { state -> Int? in
          guard !state.isInterrupted, state.next < state.trial.count else { return nil }
          state.next += 1
          return state.next - 1
        }
        guard let number else { return }
        let progress: Progress
        do throws(Refusal) {
          let life = try trial.life(number) { _ in state.withLock { !$0.isInterrupted } }
          guard let life else { return }
          progress = state.withLock { state in
            state.trial.take(life, number)
            return state.trial.progress
          }
        } catch {
          progress = state.withLock { state in
            state.trial.take(broken: error, number)
            return state.trial.progress
          }
        }
        line.withLock { $0.show(progress) }
      }
    }
    line.withLock { $0.wipe() }
    watching.cancel()
    signal(SIGINT, SIG_DFL)
    return state.withLock { Ended(trial: $0.trial, isInterrupted: $0.isInterrupted) }
  }

  /// Calls `act` on every SIGINT, which ends the program no more.
  private static func interruptions(
    _ act: @escaping @Sendable () -> Void
  ) -> any DispatchSourceSignal {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(
      signal: SIGINT, queue: DispatchQueue(label: "interruptions", qos: .userInteractive))
    source.setEventHandler(handler: act)
    source.resume()
    return source
  }
}
