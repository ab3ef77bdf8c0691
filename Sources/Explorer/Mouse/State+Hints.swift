import Simulation
import Terminal

/// What takes the keys; each has a line of keys of its own.
enum HintContext: Hashable, Sendable {
  case view(ExplorerApp.ViewKind), selection, search, text, textSearch, answer, modes, themes
  case scores, scrub, inspector, menu, form, plot, letter, files, sizing, line, lessons
}

extension ExplorerApp.State {
  /// The line of keys of this moment.
  func hintLine(width: Int) -> HintLine {
    HintLine(hints, width: width, page: hintPage)
  }

  /// What takes the keys.
  var hintContext: HintContext {
    switch overlay {
    case nil: selection != nil ? .selection : search != nil ? .search : .view(view)
    case .help, .pager: shownPager?.search?.isTyping == true ? .textSearch : .text
    case .why: .answer
    case .modes: .modes
    case .lessons: .lessons
    case .themes: .themes
    case .scores: .scores
    case .scrub: .scrub
    case .inspector: .inspector
    case .menu: .menu
    case .form: .form
    case .plot: .plot
    case .marks: .letter
    case .files: .files
    case .sizing: .sizing
    case .prompt: .line
    }
  }

  /// The page of the line of keys: the first one whenever other keys matter.
  var hintPage: Int { hintScroll.context == hintContext ? hintScroll.page : 0 }

  /// Shows other hints than those that had room.
  mutating func scrollHints(by step: Int) {
    let line = hintLine(width: layout.hints?.width ?? size.width)
    guard line.pageCount > 1 else {
      notice = Notice(.plain, "these are all hints; \(keymap.shown(.help)) lists every key")
      return
    }
    hintScroll = HintScroll(
      context: hintContext, page: min(max(0, line.page + step), line.pageCount - 1))
  }

  /// Takes a key that scrolls the line of keys, whatever lies on top; false if it does something else.
  mutating func scrollHints(with key: Key) -> Bool {
    if case .character = key { return false }
    switch keymap.action(for: key) {
    case .hintsLeft: scrollHints(by: -1)
    case .hintsRight: scrollHints(by: 1)
    default: return false
    }
    return true
  }

  /// The hints of this moment, in the order of reading.
  var hints: [Hint] {
    switch hintContext {
    case .selection: selectionHints.map { hint($0.action, $0.hint) }
    case .view, .line: viewHints
    case .search:
      [
        hint(.nextMatch, "next match"), hint(.previousMatch, "match before"),
        hint(.back, "end the search"),
      ]
        + viewHints.map { hint in
          var later = hint
          later.rank += 3
          return later
        }
    case .files, .form, .sizing: overlay?.ownHints ?? []
    default: Self.hints(of: hintContext, pager: shownPager)
    }
  }

  /// The keys worth knowing in the order of the table.
  private var viewHints: [Hint] {
    lessonHints + liveHints
      + keymap.entries.compactMap { entry in
        guard let text = entry.hint, !isInLesson || entry.action != .quit else { return nil }
        var hint = hint(entry.action, text)
        hint.rank = Painter.hintOrder.firstIndex(of: entry.action) ?? Painter.hintOrder.count
        return hint
      }
  }

  /// The keys of a lesson, which go before all others while somebody is in one.
  private var lessonHints: [Hint] {
    guard isInLesson else { return [] }
    return [
      (Action.lessonHint, "hint"), (.lessonReset, "reset"), (.lessonNext, "next"),
      (.lessons, "lessons"), (.quit, "quit"),
    ].map { action, text in
      var hint = hint(action, text)
      hint.rank = -1
      return hint
    }
  }

  /// The key that goes back to the newest moment of a live cluster, before all others while something
  /// else shows.
  private var liveHints: [Hint] {
    guard let shown = shownOfLive, shown != .newest else { return [] }
    var hint = hint(.followLive, "live")
    hint.rank = -1
    return [hint]
  }

  private func hint(_ action: Action, _ text: String) -> Hint {
    Hint(key: keymap.entry(for: action)?.keys.first, text: keymap.shown(action), hint: text)
  }

  /// The keys of what lies on top.
  private static func hints(of context: HintContext, pager: Pager?) -> [Hint] {
    func hint(_ key: Key?, _ text: String, _ what: String) -> Hint {
      Hint(key: key, text: text, hint: what)
    }
    let scroll = hint(.down, "arrows", "scroll")
    let choose = hint(.down, "arrows", "choose")
    let close = hint(.escape, "Esc", "closes")
    switch context {
    case .text where pager?.search != nil:
      return [
        hint(.character("n"), "n", "next match"), hint(.character("N"), "N", "match before"),
        hint(.character("/"), "/", "other words"), hint(.escape, "Esc", "ends the search"), scroll,
        hint(.character("q"), "q", "closes"),
      ]
    case .text:
      let chapter = hint(.tab, "Tab", "next chapter")
      return [
        scroll, hint(.pageDown, "PgDn", "a page"), hint(.character("/"), "/", "find"),
      ] + (pager?.hasChapters == true ? [chapter] : []) + [
        hint(.character("g"), "g", "top"), hint(.character("G"), "G", "end"), close,
      ]
    case .textSearch:
      return [
        hint(.enter, "Enter", "keeps what is found"), hint(.escape, "Esc", "ends the search"),
        hint(.control("u"), "Ctrl-U", "empties the line"), scroll,
      ]
    case .answer:
      return [
        choose, hint(.enter, "Enter", "tries the fix as a fork"),
        hint(.character("y"), "y", "copies it"), hint(.pageDown, "PgDn", "a page"), close,
      ]
    case .modes:
      return [choose, hint(.enter, "Enter", "replays the history under it"), close]
    case .themes:
      return [
        choose, hint(nil, "letters", "narrow the list"), hint(.enter, "Enter", "keeps it"),
        hint(.escape, "Esc", "as it was"),
      ]
    case .scores:
      return [choose, hint(.enter, "Enter", "defines the number"), close]
    case .plot:
      return [
        hint(.left, "arrows", "move, other figure"), hint(.character("a"), "a", "keep figure"),
        hint(.character("t"), "t", "steps or time"), hint(.character("y"), "y", "log"),
        hint(.character("n"), "n", "next mark"), hint(.enter, "Enter", "go there"),
        hint(.character("?"), "?", "what it is"), close,
      ]
    default: return hints(ofAsking: context, choose, close)
    }
  }

  /// The keys of what asks for something, and of time.
  private static func hints(ofAsking context: HintContext, _ choose: Hint, _ close: Hint) -> [Hint]
  {
    func hint(_ key: Key?, _ text: String, _ what: String) -> Hint {
      Hint(key: key, text: text, hint: what)
    }
    switch context {
    case .scrub:
      return [
        hint(.left, "Left", "back"), hint(.right, "Right", "on"),
        hint(.character(","), ",", "a step back"), hint(.character("."), ".", "a step on"),
        hint(.home, "Home", "beginning"), hint(.end, "End", "end"),
        hint(.enter, "Enter", "stays here"), hint(.escape, "Esc", "goes back"),
      ]
    case .inspector:
      return [
        hint(.left, "Left", "step before"), hint(.right, "Right", "next step"),
        hint(.down, "Down", "scrolls"), hint(.character("w"), "w", "why"), close,
      ]
    case .menu: return [choose, hint(.enter, "Enter", "opens"), close]
    case .lessons: return [choose, hint(.enter, "Enter", "begins"), close]
    case .letter: return [hint(nil, "a letter", "names the view"), close]
    default: return [close]
    }
  }
}

/// How far the line of keys was scrolled, and among which keys.
struct HintScroll: Hashable, Sendable {
  var context: HintContext?
  var page = 0
}
