import Theming

extension ExplorerApp.State {
  /// Messages that are kept to be read again.
  private static let messageLimit = 200

  /// Keeps what is told, for the line that tells it may be too short and is gone with the next key.
  mutating func keepNotice(after before: Notice?) {
    guard let notice, notice != before, !notice.text.isEmpty else { return }
    messages.append(notice)
    messages.removeFirst(max(0, messages.count - Self.messageLimit))
  }

  /// Keeps what was told before there was a screen, such as the report on files.
  public mutating func keep(_ lines: [String]) {
    // The latest is shown first, and a report is read from its beginning.
    messages += lines.reversed().map {
      Notice($0.hasPrefix("warning") ? .warning : .plain, $0)
    }
    messages.removeFirst(max(0, messages.count - Self.messageLimit))
  }

  /// Shows what was told, the latest first, each in as many lines as it takes.
  mutating func openMessages() {
    guard !messages.isEmpty else {
      notice = Notice(.plain, "nothing was told yet")
      return
    }
    let passages = messages.reversed().map { message -> Passage in
      .text(TextLine(message.sign, message.role).adding(message.text, message.role), indent: 2)
    }
    var pager = Pager(
      title: "Messages, the latest first · \(Figure.grouped(messages.count))", passages: passages)
    pager.isFitted = true
    overlay = .pager(pager)
  }
}

extension Notice {
  /// Says without a colour what kind it is.
  var sign: String {
    switch kind {
    case .plain: "  "
    case .good: "+ "
    case .warning, .error: "! "
    }
  }

  var role: Role {
    switch kind {
    case .plain: .text
    case .good: .good
    case .warning: .warning
    case .error: .error
    }
  }
}
