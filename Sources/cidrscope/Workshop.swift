import Explorer
import Simulation
import Synchronization
import Terminal

/// Does long works of the explorer on other threads, one task each, and reports to its mailbox.
final class Workshop: Sendable {
  private let mailbox: Mailbox<ExplorerApp.Message>
  private let watch: WorkWatch

  init(_ mailbox: Mailbox<ExplorerApp.Message>) {
    self.mailbox = mailbox
    watch = WorkWatch(mailbox)
  }

  func begin(_ work: Work) {
    Task.detached(priority: .userInitiated) { [self] in
      let answer = work.run(watch.watcher(of: work.id))
      watch.forget(work.id)
      mailbox.post(.finished(WorkResult(id: work.id, answer: answer)))
    }
  }

  func cancel(_ id: Int) { watch.cancel(id) }
}

/// Tells the explorer how far its works have come, and works that nobody waits for them any more.
final class WorkWatch: Sendable {
  private let mailbox: Mailbox<ExplorerApp.Message>
  private let cancelled = Mutex<Set<Int>>([])

  /// The time between two news of a work: a screen needs no more.
  private static let newsInterval = Duration.milliseconds(66)

  init(_ mailbox: Mailbox<ExplorerApp.Message>) {
    self.mailbox = mailbox
  }

  /// Whom a work tells how far it has come.
  func watcher(of id: Int) -> Watcher {
    let clock = ContinuousClock()
    var next = clock.now + Self.newsInterval
    return { [self] progress in
      if clock.now >= next {
        next = clock.now + Self.newsInterval
        mailbox.post(.progressed(id, progress))
      }
      return !cancelled.withLock { $0.contains(id) }
    }
  }

  func cancel(_ id: Int) { cancelled.withLock { _ = $0.insert(id) } }

  /// Lets go what is known of a work that is over.
  func forget(_ id: Int) { cancelled.withLock { _ = $0.remove(id) } }
}
