public import Terminal

/// The lines of an asciicast, version 2: a header, and an event a line as `[TIME, CODE, DATA]`.
///
/// The format is newline-delimited JSON in UTF-8 (asciinema documentation, "asciicast v2"): `o` is
/// output, `r` a resize, `m` a marker.
public enum Cast {
  /// The first line.
  public static func header(
    size: Size, timestamp: Int?, terminal: String, title: String? = nil
  ) -> String {
    var fields = ["\"version\": 2", "\"width\": \(size.width)", "\"height\": \(size.height)"]
    if let timestamp { fields.append("\"timestamp\": \(timestamp)") }
    if let title { fields.append("\"title\": \(quoted(title))") }
    fields.append("\"env\": {\"TERM\": \(quoted(terminal))}")
    return "{" + fields.joined(separator: ", ") + "}"
  }

  /// Something written to the terminal.
  public static func output(_ text: String, at time: Duration) -> String {
    event("o", text, at: time)
  }

  /// The terminal has another size.
  public static func resize(to size: Size, at time: Duration) -> String {
    event("r", "\(size.width)x\(size.height)", at: time)
  }

  /// A place to go to, with what happened there.
  public static func marker(_ label: String, at time: Duration) -> String {
    event("m", label, at: time)
  }

  private static func event(_ code: String, _ data: String, at time: Duration) -> String {
    "[\(seconds(time)), \"\(code)\", \(quoted(data))]"
  }

  /// Seconds to the microsecond, as asciinema writes them.
  private static func seconds(_ time: Duration) -> String {
    let (whole, rest) = time.components
    let micros = String(rest / 1_000_000_000_000)
    return "\(whole)." + String(repeating: "0", count: max(0, 6 - micros.count)) + micros
  }

  /// A JSON string (RFC 8259, 7): quotation mark, reverse solidus and controls are escaped.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
