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
    let label = min(capabilities.map { TextWidth.columns(of: $0.what) }.max() ?? 0, 24)
    overlay = .pager(
      Pager(title: "Capabilities", passages: capabilities.map { $0.passage(column: label + 2) }))
  }
}

extension CapabilityLine {
  /// The finding with its name in a column of its own and the reason in a quieter voice.
  ///
  ///     colours   256, because the description of
  ///               xterm-256color has 256
  func passage(column: Int) -> Passage {
    let body = TextLine(reason == nil ? value : value + ",")
    return .entry(
      TextLine(what, .key), reason.map { body.adding(" because \($0)", .dim) } ?? body,
      column: column)
  }
}
