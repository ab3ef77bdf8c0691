import Simulation

extension ExplorerApp.State {
  /// Offers journals of sessions that ended without being closed, before anything else.
  public mutating func offer(_ recoveries: [Recovery]) {
    guard !recoveries.isEmpty else { return }
    overlay = .files(.recovery(RecoveryPanel(items: recoveries)))
  }

  /// Reads a journal and executes it.
  mutating func recover(_ recovery: Recovery) {
    player.pause()
    request(.recover(recovery.name), what: "reading \(recovery.summary)", then: nil)
  }

  /// Opens a journal without asking, as `--recover` does: what is to be done first.
  public mutating func recoverAtOnce(_ recovery: Recovery) -> [ExplorerApp.Effect] {
    recover(recovery)
    defer { outbox = [] }
    return outbox
  }

  /// Carries out a command of a script in place of whatever is being typed.
  mutating func obey(_ command: Command) {
    overlay = nil
    notice = nil
    carryOutNow(command)
  }
}
