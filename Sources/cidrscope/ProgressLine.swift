import Glibc
import Reporting
import Simulation

/// How far a long command has come, on one line of a terminal that is wiped when it is over.
///
/// Nothing is written where standard error is no terminal, nor in the first half second.
final class ProgressLine {
  private let isTerminal = isatty(STDERR_FILENO) != 0
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var isShown = false
  private var stream = StandardStream.error

  private static let delay = Duration.milliseconds(500)
  private static let interval = Duration.milliseconds(100)
  private static let columns = 79

  init() {
    next = clock.now + Self.delay
  }

  func show(_ progress: Progress) {
    let share = progress.total > 0 ? "\(progress.done * 100 / progress.total)% " : ""
    show(share + progress.what)
  }

  /// Shows what is told and never ends the work: Ctrl-C does.
  func watch(_ progress: Progress) -> Bool {
    show(progress)
    return true
  }

  private func show(_ line: @autoclosure () -> String) {
    guard isTerminal, clock.now >= next else { return }
    next = clock.now + Self.interval
    isShown = true
    let text = line().printable.prefix(Self.columns)
    // Back to the first column, and the rest of the line wiped: ECMA-48 EL.
    stream.write(Array("\r\(text)\u{1B}[K".utf8))
  }

  func wipe() {
    guard isShown else { return }
    isShown = false
    stream.write(Array("\r\u{1B}[K".utf8))
  }
}
