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

  /// A name as it is shown: printable, and cut with a sign where no real one is so long.
  ///
  /// A namespaced name has at most 63, 1 and 253 characters (Kubernetes 1.34, k8s.io/apimachinery,
  /// pkg/util/validation, DNS1123LabelMaxLength and DNS1123SubdomainMaxLength).
  var shown: String { clipped(to: Self.longestName).printable }

  /// A sentence with names in it, each of them cut where no real one is so long.
  public var withNamesCut: String {
    guard utf8.count > Self.longestName else { return self }
    let words = split(omittingEmptySubsequences: false) { $0 == " " }
    return words.map { String($0).clipped(to: Self.longestName) }.joined(separator: " ").bounded
  }

  /// A sentence that whole files could stand in, cut where nobody reads on.
  var bounded: String { clipped(to: 4_000) }

  /// The longest name of an object, and with its namespace.
  static let longestNameOfObject = 253
  private static let longestName = 63 + 1 + longestNameOfObject

  /// So many scalars and a sign for the rest.
  ///
  /// One character may have any number of scalars.
  private func clipped(to limit: Int) -> String {
    // Bytes are counted first: they are at least as many, and need no walk.
    guard utf8.count > limit, unicodeScalars.count > limit else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) + "…"
  }

  /// The text in quotes and printable, cut where an error line would become unreadable.
  var quoted: String { "\"\(clipped(to: 80).printable)\"" }
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
