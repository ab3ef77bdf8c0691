import Terminal
import Theming

/// What a room is shown beside the explorer itself: the keys that were pressed, and a caption.
struct Presenter: Hashable, Sendable {
  /// A key that was pressed, and what it does.
  struct Echo: Hashable, Sendable {
    let key: Key
    let action: Action?
  }

  /// The last keys, the newest last.
  private(set) var echoes: [Echo] = []

  /// As many as a glance takes in.
  private static let mostEchoes = 4

  mutating func echo(_ key: Key, _ action: Action?) {
    echoes.append(Echo(key: key, action: action))
    echoes.removeFirst(max(0, echoes.count - Self.mostEchoes))
  }
}

extension ExplorerApp.State {
  /// Shows or hides what is for a room.
  mutating func switchPresenter() {
    presenter = presenter == nil ? Presenter() : nil
    adoptLayout()
    notice = Notice(
      .plain,
      presenter == nil
        ? "the presenter's captions and keys are gone"
        : "captions and keys are shown"
          + (look.theme.name == "presenter" ? "" : "; the theme presenter has larger contrasts"))
  }

  /// Notes a key for the room; text being typed is shown by the line it is typed in.
  mutating func echo(_ key: Key) {
    guard presenter != nil else { return }
    if case .prompt = overlay { return }
    let action = overlay == nil ? keymap.action(for: key, isSearching: search != nil) : nil
    presenter?.echo(key, action)
  }
}

extension Painter {
  /// The caption: what has happened or what is under the cursor, and at the right the last keys.
  ///
  ///     ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
  ///      ADD NODES 3: +3 NODES                     + zoom-in   N add-node
  ///
  mutating func drawCaption(_ state: ExplorerApp.State, in rect: Rect) {
    guard let presenter = state.presenter, rect.height >= 3 else { return }
    for row in rect.rows {
      fill(Rect(x: rect.x, y: row, width: rect.width, height: 1), .selection)
    }
    let middle = rect.y + 1
    var end = rect.columns.upperBound - 1
    for (index, echo) in presenter.echoes.reversed().enumerated() {
      let key = " \(Keymap.name(of: echo.key)) "
      let name = echo.action.map { " \($0.rawValue)" } ?? ""
      let width = TextWidth.columns(of: key) + TextWidth.columns(of: name) + 2
      // The caption keeps half of the line; the newest key always shows.
      guard index == 0 || end - width >= rect.x + rect.width / 2 else { break }
      end -= width
      frame.write(key, at: Point(x: end, y: middle), style: style(.cursor))
      frame.write(
        name, at: Point(x: end + TextWidth.columns(of: key), y: middle),
        style: index == 0 ? style(.selection).adding(.bold) : style(.selection))
    }
    let text = state.notice?.text ?? state.cursorSentence
    let lines = TextLine.wrapped(text, .selection, to: max(8, end - rect.x - 3))
    let first = lines.count > 1 ? rect.y : middle
    for (index, line) in lines.prefix(lines.count > 1 ? 3 : 1).enumerated() {
      frame.write(
        line.text, at: Point(x: rect.x + 2, y: first + index),
        style: style(.selection).adding(.bold), width: max(0, end - rect.x - 3))
    }
  }
}
