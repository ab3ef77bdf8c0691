import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct PagerTests {
  private let room = Size(width: 20, height: 4)

  private func pager(_ lines: [String]) -> Pager {
    Pager(title: "text", lines: lines.map { TextLine($0) })
  }

  private func press(_ pager: inout Pager, _ notation: String) throws -> Pager.Answer {
    var answer = Pager.Answer.stays
    for key in try Key.sequence(notation) { answer = pager.press(key, in: room) }
    return answer
  }

  @Test func `only q, Esc, Enter and ? close a text`() throws {
    let closing: [Key] = [.character("q"), .escape, .enter, .character("?")]
    for key in closing {
      var pager = pager(["one"])
      #expect(pager.press(key, in: room) == .closes, "\(key)")
    }
    for scalar in "xXvVcwWdpPDmtRiyz0123456789:.,;".unicodeScalars {
      var pager = pager(["one"])
      #expect(pager.press(.character(scalar), in: room) == .stays, "\(scalar)")
    }
  }

  @Test func `help, another letter and q leave the program running`() throws {
    var stage = try Stage()
    try stage.press("?xq")
    #expect(stage.isBare)
    #expect(ExplorerApp.endReason(stage.state) == nil)
    try stage.press("<F1>")
    #expect(!stage.isBare)
    try stage.press("<F1>")
    #expect(stage.isBare)
  }

  @Test func `a search counts and goes from match to match, around the end`() throws {
    var pager = pager((1...20).map { $0 % 5 == 0 ? "a free block \($0)" : "line \($0)" })
    _ = try press(&pager, "/FREE")
    #expect(pager.matches(width: 20).isEmpty)
    _ = try press(&pager, "<C-u>free")
    #expect(pager.matches(width: 20).map(\.firstLine) == [4, 9, 14, 19])
    #expect(pager.search?.current == 0)
    #expect((pager.firstLine..<pager.firstLine + room.height).contains(4))
    _ = try press(&pager, "<Enter>nnn")
    #expect(pager.search?.current == 3)
    _ = try press(&pager, "n")
    #expect(pager.search?.current == 0)
    _ = try press(&pager, "N")
    #expect(pager.search?.current == 3)
    #expect((pager.firstLine..<pager.firstLine + room.height).contains(19))
  }

  @Test func `the first Esc ends the search, the next one closes`() throws {
    var pager = pager(["one", "two"])
    #expect(try press(&pager, "/two<Enter>") == .stays)
    #expect(try press(&pager, "<Esc>") == .stays)
    #expect(pager.search == nil)
    #expect(try press(&pager, "<Esc>") == .closes)
  }

  @Test func `Esc while typing goes back to where the search began`() throws {
    var pager = pager((1...40).map { "line \($0)" })
    _ = try press(&pager, "jjj/line 39")
    #expect(pager.firstLine > 30)
    #expect(try press(&pager, "<Esc>") == .stays)
    #expect(pager.firstLine == 3)
  }

  @Test func `while a search is typed every letter is its own`() throws {
    var pager = pager(["quit on q? R and n"])
    #expect(try press(&pager, "/q? R") == .stays)
    #expect(pager.search?.text == "q? R")
    #expect(pager.matches(width: 20).count == 1)
    var stage = try Stage()
    try stage.press("?/R")
    #expect(!stage.state.wantsReader)
    stage.send(.paste("ead"))
    #expect(stage.state.shownPager?.search?.text == "Read")
  }

  @Test func `what is found does not depend on where lines are broken`() throws {
    let text = "an address inside a node's block is never free in this sense, it is idle"
    for width in 12...80 {
      var pager = pager([text, text])
      _ = try press(&pager, "/never free in")
      let found = pager.matches(width: width)
      #expect(found.count == 2, "\(width)")
      let lines = pager.lines(width: width).map(\.text.text)
      let words = found[0].parts.map { part in
        String(Array(lines[part.line])[part.columns])
      }
      let all = words.joined(separator: " ").split(separator: " ").joined(separator: " ")
      #expect(all == "never free in", "\(width)")
    }
  }

  @Test func `tables are searched too, and scrolled sideways to what is found`() throws {
    var stage = try Stage(Size(width: 40, height: 14))
    try stage.press(":get nodes<Enter>/zone<Enter>")
    #expect(stage.state.shownPager?.search != nil)
    try stage.press("<Esc>/10.0.60.0/24")
    #expect(stage.text.contains("1 of 1"), "\(stage.text)")
    #expect(stage.text.contains("10.0.60.0/24"), "\(stage.text)")
  }

  @Test func `matches have another look, and the one that is meant yet another`() throws {
    var stage = try Stage(Size(width: 100, height: 30))
    try stage.press(":get nodes<Enter>/small<Enter>")
    let place = try #require(stage.place(of: "small-1 "))
    let next = try #require(stage.place(of: "small-2 "))
    let frame = stage.frame
    let plain = try #require(stage.place(of: "10.0.0.0/24", below: place.y))
    #expect(frame[place.x, place.y].style != frame[plain.x, plain.y].style)
    #expect(frame[next.x, next.y].style != frame[plain.x, plain.y].style)
    #expect(frame[next.x, next.y].style != frame[place.x, place.y].style)
  }

  @Test func `Tab leads from chapter to chapter`() throws {
    var pager = Pager(
      title: "text",
      passages: (1...3).flatMap { chapter -> [Passage] in
        [.title("chapter \(chapter)")] + (1...9).map { .text(TextLine("line \($0)")) }
      })
    _ = try press(&pager, "<Tab>")
    #expect(pager.firstLine == 10)
    _ = try press(&pager, "<Tab>")
    #expect(pager.firstLine == 20)
    _ = try press(&pager, "<S-Tab><S-Tab>")
    #expect(pager.firstLine == 0)
  }

  @Test func `a screen of a search`() throws {
    var stage = try Stage(Size(width: 40, height: 12))
    try stage.press("?/half a screen")
    #expect(
      stage.text == """
        ┌ Help ────────────────────────────────┐
        │   Right l                            │
        │     to the right                     │
        │   H Home                             │
        │     half a screen to the left        │
        │   J PgDn                             │
        │     half a screen down               │
        │   K PgUp                             │
        │     half a screen up                 │
        │   L End                              │
        │     half a screen to the right       │
        └─/half a screen  1 of 4 ──────────────┘
        """)
  }
}
