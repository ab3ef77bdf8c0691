/// How long to wait before the next try: twice as long each time, with a little chance in it so that
/// many do not come at once.
///
/// The steps are those that client-go's reflectors take (0.8 s doubling to 30 s, with jitter;
/// client-go, `tools/cache/reflector.go`).
public struct Backoff: Hashable, Sendable {
  /// Tries that failed in a row.
  public private(set) var failures = 0
  private var state: UInt64

  static let first = Duration.milliseconds(800)
  static let longest = Duration.seconds(30)

  /// A backoff whose chance comes from `seed`.
  public init(seed: UInt64) { state = seed }

  /// Notes a failure and answers how long to wait.
  public mutating func next() -> Duration {
    let doubled = Self.first * (1 << min(failures, 10))
    failures += 1
    return min(doubled, Self.longest) * (1000 + Int(chance() % 500)) / 1000
  }

  /// Notes that it went well.
  public mutating func succeed() { failures = 0 }

  /// SplitMix64 (Steele, Lea, Flood 2014), which any seed will do for.
  private mutating func chance() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
