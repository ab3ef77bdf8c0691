extension String {
  /// The same text with control characters spelt out, so that no terminal acts on a name.
  ///
  /// Names come from files that somebody else wrote; an escape sequence in one is shown as
  /// `\u{1B}`. Line separators and bidirectional overrides are spelt out too.
  public var printable: String {
    var copy = self
    if copy.withUTF8({ $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }) { return self }
    guard unicodeScalars.contains(where: \.actsOnTerminals) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.actsOnTerminals {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether it is a control of C0 or C1, DEL, a line separator or turns the direction of text.
  fileprivate var actsOnTerminals: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }
}
