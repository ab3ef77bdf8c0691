import Allocation
import Explorer
import Reporting
import Simulation
import Terminal

/// Random input to the explorer, as much as one likes: `Benchmarks exercise 100000 1 2 3`.
///
/// A test does the same with fewer events; this is for the release build, where a hundred thousand
/// take a minute or so.
enum Exercise {
  /// Takes so many events of each seed; false if the state could not be had again from its journal.
  static func run(events: Int, seeds: [UInt64]) -> Bool {
    var isGood = true
    for seed in seeds {
      let size = Size(width: 100, height: 30)
      var state = ExplorerApp.State(session: Demonstration.session(), size: size)
      var input = RandomInput(seed: seed, size: size)
      var frames = 0
      var longest = 0
      let start = processorTime()
      for number in 0..<events {
        guard let message = ExplorerApp.message(for: input.next(), in: state) else { continue }
        take(message, &state)
        guard number % 8 == 0 else { continue }
        var frame = Frame(size: state.size)
        ExplorerApp.draw(state, into: &frame)
        frames += 1
        guard number % 512 == 0 else { continue }
        longest = max(longest, state.session.journal.count)
        if number % 4096 == 0, !comesBack(state.session, seed: seed, event: number) {
          isGood = false
        }
        if let first = state.session.current?.cluster.brokenInvariants().first {
          print("seed \(seed), event \(number): \(first)")
          isGood = false
        }
      }
      if !comesBack(state.session, seed: seed, event: events) { isGood = false }
      let seconds = (processorTime() - start) / 1_000_000_000
      print(
        "seed \(seed): \(events) events, \(frames) frames, \(seconds) s, "
          + "journals of up to \(longest) commands lived again, hash \(StateHash(of: state.session.moment))"
      )
    }
    return isGood
  }

  /// Whether the journal of a session, lived again, leads to the same state.
  private static func comesBack(_ session: Session, seed: UInt64, event: Int) -> Bool {
    var fresh = Session()
    for line in session.journal {
      guard let command = try? Command(parsing: line) else {
        print("seed \(seed), event \(event): the journal has a line that is no command: \(line)")
        return false
      }
      _ = fresh.execute(command)
    }
    let (own, replayed) = (StateHash(of: session.moment), StateHash(of: fresh.moment))
    if own != replayed {
      print("seed \(seed), event \(event): hash \(own), from the journal \(replayed)")
    }
    return own == replayed
  }

  private static func take(_ message: ExplorerApp.Message, _ state: inout ExplorerApp.State) {
    for effect in ExplorerApp.update(&state, with: message) {
      guard case .work(let work) = effect else { continue }
      take(.finished(WorkResult(id: work.id, answer: work.run { _ in true })), &state)
    }
  }
}
