import Cartography
import Simulation
import Terminal
import Testing

@testable import Explorer

@Suite struct HelpTests {
  @Test func `every action is in the help, with the key it has`() throws {
    var stage = try Stage(Size(width: 120, height: 40))
    try stage.press("?")
    let pager = try #require(stage.state.shownPager)
    let text = pager.spoken
    for entry in Keymap.defaults.entries {
      #expect(text.contains("  \(entry.keyText): \(entry.summary)"), "\(entry.action)")
    }
  }

  @Test(arguments: [
    Size(width: 30, height: 8), Size(width: 40, height: 12), Size(width: 80, height: 24),
    Size(width: 120, height: 40), Size(width: 240, height: 70),
  ])
  func `no line of help or glossary is wider than its panel, and none is cut off`(
    _ size: Size
  ) throws {
    for keys in ["?", ":glossary<Enter>"] {
      var stage = try Stage(size)
      try stage.press(keys)
      let pager = try #require(stage.state.shownPager)
      let room = stage.state.layout.room(for: pager)
      for line in pager.lines(width: room.width) {
        #expect(line.text.width <= room.width, "\(line.text.text)")
      }
      // Nothing on the way down is cut off.
      guard size.width == 80 else { continue }
      let rect = stage.state.layout.popup
      repeat {
        let frame = stage.frame
        for y in rect.rows {
          let row = frame.row(y).dropFirst(rect.x).prefix(rect.width)
          #expect(!row.contains("…"), "\(row)")
        }
        let before = stage.state.shownPager?.firstLine
        try stage.press("<PgDn>")
        if stage.state.shownPager?.firstLine == before { break }
      } while true
    }
  }

  @Test func `its first chapter has the numbers of this moment`() throws {
    var stage = try Stage(
      Size(width: 120, height: 40),
      script: [
        "plan a mode=cluster-pool pool=10.0.0.0/16 mask=24", "add nodes 3",
        "add pods 7 node=node-2",
      ])
    try stage.press("g10.0.1.0/24<Enter>?")
    let text = try #require(stage.state.shownPager).spoken
    func has(_ words: String) { #expect(text.contains { $0.contains(words) }, "\(words)") }
    has("Of the 256 addresses of 10.0.1.0/24 7 are used, 4 reserved and 245 stranded")
    has("nodes 3: 3 ready, 0 waiting, 0 failed.")
    has("pods 7: 7 run on an address of IPAM, 0 wait")
    has("committed 768 1.1%: Addresses in blocks that nodes hold")
    has("free 64,768 98.8%: Total - committed - withheld.")
    has("free blocks 253 of 256")
    has("seed 1:")
    has("aggregate max:")
    has("curve Hilbert:")
  }

  @Test func `the legend is counted by what is in view`() throws {
    var stage = try Stage(
      Size(width: 120, height: 40),
      script: [
        "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24 max-pods=300", "add nodes 2",
        "add pods 252 node=node-1", "add pods 1 node=node-1",
      ])
    for keys in ["", "2", "%"] {
      try stage.press(keys)
      let count = LegendCount(stage.state)
      let picture = HereAndNow(stage.state).facts(of: .legend)
      let free = try #require(picture.first { $0.name == "free" })
      let size = count.addresses(of: count.count(of: .free))
      #expect(size == 512)
      #expect(free.meaning.contains("In view: 512 addresses, 2 blocks of /24."), "\(free)")
      let full = try #require(picture.first { $0.name == "full" })
      #expect(full.value == "1", "\(full)")
    }
  }

  @Test func `every part of every view is explained on every layer`() throws {
    for view in ["", "v", "vv", "c", "cF", "T"] {
      for layer in 1...8 {
        var stage = try Stage(Size(width: 120, height: 40))
        try stage.press("\(layer)" + view)
        let here = HereAndNow(stage.state)
        #expect(!here.cursorSentences.isEmpty)
        for part in HereAndNow.Part.allCases where part != .cursor {
          #expect(!here.facts(of: part).isEmpty, "\(view) \(layer) \(part)")
        }
        for fact in HereAndNow.Part.allCases.flatMap(here.facts(of:)) {
          #expect(fact.meaning.hasSuffix("."), "\(fact)")
          #expect(!fact.meaning.contains("  "), "\(fact)")
          if let term = fact.term { #expect(Glossary.entry(for: term) != nil, "\(term)") }
        }
      }
    }
  }

  @Test func `there is help without a plan`() throws {
    var stage = try Stage(script: [])
    try stage.press("?")
    #expect(stage.text.contains("There is no plan yet."))
  }

  @Test func `a message wider than the screen says where the rest is`() throws {
    var stage = try Stage(Size(width: 80, height: 24))
    let long = "a message " + (1...20).map { "word\($0)" }.joined(separator: " ")
    stage.take(.announced(long))
    #expect(stage.text.contains("… Alt-m has the rest"), "\(stage.text)")
    try stage.press("<A-m>")
    let text = stage.text.split(separator: "\n").joined()
    for word in 1...20 { #expect(text.contains("word\(word)"), "\(word)") }
    try stage.press("q")
    #expect(!stage.text.contains("has the rest"))
    try stage.press(":messages<Enter>")
    #expect(stage.text.contains("Messages, the latest first"))
  }

  @Test func `messages are kept in the order told, and only so many`() throws {
    var stage = try Stage()
    try stage.press("<A-m>")
    #expect(stage.text.contains("nothing was told yet"))
    for number in 1...300 { stage.take(.announced("message \(number)")) }
    #expect(stage.state.messages.count == 200)
    #expect(stage.state.messages.last?.text == "message 300")
    try stage.press(":messages<Enter>")
    let first = try #require(stage.state.shownPager?.passages.first)
    #expect(first.text.hasSuffix("message 300"))
  }
}
