import CursesTerminal
import Glibc
import Reporting
import Simulation
import Synchronization
import Terminal
import Watching

/// What a followed cluster tells, on its way to whoever listens, who may change.
final class LiveFeed: Sendable {
  private struct Listening {
    var waiting: [WatchNews] = []
    var listener: (@Sendable (WatchNews) -> Void)?
  }

  private let relay: Relay
  private let watch: ClusterWatch
  /// What the cluster is called.
  let name: String

  private final class Relay: Sendable {
    let listening = Mutex(Listening())

    func pass(_ news: WatchNews) {
      // Under the lock, so that nothing overtakes and nothing goes to who has stopped listening.
      listening.withLock { listening in
        guard let listener = listening.listener else { return listening.waiting.append(news) }
        listener(news)
      }
    }
  }

  /// Begins to follow a cluster.
  init(_ access: ClusterAccess, _ patience: Patience) {
    name = access.context ?? "cluster"
    let relay = Relay()
    self.relay = relay
    watch = ClusterWatch(access, patience: patience) { relay.pass($0) }
    Task.detached { [watch] in await watch.start() }
  }

  /// Hands everything to `listener` from now on, what nobody has heard yet first.
  func attach(_ listener: @escaping @Sendable (WatchNews) -> Void) {
    relay.listening.withLock { listening in
      for news in listening.waiting { listener(news) }
      listening.waiting = []
      listening.listener = listener
    }
  }

  /// Keeps what comes for the next listener.
  func detach() {
    relay.listening.withLock { $0.listener = nil }
  }

  /// Waits until the cluster is known.
  func beginning(_ signals: SignalPipe) throws -> WatchBeginning {
    let progress = ProgressLine()
    defer { progress.wipe() }
    var found: WatchBeginning?
    try listen(signals) { news in
      switch news {
      case .connecting(let nodes, let pods):
        progress.show(Progress("listing: \(nodes) nodes, \(pods) pods", done: 0, total: 0))
      case .failed(let text): throw Failure(lines: text.lines, code: 2)
      case .began(let beginning): found = beginning
      case .seen, .status: break
      }
      return found == nil
    }
    guard let found else { throw Failure.unreadable("the cluster could not be followed") }
    return found
  }

  /// Hears news one after the other until `body` answers false; a signal ends the program, and all
  /// that it started before.
  func listen(_ signals: SignalPipe, _ body: (WatchNews) throws -> Bool) throws {
    let mailbox = Mailbox<WatchNews>()
    attach { mailbox.post($0) }
    defer { detach() }
    while true {
      var requests = [mailbox.wakeDescriptor, signals.descriptor].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      _ = poll(&requests, 2, -1)
      die(of: signals)
      let all = mailbox.takeAll()
      for (index, news) in all.enumerated() {
        guard try body(news) else {
          detach()
          let rest = Array(all[(index + 1)...]) + mailbox.takeAll()
          relay.listening.withLock { $0.waiting = rest + $0.waiting }
          return
        }
      }
    }
  }

  /// Dies of the signal that came, if one did, after all that was started.
  func die(of signals: SignalPipe) {
    guard let number = signals.next() else { return }
    close()
    CursesScreen.dieOfSignal(number)
  }

  /// Ends every `kubectl`.
  func close() {
    Task.detached { [watch] in await watch.stop() }
    RunningGroups.shared.endAll()
  }
}

extension String {
  /// The lines, safe to print.
  fileprivate var lines: [String] { split(separator: "\n").map { String($0).printable } }
}
