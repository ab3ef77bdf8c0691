import Terminal
import Theming

/// A small panel that asks something about files.
enum FilePanel: Hashable, Sendable {
  /// Where something is to be written, or what is to be opened.
  case line(FileLine)
  /// What is to become of commands that were not saved.
  case unsaved(UnsavedQuestion)
  /// Journals of sessions that ended without being closed.
  case recovery(RecoveryPanel)

  /// What stands on its frame.
  var title: String {
    switch self {
    case .line(let line): line.purpose.title
    case .unsaved(let question): question.title
    case .recovery(let panel):
      panel.items.count == 1
        ? "An earlier session ended without being closed"
        : "\(panel.items.count) earlier sessions ended without being closed"
    }
  }

  /// The keys it takes.
  var hint: String {
    switch self {
    case .line(let line): "Enter \(line.purpose.verb) · Esc closes"
    case .unsaved(let question): question.hint
    case .recovery(let panel):
      (panel.items.count > 1 ? "arrows choose · " : "")
        + "Enter opens it instead · d drops it · Esc leaves it for later"
    }
  }

  /// What it says, in a width.
  func lines(width: Int, _ state: ExplorerApp.State) -> [TextLine] {
    switch self {
    case .line(let line): line.lines(width: width)
    case .unsaved(let question): TextLine.wrapped(question.text, .popup, to: width)
    case .recovery(let panel): panel.lines(width: width)
    }
  }

  /// Where it lies: above the line of status, as high as it needs, and in the middle where it must
  /// be answered before anything else.
  func rect(in layout: Layout, of state: ExplorerApp.State) -> Rect {
    let width = min(layout.size.width, 76)
    let bottom = max(3, layout.status.y)
    let height = min(lines(width: width - 4, state).count + 2, bottom)
    guard case .line = self else {
      return Rect(
        x: max(0, (layout.size.width - width) / 2), y: max(0, (bottom - height) / 2), width: width,
        height: height)
    }
    return Rect(x: 0, y: max(0, bottom - height), width: width, height: height)
  }

  /// The line of the list at a row.
  func item(atRow row: Int) -> Int? {
    guard case .recovery(let panel) = self, panel.items.indices.contains(row) else { return nil }
    return row
  }
}

/// Commands that were not saved, and what was wanted when that came up.
struct UnsavedQuestion: Hashable, Sendable {
  let count: Int
  /// The forks of a live history that hold them; none where they can be saved.
  let forks: [String]
  let wanted: SessionFiles.FollowUp

  /// Names that the question has room for.
  private static let named = 5

  /// Whether it is about forks of a live history, which is no script.
  var isOfLive: Bool { !forks.isEmpty }
  private var isQuit: Bool { wanted == .quit }

  var title: String {
    switch (isOfLive, isQuit) {
    case (true, true): "Quit and lose what was tried?"
    case (true, false): "Open another session and lose what was tried?"
    case (false, true): "Quit without saving?"
    case (false, false): "Open another session without saving?"
    }
  }

  var text: String {
    let goes = isQuit ? "q quits" : "o opens"
    guard isOfLive else {
      return "\(Figure.count(count, "command")) since the last save: s saves, "
        + "\(goes) without, Esc stays."
    }
    let rest = forks.count - Self.named
    let names =
      forks.prefix(Self.named).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    return "\(Figure.count(count, "command")) in \(forks.count == 1 ? "fork" : "forks") \(names) "
      + "\(count == 1 ? "is" : "are") lost then: a live history is no script that could be saved. "
      + "e exports the map or a table of what shows, \(goes), Esc stays."
  }

  var hint: String { "\(isOfLive ? "e" : "s") · \(isQuit ? "q" : "o") · Esc" }
}

/// A journal whose program is gone.
public struct Recovery: Hashable, Sendable {
  /// The journal's name.
  public let name: String
  /// Commands that were done and not saved.
  public let commands: Int
  /// What the session was opened on.
  public let title: String
  /// How long ago the last of it was written: `12 minutes ago`.
  public let age: String

  /// A journal that was found.
  public init(name: String, commands: Int, title: String, age: String) {
    self.name = name
    self.commands = commands
    self.title = title
    self.age = age
  }

  /// What is offered, in a line.
  public var summary: String { "\(Figure.count(commands, "command")) on \(title), \(age)" }
}

/// Journals to choose from.
struct RecoveryPanel: Hashable, Sendable {
  var items: [Recovery]
  var selected = 0

  func lines(width: Int) -> [TextLine] {
    guard items.count > 1 else {
      return TextLine.wrapped((items.first?.summary ?? "nothing") + ".", .popup, to: width)
    }
    return items.enumerated().map { index, item in
      let isHere = index == selected
      let text = (isHere ? "> " : "  ") + TextWidth.shortened(item.summary, to: max(0, width - 2))
      let blanks = String(repeating: " ", count: max(0, width - TextWidth.columns(of: text)))
      return TextLine(text + blanks, isHere ? .selection : .popup)
    }
  }
}

extension Painter {
  /// A panel about files over the view.
  mutating func draw(_ panel: FilePanel, of state: ExplorerApp.State, _ layout: Layout) {
    let inner = drawPopup(
      title: panel.title, hint: panel.hint, in: panel.rect(in: layout, of: state))
    for (y, line) in zip(inner.rows, panel.lines(width: inner.width, state)) {
      write(line, x: inner.x, y: y, width: inner.width, on: .popup)
    }
    guard case .line(let line) = panel, inner.height > 0 else { return }
    let typed = TextWidth.columns(of: line.editor.head)
    // A long line slides to the left so that the cursor stays in sight.
    let slide = max(0, typed - inner.width + 1)
    fill(Rect(x: inner.x, y: inner.y, width: inner.width, height: 1), .input)
    write(
      TextLine(line.editor.text, .input), x: inner.x, y: inner.y, width: inner.width,
      skipping: slide, on: .input)
    frame.cursor = Point(x: inner.x + typed - slide, y: inner.y)
  }
}
