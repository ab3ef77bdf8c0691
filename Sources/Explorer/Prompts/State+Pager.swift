import Terminal

extension ExplorerApp.State {
  /// The text on top, if there is one.
  var shownPager: Pager? {
    switch overlay {
    case .help(let pager), .pager(let pager): pager
    default: nil
    }
  }

  /// A key while a text lies on top: its own keys close it, and the key that opens the help.
  mutating func press(_ key: Key, in pager: Pager) {
    var pager = pager
    let isTyping = pager.search?.isTyping == true
    if !isTyping, keymap.action(for: key) == .help {
      overlay = nil
      return
    }
    let answer = pager.press(key, in: layout.room(for: pager))
    put(answer == .stays ? pager : nil)
  }

  /// Puts the text that lies on top in place, as what it is.
  mutating func put(_ pager: Pager?) {
    guard let pager else {
      overlay = nil
      return
    }
    if case .help = overlay { overlay = .help(pager) } else { overlay = .pager(pager) }
  }

  /// Puts pasted text into the search of the text on top; false if nothing is typed there.
  mutating func pasteIntoPager(_ text: String) -> Bool {
    guard var pager = shownPager, pager.search?.isTyping == true else { return false }
    pager.paste(text, in: layout.room(for: pager))
    put(pager)
    return true
  }

  /// Ends scrolling where the text ends, after the panel has another size.
  mutating func settlePager() {
    guard var pager = shownPager else { return }
    pager.settle(in: layout.room(for: pager))
    put(pager)
  }
}
