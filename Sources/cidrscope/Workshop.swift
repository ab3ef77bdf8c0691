import Explorer
import Simulation
import Synchronization
import Terminal

/// Does long works of the explorer on other threads, one task each, and reports to its mailbox.
final class Workshop: Sendable {
  private let mailbox: Mailbox<ExplorerApp.Message>
  /// Works that nobody waits for any more.
  private let cancelled = Mutex<Set<Int>>([])

  init(_ mailbox: Mailbox<ExplorerApp.Message>) {
    self.mailbox = mailbox
  }

  /// The time between two news of a work: a screen needs no more.
  private static let newsInterval = Duration.milliseconds(66)

  func begin(_ work: Work) {
    Task.detached(priority: .userInitiated) { [self] in
      let clock = ContinuousClock()
      var next = clock.now + Self.newsInterval
      let answer = work.run { progress in
        if clock.now >= next {
          next = clock.now + Self.newsInterval
          self.mailbox.post(.progressed(work.id, progress))
        }
        return !self.cancelled.withLock { $0.contains(work.id) }
      }
      self.cancelled.withLock { _ = $0.remove(work.id) }
      self.mailbox.post(.finished(WorkResult(id: work.id, answer: answer)))
    }
  }

  func cancel(_ id: Int) {
    cancelled.withLock { _ = $0.insert(id) }
  }
}
