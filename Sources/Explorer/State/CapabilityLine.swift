import Terminal
import Theming

/// One thing that was found out about where the program runs: `colours: 256 (because ...)`.
public struct CapabilityLine: Hashable, Sendable {
  /// What it is about.
  public let what: String
  /// What was found.
  public let value: String
  /// What that was concluded from; nil where there was nothing to conclude.
  public let reason: String?

  /// Notes a finding.
  public init(_ what: String, _ value: String, because reason: String? = nil) {
    self.what = what
    self.value = value
    self.reason = reason
  }

  /// The line without a place to stand in.
  public var text: String {
    "\(what): \(value)" + (reason.map { " (because \($0))" } ?? "")
  }
}

extension ExplorerApp.State {
  /// Shows what was found out, as `cidrscope doctor` prints it.
  mutating func showCapabilities() {
    guard !capabilities.isEmpty else {
      notice = Notice(.plain, "nothing was found out about the terminal")
      return
    }
    let width = layout.popup.inset(horizontal: 2, vertical: 1).width
    let label = min(capabilities.map { TextWidth.columns(of: $0.what) }.max() ?? 0, width / 2 - 2)
    overlay = .pager(
      Pager(
        title: "Capabilities",
        lines: capabilities.flatMap { $0.lines(width: width, label: label + 2) }))
  }
}

extension CapabilityLine {
  /// The finding with its name in a column of its own and the reason in a quieter voice.
  ///
  ///     colours   256, because the description of
  ///               xterm-256color has 256
  func lines(width: Int, label: Int) -> [TextLine] {
    let room = max(1, width - label)
    var words = value.split(separator: " ").map { (String($0), Role.text) }
    if let reason {
      if let last = words.popLast() { words.append((last.0 + ",", last.1)) }
      words += "because \(reason)".split(separator: " ").map { (String($0), Role.dim) }
    }
    let name = what.count > label - 1 ? String(what.prefix(label - 1)) : what
    let blanks = String(repeating: " ", count: max(1, label - TextWidth.columns(of: name)))
    var lines: [TextLine] = []
    var line = TextLine(name, .key).adding(blanks)
    var used = 0
    for (word, role) in words {
      var word = word
      if used > 0, used + 1 + TextWidth.columns(of: word) > room {
        lines.append(line)
        line = TextLine(String(repeating: " ", count: label))
        used = 0
      }
      // Paths may be longer than the room.
      while TextWidth.columns(of: word) > room {
        lines.append(line.adding(String(word.prefix(room)), role))
        line = TextLine(String(repeating: " ", count: label))
        word = String(word.dropFirst(room))
      }
      line = line.adding(used > 0 ? " " + word : word, role)
      used += TextWidth.columns(of: word) + (used > 0 ? 1 : 0)
    }
    return lines + [line]
  }
}
