/// How current what is shown is, over all kinds that are followed.
public enum LiveStatus: Hashable, Sendable {
  /// The first lists are on their way.
  case connecting
  /// Changes come as they happen.
  case live
  /// The connection was lost a moment ago; the next try is in so long, nil while it runs.
  case reconnecting(in: Duration?)
  /// Nothing has been heard since an instant.
  case stale(since: Duration)

  /// A lost connection is stale after so long.
  static let grace = Duration.seconds(10)

  /// A watch that the server ends, as it does within the hour, is taken up again so soon that nobody
  /// need be told.
  static let changeover = Duration.seconds(3)

  /// The status of followers at an instant.
  public init(of followers: [Follower], at now: Duration) {
    let lost = followers.filter { follower in
      switch follower.trouble {
      // A kind that was never listed is left out; one that was is not current any more.
      case .unknownKind, .forbidden: follower.lostAt != nil && follower.phase != .following
      case .lost: follower.phase != .following
      case nil:
        follower.phase != .following
          && follower.lostAt.map { now - $0 >= Self.changeover } ?? true
      }
    }
    guard !lost.isEmpty else {
      self = .live
      return
    }
    guard let since = lost.compactMap(\.lostAt).min() else {
      let hasFailed = lost.contains { if case .waiting = $0.phase { true } else { false } }
      self = hasFailed ? .reconnecting(in: Self.nextTry(of: lost, now)) : .connecting
      return
    }
    self =
      now - since >= Self.grace
      ? .stale(since: since) : .reconnecting(in: Self.nextTry(of: lost, now))
  }

  private static func nextTry(of followers: [Follower], _ now: Duration) -> Duration? {
    let instants = followers.compactMap { follower in
      if case .waiting(let instant) = follower.phase { instant } else { nil }
    }
    return instants.min().map { max(.zero, $0 - now) }
  }
}

extension Follower {
  /// Whether the kind is left out since the server does not know it.
  public var isLeftOut: Bool { trouble == .unknownKind && lostAt == nil }

  /// What is wrong with the following of this kind, as a sentence.
  public var complaint: String? { grievance.map { "\($0.subject): \($0.text)" } }

  /// What is wrong, and with what.
  fileprivate var grievance: (subject: String, text: String)? {
    switch trouble {
    case .unknownKind where lostAt != nil:
      (kind.noun, "the server says now that it does not have the kind")
    case .unknownKind:
      kind.isEverywhere ? ("no \(kind.noun)", "the server does not have the kind") : nil
    case .forbidden(let text) where lostAt != nil: (kind.noun, text)
    case .forbidden(let text): ("no \(kind.noun)", text)
    case .lost(let text): (kind.noun, text)
    case nil: nil
    }
  }
}

extension Sequence<Follower> {
  /// What is wrong with the following of all of them, one sentence each; kinds of which the very same
  /// is to be said share one: `nodes and pods: the connection was refused`.
  public var complaints: [String] {
    var said: [(subjects: [String], text: String)] = []
    for (subject, text) in compactMap(\.grievance) {
      if let index = said.firstIndex(where: { $0.text == text }) {
        said[index].subjects.append(subject)
      } else {
        said.append(([subject], text))
      }
    }
    return said.map { subjects, text in
      let head = subjects.dropLast().joined(separator: ", ")
      return (head.isEmpty ? "" : "\(head) and ") + "\(subjects.last ?? ""): \(text)"
    }
  }
}
