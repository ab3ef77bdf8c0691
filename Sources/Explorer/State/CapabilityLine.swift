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
    overlay = .pager(Pager(title: "Capabilities", paragraphs: capabilities.map(\.text)))
  }
}
