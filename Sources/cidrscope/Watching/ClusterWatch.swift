import Allocation
import Importing
import Reporting
import Simulation
import Watching

/// What a followed cluster has to say.
enum WatchNews: Sendable {
  /// The first lists are on their way; so many nodes and pods have come.
  case connecting(nodes: Int, pods: Int)
  /// All that is known at first.
  case began(WatchBeginning)
  /// It cannot be followed at all, for this reason.
  case failed(String)
  /// Something was seen.
  case seen(ObservedStep)
  /// How current that is, since what time of day it is stale, and what is wrong.
  case status(LiveStatus, since: String?, complaints: [String])
}

/// What a followed cluster is at first.
struct WatchBeginning: Sendable {
  let opening: Opening
  let mode: String?
  /// Kinds that the server does not know.
  let missing: [String]

  /// Lines on what was assumed and what is left out.
  var remarks: [String] {
    guard !missing.isEmpty else { return opening.remarks }
    return opening.remarks + ["note: the server has no \(missing.joined(separator: " and no "))"]
  }
}

/// Follows a cluster: runs one `kubectl` a kind, tells the followers what it says, and tells whoever
/// listens what became of it. Data flows one way: bytes, events, differences, steps.
actor ClusterWatch {
  private let access: ClusterAccess
  private let tell: @Sendable (WatchNews) -> Void
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private var followers: [Follower]
  private var runs: [Task<Void, Never>?]
  private var live = LiveCluster()
  private var coalescer = Coalescer()
  /// What the history stands on, once there is one.
  private var setting: RecordedBase?
  private var steps = 0
  private var started: Duration?
  private var timer: (due: Duration, task: Task<Void, Never>)?
  private var lastStatus: (LiveStatus, [String])?
  private var hasConfiguration = false
  /// Why mode and pools may be others than those shown.
  private var configurationFault: String?
  private var isOver = false

  /// The first lists are waited for so long once something has come; what comes later is told as
  /// changes.
  private static let firstPatience = Duration.seconds(8)

  init(
    _ access: ClusterAccess, patience: Patience, tell: @escaping @Sendable (WatchNews) -> Void
  ) {
    self.access = access
    self.tell = tell
    began = clock.now
    followers = WatchedKind.all.enumerated().map { index, kind in
      Follower(kind, patience: patience, seed: UInt64(index))
    }
    runs = Array(repeating: nil, count: followers.count)
  }

  private var now: Duration { clock.now - began }

  /// Begins; what comes of it is told until `stop`.
  func start() {
    Task { await readConfiguration() }
    work()
  }

  /// Ends all that runs.
  func stop() {
    isOver = true
    timer?.task.cancel()
    for run in runs { run?.cancel() }
  }

  /// Cilium's configuration says mode and pools; it is read once, for it changes with a restart.
  private func readConfiguration() async {
    let (bytes, words) = (Gathered(), Gathered())
    let arguments = WatchedKind.configurationArguments(access)
    let ending = await Kubectl(arguments: arguments).run {
      await bytes.add($0)
    } reading: {
      await words.add(Array(($0 + " ").utf8))
    }
    let source = "kubectl get configmaps cilium-config"
    let text = await bytes.all
    let said = String(decoding: await words.all, as: UTF8.self)
    do throws(ImportError) {
      if !text.isEmpty { try live.read(text, from: source) }
      // Clusters without Cilium have none.
      if case .exited(let code) = ending, code != 0, !said.contains("NotFound") {
        configurationFault = "\(source): \(said.printable)"
      }
    } catch {
      configurationFault = error.description
    }
    if live.hasNews { coalescer.note(at: now) }
    hasConfiguration = true
    work()
  }

  private func startRun(_ index: Int) {
    followers[index].begin(at: now)
    live.beginList(of: followers[index].kind)
    let arguments = followers[index].kind.watchArguments(access)
    let start = followers[index].starts
    runs[index] = Task {
      let ending = await Kubectl(arguments: arguments).run { bytes in
        await self.hear(bytes, index, start)
      } reading: { line in
        await self.read(line, index, start)
      }
      self.end(index, start, ending)
    }
  }

  private func hear(_ bytes: [UInt8], _ index: Int, _ start: Int) {
    guard followers[index].starts == start, !isOver else { return }
    var isLost = false
    for event in followers[index].hear(bytes, at: now) {
      switch event {
      case .ended(_, let text), .damaged(let text):
        followers[index].distrust(text)
        isLost = true
      default: live.take(event, of: followers[index].kind)
      }
    }
    if live.hasNews { coalescer.note(at: now) }
    // What was lost is found by listing again; kubectl would go on without it.
    if isLost { runs[index]?.cancel() }
    work()
  }

  private func read(_ line: String, _ index: Int, _ start: Int) {
    guard followers[index].starts == start, !isOver else { return }
    followers[index].read(errorLine: line.printable)
    work()
  }

  private func end(_ index: Int, _ start: Int, _ ending: Kubectl.Ending) {
    guard followers[index].starts == start, !isOver else { return }
    runs[index] = nil
    switch ending {
    case .exited(let code): followers[index].end(status: code, at: now)
    case .killed: followers[index].end(status: nil, at: now)
    case .failed(let text):
      followers[index].distrust(text)
      followers[index].end(status: nil, at: now)
      if setting == nil {
        isOver = true
        return tell(.failed(text))
      }
    }
    work()
  }

  /// Does what is due, and comes back when more will be.
  private func work() {
    guard !isOver else { return }
    for index in followers.indices {
      switch followers[index].order(at: now) {
      case .start: startRun(index)
      case .stop: runs[index]?.cancel()
      case nil: break
      }
      if followers[index].listIsComplete(at: now) {
        live.endList(of: followers[index].kind)
        if live.hasNews { coalescer.note(at: now) }
      }
    }
    if setting == nil { beginIfKnown() } else { tellChanges() }
    tellStatus()
    comeBack()
  }

  private func beginIfKnown() {
    let counts = live.counts
    if started == nil, counts.nodes + counts.pods > 0 { started = now }
    let isSettled = followers.allSatisfy(\.isSettled) && hasConfiguration
    let isLate = started.map { now - $0 >= Self.firstPatience } ?? false
    guard isSettled || isLate else {
      tell(.connecting(nodes: counts.nodes, pods: counts.pods))
      return failIfHopeless()
    }
    let everywhere = followers.filter(\.kind.isEverywhere)
    if counts.nodes + counts.pods == 0, everywhere.allSatisfy({ $0.trouble != nil }) {
      isOver = true
      return tell(.failed(everywhere.complaints.joined(separator: "\n")))
    }
    let cluster = live.whole()
    let opening = Opening(of: cluster)
    setting = opening.base.setting
    let missing = followers.filter(\.isLeftOut).map(\.kind.noun)
    tell(.began(WatchBeginning(opening: opening, mode: cluster.mode, missing: missing)))
  }

  /// Where the very first tries of all fail, there is nothing to wait for.
  private func failIfHopeless() {
    let everywhere = followers.filter(\.kind.isEverywhere)
    let isHopeless = everywhere.allSatisfy { follower in
      guard follower.trouble != nil else { return false }
      return follower.starts >= 2 || follower.isSettled
    }
    guard isHopeless, live.counts == (0, 0) else { return }
    isOver = true
    tell(.failed(everywhere.complaints.joined(separator: "\n")))
  }

  private func tellChanges() {
    guard let due = coalescer.due(steps: steps), now >= due else { return }
    coalescer.tell(at: now)
    let changes = live.changes()
    guard !changes.isEmpty else { return }
    var seen = Observation(changes, mode: setting?.mode)
    var new: RecordedBase?
    if changes.changesSetting {
      let opening = Opening(of: live.whole())
      if opening.base.setting != setting {
        setting = opening.base.setting
        new = setting
        // Under other rules other blocks may count.
        seen.nodes = opening.base.nodes
        seen.pods = opening.base.pods
      }
    }
    guard !seen.isEmpty || new != nil else { return }
    steps += 1
    tell(
      .seen(
        ObservedStep(
          clock: WallClock.now, elapsed: Int(now.components.seconds), seen: seen, setting: new)))
  }

  private func tellStatus() {
    guard setting != nil else { return }
    let status = LiveStatus(of: followers, at: now).inWholeSeconds
    var complaints = followers.complaints
    if let configurationFault { complaints.append(configurationFault) }
    if live.unreadable > 0, let text = live.unreadableText {
      complaints.append("\(live.unreadable) objects could not be read, the last: \(text)")
    }
    guard lastStatus.map({ $0 != (status, complaints) }) ?? true else { return }
    lastStatus = (status, complaints)
    var since: String?
    if case .stale(let instant) = status {
      since = WallClock.before(Int((now - instant).components.seconds))
    }
    tell(.status(status, since: since, complaints: complaints))
  }

  /// One timer, at the earliest instant at which something is due.
  private func comeBack() {
    let now = now
    var due = followers.compactMap { $0.nextDue(after: now) }
    if let batch = coalescer.due(steps: steps), setting != nil { due.append(batch) }
    if setting == nil, let started { due.append(started + Self.firstPatience) }
    // While the connection is lost the seconds are counted.
    if let status = lastStatus?.0, status != .live { due.append(now + .milliseconds(500)) }
    guard let first = due.min().map({ max($0, now + .milliseconds(1)) }) else { return }
    if let timer, timer.due <= first, timer.due > now { return }
    timer?.task.cancel()
    let instant = began + first
    timer = (
      first,
      Task {
        try? await Task.sleep(until: instant, clock: clock)
        guard !Task.isCancelled else { return }
        self.work()
      }
    )
  }
}

/// Bytes that come in pieces.
private actor Gathered {
  private(set) var all: [UInt8] = []

  func add(_ bytes: [UInt8]) { all += bytes }
}

extension LiveStatus {
  /// The status as people count.
  fileprivate var inWholeSeconds: LiveStatus {
    guard case .reconnecting(let pause?) = self else { return self }
    return .reconnecting(in: .seconds((pause + .milliseconds(999)).components.seconds))
  }
}

extension RecordedBase {
  /// Mode, pools and options alone.
  var setting: RecordedBase {
    var setting = RecordedBase(planName: planName, mode: mode, pools: pools, options: options)
    setting.inferredPools = inferredPools
    return setting
  }
}

extension Observation {
  /// Changes as a history under a mode takes them over.
  init(_ changes: LiveChanges, mode: String?) {
    self.init()
    nodes = changes.nodes.map { RecordedNode($0, mode: mode) }
    goneNodes = changes.goneNodes
    pods = changes.pods.compactMap { RecordedPod($0) }
    gonePods = changes.gonePods.map { NamespacedName(namespace: $0.namespace, name: $0.name) }
  }
}
