import Explorer
import Reporting
import Watching

extension LiveNews {
  /// What the explorer is to hear of what a followed cluster tells.
  init?(_ news: WatchNews) {
    switch news {
    case .seen(let step): self = .seen(step)
    case .status(let status, let clock, let complaints):
      self = .signal(
        LiveSignal(.init(status, since: clock ?? ""), complaints: complaints.map(\.printable)))
    case .connecting, .began, .failed: return nil
    }
  }
}

extension LiveSignal.State {
  fileprivate init(_ status: LiveStatus, since clock: String) {
    switch status {
    case .live: self = .live
    case .connecting: self = .reconnecting(seconds: nil)
    case .reconnecting(let pause):
      self = .reconnecting(seconds: pause.map { Int($0.components.seconds) })
    case .stale: self = .stale(since: clock)
    }
  }
}
