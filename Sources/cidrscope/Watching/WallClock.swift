import Glibc

/// The time of day where the user is.
enum WallClock {
  /// Now, as `14:02:11`.
  static var now: String { text(of: time(nil)) }

  /// A time that was so many seconds before now.
  static func before(_ seconds: Int) -> String { text(of: time(nil) - seconds) }

  private static func text(of instant: time_t) -> String {
    var instant = instant
    var parts = tm()
    localtime_r(&instant, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
