import Glibc
import Subprocess
import Synchronization

/// One run of the user's own `kubectl`, with the user's PATH and environment.
struct Kubectl: Sendable {
  /// How a run ended.
  enum Ending: Sendable {
    case exited(Int32)
    case killed(Int32)
    /// It could not be started at all, for this reason.
    case failed(String)
  }

  /// The words behind the program's name; the first of them is always `get`.
  let arguments: [String]

  /// What is said where there is no `kubectl`.
  static let missing =
    "there is no kubectl on the PATH; a live cluster is followed through the user's own "
    + "(https://kubernetes.io/docs/tasks/tools/)"

  /// A line of standard error that is longer is cut.
  private static let lineLimit = 4096

  /// Runs to the end; bytes and lines are handed over one after the other, and no more is read while
  /// somebody still has the last.
  ///
  /// The run leads a process group of its own, which ends with it: a login helper that `kubectl`
  /// starts does not outlive it, and Ctrl-C means the explorer alone.
  func run(
    hearing hear: @escaping @Sendable ([UInt8]) async -> Void,
    reading read: @escaping @Sendable (String) async -> Void
  ) async -> Ending {
    precondition(arguments.first == "get", "a cluster is only looked at")
    guard let run = RunningGroups.shared.begin() else { return .killed(SIGTERM) }
    defer { RunningGroups.shared.end(run) }
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
    ]
    do {
      let result = try await Subprocess.run(
        .name("kubectl"), arguments: Arguments(arguments), platformOptions: options,
        input: .none, output: .sequence, error: .sequence
      ) { execution in
        RunningGroups.shared.set(execution.processIdentifier.value, of: run)
        let (output, errors) = (execution.standardOutput, execution.standardError)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
          tasks.addTask {
            for try await buffer in output {
              await hear(buffer.withUnsafeBytes { Array($0) })
            }
          }
          tasks.addTask { try await Self.lines(of: errors, read) }
          try await tasks.waitForAll()
        }
      }
      switch result.terminationStatus {
      case .exited(let code): return .exited(code)
      case .signaled(let number): return .killed(number)
      }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failed(Self.missing)
    } catch is CancellationError {
      return .killed(SIGTERM)
    } catch {
      return .failed("kubectl could not be run: \(error)")
    }
  }

  private static func lines(
    of stream: SubprocessOutputSequence, _ read: @Sendable (String) async -> Void
  ) async throws {
    var line: [UInt8] = []
    for try await buffer in stream {
      for byte in buffer.withUnsafeBytes({ Array($0) }) {
        if byte == UInt8(ascii: "\n") {
          await read(String(decoding: line, as: UTF8.self))
          line = []
        } else if line.count < lineLimit {
          line.append(byte)
        }
      }
    }
    if !line.isEmpty { await read(String(decoding: line, as: UTF8.self)) }
  }
}

/// All `kubectl`s that are started or run, to be ended with the program whatever ends it.
final class RunningGroups: Sendable {
  static let shared = RunningGroups()

  private struct Runs {
    /// The process group of each run; nil while it is being started.
    var groups: [Int: pid_t?] = [:]
    var begun = 0
    var isOver = false

    var known: [pid_t] { groups.values.compactMap { $0 } }
  }

  private let runs = Mutex(Runs())

  /// A run that is about to be started; nil once all is over.
  func begin() -> Int? {
    runs.withLock { runs in
      guard !runs.isOver else { return nil }
      runs.begun += 1
      runs.groups[runs.begun] = .some(nil)
      return runs.begun
    }
  }

  /// A run has a process group; one that comes too late is ended at once.
  func set(_ group: pid_t, of run: Int) {
    let isOver = runs.withLock { runs in
      runs.groups[run] = group
      return runs.isOver
    }
    if isOver { kill(-group, SIGTERM) }
  }

  /// A run has ended, or could not be started.
  func end(_ run: Int) { _ = runs.withLock { $0.groups.removeValue(forKey: run) } }

  /// Ends all of them, at first with a word, and whoever does not listen by force.
  ///
  /// Whatever is just being started is waited for: it would be left behind, and swift-subprocess
  /// complains on standard error about what it did not come to do.
  func endAll() {
    let all = runs.withLock { runs in
      runs.isOver = true
      return runs.known
    }
    for group in all { kill(-group, SIGTERM) }
    wait(.milliseconds(300))
    for group in runs.withLock({ $0.known }) { kill(-group, SIGKILL) }
    wait(.seconds(2))
  }

  /// Waits until none is left, but not for ever.
  private func wait(_ limit: Duration) {
    let end = ContinuousClock.now + limit
    while runs.withLock({ !$0.groups.isEmpty }), ContinuousClock.now < end { usleep(5000) }
  }
}
