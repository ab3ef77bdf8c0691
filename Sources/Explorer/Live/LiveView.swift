import Allocation
public import Simulation

/// What is heard of a cluster that is followed while it lives.
public enum LiveNews: Hashable, Sendable {
  /// Something happened there.
  case seen(ObservedStep)
  /// How current that is.
  case signal(LiveSignal)
}

/// How current what is shown is.
public struct LiveSignal: Hashable, Sendable {
  /// The state of the connection.
  public enum State: Hashable, Sendable {
    /// Changes come as they happen.
    case live
    /// The connection was lost a moment ago; seconds to the next try, nil while it runs.
    case reconnecting(seconds: Int?)
    /// Nothing has been heard since a time of day.
    case stale(since: String)
  }

  /// The state of the connection.
  public let state: State
  /// What is wrong, one sentence each.
  public let complaints: [String]

  /// A state and what is wrong.
  public init(_ state: State, complaints: [String] = []) {
    self.state = state
    self.complaints = complaints
  }
}

/// The live cluster behind the history that shows.
public struct LiveView: Hashable, Sendable {
  /// What the cluster is called.
  public let name: String
  /// How current it is.
  public internal(set) var signal: LiveSignal
  /// What was seen and has to wait, since somebody looks at an earlier moment.
  var waiting: [ObservedStep] = []

  /// A cluster that was just connected to.
  public init(name: String) {
    self.name = name
    signal = LiveSignal(.live)
  }

  /// Changes that wait.
  var waitingCount: Int {
    waiting.reduce(0) { $0 + $1.seen.changeCount }
  }

  /// The words of the title: `live prod`, `live prod +12 waiting`, `prod stale since 14:02:11`; in a
  /// fork `what-if of prod`.
  func words(inFork fork: String?, isUnicode: Bool) -> String {
    let sign: String
    let state: String
    switch signal.state {
    case .live: (sign, state) = (isUnicode ? "● " : "* ", "live \(name)")
    case .reconnecting(let seconds?):
      (sign, state) = (isUnicode ? "◌ " : "~ ", "reconnecting \(name) (\(seconds) s)")
    case .reconnecting(nil): (sign, state) = (isUnicode ? "◌ " : "~ ", "reconnecting \(name)")
    case .stale(let clock): (sign, state) = ("! ", "\(name) stale since \(clock)")
    }
    let count = waitingCount
    // What is seen in a fork is not what happened.
    if let fork, signal.state == .live { return (isUnicode ? "◇ " : "? ") + "\(fork) of \(name)" }
    return sign + state + (count > 0 ? " +\(Figure.grouped(count)) waiting" : "")
  }
}

extension Observation {
  /// Nodes and pods that are another way than before.
  var changeCount: Int { nodes.count + goneNodes.count + pods.count + gonePods.count }
}
