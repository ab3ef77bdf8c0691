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
      let start = processorTime()
      for number in 0..<events {
        guard let message = ExplorerApp.message(for: input.next(), in: state) else { continue }
        take(message, &state)
        guard number % 8 == 0 else { continue }
        var frame = Frame(size: state.size)
        ExplorerApp.draw(state, into: &frame)
        frames += 1
        guard number % 512 == 0 else { continue }
        if let first = state.session.current?.cluster.brokenInvariants().first {
          print("seed \(seed), event \(number): \(first)")
          isGood = false
        }
      }
      var again = Session()
      for line in state.session.journal {
        guard let command = try? Command(parsing: line) else {
          print("seed \(seed): the journal has a line that is no command: \(line)")
          isGood = false
          continue
        }
        _ = again.execute(command)
      }
      let (own, replayed) = (StateHash(of: state.session.moment), StateHash(of: again.moment))
      let seconds = (processorTime() - start) / 1_000_000_000
      print(
        "seed \(seed): \(events) events, \(frames) frames, \(state.session.journal.count) commands, "
          + "\(seconds) s; hash \(own) and replayed \(replayed)")
      if own != replayed { isGood = false }
    }
    return isGood
  }

  private static func take(_ message: ExplorerApp.Message, _ state: inout ExplorerApp.State) {
    for effect in ExplorerApp.update(&state, with: message) {
      guard case .work(let work) = effect else { continue }
      take(.finished(WorkResult(id: work.id, answer: work.run { _ in true })), &state)
    }
  }
}
