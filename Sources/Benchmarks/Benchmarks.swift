import Addressing
import Allocation
import Cartography
import Glibc
import Reporting
import Simulation

/// Timings of what people wait for; `swift run -c release Benchmarks` prints them as tables.
///
/// Words choose a part, for a profiler to look at: `Benchmarks 10.0.0.0/8 utilisation /26`.
@main
struct Benchmarks {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.first == "exercise" {
      let numbers = words.dropFirst().compactMap(UInt64.init)
      let isGood = Exercise.run(
        events: Int(clamping: numbers.first ?? 100_000), seeds: Array(numbers.dropFirst()) + [1])
      exit(isGood ? 0 : 1)
    }
    if words.first == "opening" {
      if words.dropFirst().first == "--parse", words.count == 3 {
        exit(Opening.parse(words[2]) ? 0 : 1)
      }
      return Opening(words: words).run()
    }
    FrameCost(words: words).run()
  }
}

/// Processor time of this process, in nanoseconds.
func processorTime() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The least processor time of several runs, in nanoseconds: what the work takes undisturbed.
func leastTime(of runs: Int = 7, _ work: () -> Void) -> Int {
  (0..<runs).map { _ in
    let start = processorTime()
    work()
    return processorTime() - start
  }.min() ?? 0
}
