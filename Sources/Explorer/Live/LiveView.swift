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

  /// The sentences that say something new after `old`: the same words of another kind do not.
  public static func news(in complaints: [String], after old: [String]) -> [String] {
    let known = Set(old.map { words(of: $0) })
    return complaints.filter { !known.contains(words(of: $0)) }
  }

  /// A sentence without the kinds it is about: `nodes and pods: EOF`.
  private static func words(of complaint: String) -> String {
    complaint.firstRange(of: ": ").map { String(complaint[$0.upperBound...]) } ?? complaint
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
  /// Whether something else than its newest moment shows, as it was told last.
  var isAway = false

  /// A cluster that was just connected to.
  public init(name: String) {
    self.name = name
    signal = LiveSignal(.live)
  }

  /// Changes that wait.
  var waitingCount: Int {
    waiting.reduce(0) { $0 + $1.seen.changeCount }
  }

  /// What of the cluster shows.
  enum Shown: Hashable {
    /// Its newest moment.
    case newest
    /// An earlier one: the time of day, nil for how it was first seen.
    case earlier(String?)
    /// What somebody made of it, in a fork of that name.
    case fork(String)
  }

  /// The words of the title: `live prod`, `prod stale since 14:02:11`; of the past `prod, 14:02:11`
  /// with what waits, and in a fork `what-if of prod`, both with what is wrong with the connection.
  ///
  /// The longest come first; the last says at least, by its sign, that something is wrong.
  func titles(_ shown: Shown, isUnicode: Bool) -> [String] {
    let count = waitingCount
    let waiting = count > 0 ? "+\(Figure.grouped(count)) waiting" : nil
    let base: String
    let sign: String
    switch shown {
    case .newest:
      let now = newestTitle(isUnicode: isUnicode)
      return [waiting.map { "\(now) \($0)" }, now].compactMap(\.self)
    case .earlier(let clock):
      (sign, base) = (isUnicode ? "◷ " : "@ ", "\(name), \(clock ?? "as first seen")")
    case .fork(let fork):
      (sign, base) = (isUnicode ? "◇ " : "? ", "\(fork) of \(name)")
    }
    let separator = isUnicode ? " · " : ", "
    let lost: String? =
      switch signal.state {
      case .live: nil
      case .reconnecting(let seconds): "reconnecting" + (seconds.map { " (\($0) s)" } ?? "")
      case .stale(let clock): "stale since \(clock)"
      }
    // What is seen meanwhile goes on behind a fork, and waits for nobody.
    let held = if case .fork = shown { String?.none } else { waiting }
    return [
      sign + [base, held, lost].compactMap(\.self).joined(separator: separator),
      sign + [base, lost].compactMap(\.self).joined(separator: separator),
      (lost == nil ? sign : "! ") + base,
    ]
  }

  private func newestTitle(isUnicode: Bool) -> String {
    switch signal.state {
    case .live: (isUnicode ? "● " : "* ") + "live \(name)"
    case .reconnecting(let seconds?):
      (isUnicode ? "◌ " : "~ ") + "reconnecting \(name) (\(seconds) s)"
    case .reconnecting(nil): (isUnicode ? "◌ " : "~ ") + "reconnecting \(name)"
    case .stale(let clock): "! \(name) stale since \(clock)"
    }
  }
}

extension Observation {
  /// Nodes and pods that are another way than before.
  var changeCount: Int { nodes.count + goneNodes.count + pods.count + gonePods.count }
}
