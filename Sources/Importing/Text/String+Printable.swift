extension String {
  /// The same text with control characters spelt out, so that printing it moves no cursor.
  var printable: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isControl {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The text in quotes and printable, cut where an error line would become unreadable.
  var quoted: String {
    let limit = 80
    guard count > limit else { return "\"\(printable)\"" }
    return "\"\(String(prefix(limit)).printable)…\""
  }
}

extension Unicode.Scalar {
  /// Whether a terminal could act on it: C0, DEL, C1, line separators, bidirectional overrides.
  var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
