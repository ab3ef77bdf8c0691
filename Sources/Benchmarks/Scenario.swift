import Simulation

/// Clusters to measure.
enum Scenario {
  /// A session with one plan of `cluster-pool` in /24s, with nodes and pods of seven apps.
  static func session(pool: String, nodes: Int, pods: Int) -> Session? {
    var session = Session()
    execute("plan a mode=cluster-pool pool=\(pool) mask=24", in: &session)
    execute("add nodes \(nodes)", in: &session)
    for app in 1...7 { execute("add pods \(pods / 7) app=app-\(app)", in: &session) }
    return session.current == nil ? nil : session
  }

  /// Carries out a line of the language.
  static func execute(_ line: String, in session: inout Session) {
    guard let command = try? Command(parsing: line) else { return }
    _ = session.execute(command)
  }
}
