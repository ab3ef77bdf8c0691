/// A load that rises and falls once a day: lowest at the start, highest half a day later.
struct LoadCurve: Hashable, Sendable {
  let low: Int
  let high: Int
  /// Seconds from one low to the next.
  let period: Int

  private static let day = 86_400
  private static let one = 1 << 16

  /// Between these loads once a day, or once in a span that is shorter.
  init(low: Int, high: Int, in span: Int) {
    self.low = low
    self.high = max(low, high)
    period = max(1, min(Self.day, span))
  }

  /// The load so many seconds after the start.
  ///
  /// A smooth step up, 3x^2 - 2x^3, and the same down: a cosine in whole numbers.
  func load(at second: Int) -> Int {
    let phase = second % period
    let x = min(phase, period - phase) * 2 * Self.one / period
    let hill = (x * x * (3 * Self.one - 2 * x)) >> 32
    let rise = UInt64(high - low).multipliedFullWidth(by: UInt64(hill))
    return low + Int(rise.high << 48 | rise.low >> 16)
  }
}
