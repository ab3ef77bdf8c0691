/// How many addresses a node is to have ready: Cilium's watermarks for the clouds.
///
/// Source: Cilium 1.19 `pkg/ipam/node.go`, `calculateNeededIPs` and `calculateExcessIPs`. Addresses
/// *available* are all that the node has, those in use among them. The documentation's prose on
/// excess says otherwise than the code; the unit tests follow the code, and so does this.
public struct Watermarks: Hashable, Sendable {
  /// Addresses to keep free (`pre-allocate`); 0 stands for 8, as in `getPreAllocate`.
  public var preAllocate: Int
  /// Addresses to have at least (`min-allocate`); 0 for none.
  public var minAllocate: Int
  /// Addresses to have at most (`max-allocate`, or what the instance can hold); 0 for no limit.
  public var maxAllocate: Int
  /// Addresses to take beyond need at each go (`max-above-watermark`).
  public var maxAboveWatermark: Int

  /// What Cilium keeps free unless told otherwise (`defaults.IPAMPreAllocation`).
  public static let standardPreAllocate = 8

  /// The watermarks given.
  public init(
    preAllocate: Int = 8, minAllocate: Int = 0, maxAllocate: Int = 0, maxAboveWatermark: Int = 0
  ) {
    self.preAllocate = preAllocate
    self.minAllocate = minAllocate
    self.maxAllocate = maxAllocate
    self.maxAboveWatermark = maxAboveWatermark
  }

  /// Addresses that are missing.
  public func needed(available: Int, used: Int) -> Int {
    var needed = preAllocate - (available - used)
    if minAllocate > 0 { needed = max(needed, minAllocate - available) }
    if maxAllocate > 0, available + needed > maxAllocate { needed = maxAllocate - available }
    return max(needed, 0)
  }

  /// Addresses that are too many.
  ///
  /// What was taken at the start (`min-allocate` and `max-above-watermark`) stays as long as it has
  /// not been used up.
  public func excess(available: Int, used: Int) -> Int {
    let socket = minAllocate + maxAboveWatermark
    if used <= socket {
      if available <= socket { return 0 }
      if used + preAllocate <= socket { return available - socket }
    }
    return max(available - used - preAllocate - maxAboveWatermark, 0)
  }

  /// Addresses to ask for at one go: what is needed, the extra, and a surge for pods that wait.
  public func wanted(needed: Int, pendingPods: Int) -> Int {
    needed + maxAboveWatermark + max(0, pendingPods - needed)
  }

  /// Addresses that an agent waits for before it starts (`hasMinimumIPsInPool` in `crd.go`).
  public func neededToStart(hasHealth: Bool) -> Int {
    if minAllocate != 0 { return minAllocate }
    if preAllocate != 0 { return preAllocate }
    return hasHealth ? 2 : 1
  }
}
