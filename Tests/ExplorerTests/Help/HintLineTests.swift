import Terminal
import Testing

@testable import Explorer

@Suite struct HintLineTests {
  @Test(arguments: [14, 20, 40, 64, 80, 100, 200])
  func `every hint is on one page, whole, and no page is wider than the screen`(width: Int) throws {
    let stage = try Stage(Size(width: 80, height: 24))
    let hints = stage.state.hints
    var seen: [Hint] = []
    let pages = HintLine(hints, width: width).pageCount
    for page in 0..<pages {
      let line = HintLine(hints, width: width, page: page)
      #expect(!line.items.isEmpty)
      for item in line.items {
        #expect(item.columns.upperBound <= width - (line.hasMoreRight ? 1 : 0))
        #expect(item.columns.count == item.hint.width)
      }
      #expect(line.hasMoreLeft == (page > 0))
      #expect(line.hasMoreRight == (page < pages - 1))
      seen += line.items.map(\.hint)
    }
    #expect(Set(seen) == Set(hints))
    #expect(seen.count == hints.count)
  }

  @Test func `help and quit are on the first page at any width`() throws {
    for width in [40, 64, 100, 200] {
      let stage = try Stage(Size(width: width, height: 20))
      #expect(stage.frame.row(19).contains("? help  q quit"))
    }
  }

  @Test func `a sign shows that there is more, and keys and the wheel lead there`() throws {
    var stage = try Stage(Size(width: 40, height: 20))
    #expect(stage.frame.row(19).last == "›")
    let first = stage.frame.row(19)
    try stage.press("<A-.>")
    let second = stage.frame.row(19)
    #expect(second.first == "‹")
    #expect(second != first)
    try stage.press("<A-,>")
    #expect(stage.frame.row(19) == first)
    stage.point(.wheel(.down), 5, 19)
    #expect(stage.frame.row(19) == second)
    stage.point(.wheel(.up), 5, 19)
    #expect(stage.frame.row(19) == first)
    stage.click(39, 19)
    #expect(stage.frame.row(19) == second)
    stage.click(0, 19)
    #expect(stage.frame.row(19) == first)
  }

  @Test func `in ASCII the signs are ASCII`() throws {
    var stage = try Stage(Size(width: 40, height: 20), isUnicode: false)
    #expect(stage.frame.row(19).last == ">")
    try stage.press("<A-.>")
    #expect(stage.frame.row(19).first == "<")
  }

  @Test func `the hints are those of what has the keys, and begin with its first page`() throws {
    let contexts = [
      ("", "g go to"), ("?", "Tab next chapter"), ("?/", "Enter keeps what is found"),
      ("?/help<Enter>", "n next match"), ("V", "Enter zoom to it"), ("M", "replays"),
      ("t", "narrow"), ("S", "defines"), ("s", "stays here"), ("E", "next step"), ("r", "opens"),
      ("o", "keep figure"), ("\"", "names the view"), ("/full<Enter>", "n next match"),
      (":get nodes<Enter>", "/ find"), ("<C-s>", "Enter saves"), ("<A-o>", "Enter opens"),
      ("Nq", "q quits without"), ("r<Enter>", "Ctrl-R runs it to its end"),
    ]
    for (keys, words) in contexts {
      var stage = try Stage(Size(width: 120, height: 30))
      try stage.press("<A-.>" + keys)
      #expect(stage.frame.row(29).contains(words), "\(keys): \(stage.frame.row(29))")
    }
  }

  @Test func `a click on a hint presses its key while a text is open`() throws {
    var stage = try Stage(Size(width: 100, height: 30))
    try stage.press("?")
    let place = try #require(stage.place(of: "/ find", below: 29))
    stage.click(place.x, place.y)
    #expect(stage.state.shownPager?.search?.isTyping == true)
  }

  @Test func `where all hints have room there is no sign`() throws {
    var stage = try Stage(Size(width: 240, height: 30))
    #expect(!stage.frame.row(29).contains("›"))
    try stage.press("<A-.>")
    #expect(stage.text.contains("these are all hints"))
  }
}
