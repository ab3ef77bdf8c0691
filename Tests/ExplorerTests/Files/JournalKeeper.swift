import Explorer
import Simulation

/// The journal as a file would hold it after what the explorer has asked for.
struct JournalKeeper {
  private(set) var lines: [String] = []
  private(set) var isBegun = false
  private(set) var dropped: [String] = []

  init(_ effects: [ExplorerApp.Effect]) {
    for effect in effects {
      guard case .journal(let order) = effect else { continue }
      switch order {
      case .begin:
        lines = []
        isBegun = false
      case .write(let more, let replacingLast):
        isBegun = true
        if replacingLast { lines.removeLast() }
        lines += more
      case .drop(let name): dropped.append(name)
      case .saved, .leave: break
      }
    }
  }

  /// The session that the lines make, one after the other as `cidrscope run` executes them.
  func replayed(on base: Session = Session()) throws -> Session {
    var session = base
    for line in lines { _ = session.execute(try Command(parsing: line)) }
    return session
  }
}
