public import Allocation

/// How busy the control plane and the nodes' agents were.
public enum OperationFigures {
  /// Operations a second over the whole history, in thousandths; none before time has passed.
  public static func rate(_ operations: Int, over time: Duration) -> Int? {
    let (seconds, rest) = time.components
    let milliseconds = Int128(seconds) * 1000 + Int128(rest / 1_000_000_000_000_000)
    guard milliseconds > 0 else { return nil }
    return Int(clamping: Int128(operations) * 1_000_000 / milliseconds)
  }

  /// Milliseconds that the write that waited longest would have waited under the documented limit of
  /// the client that does it; none where there is no one limit.
  public static func wait(of cluster: Cluster) -> Int? {
    guard cluster.mode.writeLimit != nil else { return nil }
    let (seconds, rest) = (cluster.tallies.writes.longestWait ?? .zero).components
    return Int(clamping: Int128(seconds) * 1000 + Int128(rest / 1_000_000_000_000_000))
  }
}
