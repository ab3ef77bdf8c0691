import Addressing
import Allocation
import Simulation

extension ExplorerApp.State {
  /// Follows a live cluster from here on.
  public mutating func follow(_ live: LiveView) {
    self.live = live
  }

  /// Takes over what was heard of the live cluster.
  mutating func note(_ news: LiveNews) {
    guard live != nil else { return }
    switch news {
    case .seen(let step):
      live?.waiting.append(step)
    case .signal(let signal):
      let old = live?.signal.complaints ?? []
      live?.signal = signal
      if let fresh = LiveSignal.news(in: signal.complaints, after: old).first {
        notice = Notice(.warning, fresh)
      }
    }
  }

  /// Whether what was seen can become history now: nobody looks back, and nothing that was made of
  /// the session as it is would take its place.
  private var canFollow: Bool {
    guard holdingWork == nil, proposal == nil, !player.isPlaying else { return false }
    if case .scrub = overlay { return false }
    return session.fork != Session.trunk
      || session.timeline.place == session.timeline.end && session.performance == nil
  }

  /// Lets what has waited happen, as soon as it can.
  mutating func followLive() {
    guard let waiting = live?.waiting else { return }
    // Another session was opened in its place.
    guard session.isLive else {
      live = nil
      return
    }
    guard !waiting.isEmpty, canFollow else { return }
    live?.waiting = []
    let isShown = session.fork == Session.trunk
    for step in waiting {
      let words = isShown ? joinedAndLeft(step) : nil
      session.observe(step)
      if let words, notice?.isOfLife ?? true {
        notice = Notice(ofLife: "\(step.clock)  \(words)")
      }
    }
    followPlan()
  }

  /// What of the live cluster shows; nil if none is followed.
  var shownOfLive: LiveView.Shown? {
    guard live != nil else { return nil }
    guard session.fork == Session.trunk else { return .fork(session.fork) }
    let timeline = session.timeline
    guard timeline.place != timeline.end else { return .newest }
    let happened = timeline.place.position + (timeline.place.step > 0 ? 1 : 0)
    for entry in timeline.entries.prefix(happened).reversed() {
      if case .observe(let step) = entry.command { return .earlier(step.clock) }
    }
    return .earlier(nil)
  }

  /// Tells how one comes back, when somebody has just left the newest moment.
  mutating func tellWayBack() {
    // While somebody moves along the history it is not decided yet where to.
    if case .scrub = overlay { return }
    guard let shown = shownOfLive, (shown != .newest) != live?.isAway else { return }
    live?.isAway = shown != .newest
    guard shown != .newest, notice?.kind != .error else { return }
    let way = "\(keymap.shown(.followLive)) goes back to live"
    notice = notice.map { Notice($0.kind, "\($0.text); \(way)") } ?? Notice(.plain, way)
  }

  /// Goes to the newest moment of the live cluster, from wherever one is.
  mutating func goLive() {
    guard live != nil else {
      notice = Notice(.plain, "no live cluster is followed; cidrscope watch follows one")
      return
    }
    guard holdingWork == nil else {
      notice = Notice(.warning, "wait until the work is done, or end it with Esc")
      return
    }
    player.pause()
    if session.fork != Session.trunk { carryOutNow(.switchTo(fork: Session.trunk)) }
    if session.timeline.place != session.timeline.end { goTo(session.timeline.end) }
    notice = Notice(ofLife: "the newest moment; what happens now shows as it happens")
  }

  /// Which nodes a step brings and takes, in a few words; nil if none.
  private func joinedAndLeft(_ step: ObservedStep) -> String? {
    guard let nodes = session.current?.cluster.nodes else { return nil }
    let joined = step.seen.nodes.filter { nodes[$0.order.name] == nil }
    let failed = step.seen.nodes.filter {
      $0.error != nil && $0.error != nodes[$0.order.name]?.error
    }
    let gone = step.seen.goneNodes.filter { nodes[$0] != nil }
    var words: [String] = []
    if let first = joined.first {
      let blocks = first.order.blocks.map(\.description).joined(separator: " and ")
      words.append(
        joined.count == 1
          ? "\(first.order.name) joined" + (blocks.isEmpty ? "" : " with \(blocks)")
          : "\(joined.count) nodes joined")
    }
    if let first = gone.first {
      words.append(gone.count == 1 ? "\(first) left" : "\(gone.count) nodes left")
    }
    if let first = failed.first, let error = first.error {
      words.append("\(first.order.name): \(error)")
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
