extension StringProtocol {
  /// Without blanks and line ends at either side.
  var trimmed: String {
    let head = drop { $0.isWhitespace }
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }

  /// Whether a placeholder of Helm, Go, Jinja, Terraform or ERB is left in it.
  var holdsTemplate: Bool {
    holds("{{") || holds("${") || holds("{%") || holds("<%")
  }

  /// Whether someone took the value out before showing the file, as `***HIDDEN***/25`.
  var isRedacted: Bool {
    holds("***") || holds("HIDDEN") || holds("REDACTED") || holds("<redacted>")
  }

  /// The lines without their ends, empty ones kept; CR LF is one `Character` and so one end.
  var lines: [SubSequence] {
    split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
  }

  /// Plain search by bytes, without Foundation's collation.
  func holds(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: text.utf8) { return true }
      rest = rest[rest.index(after: start)...]
    }
    return false
  }
}
