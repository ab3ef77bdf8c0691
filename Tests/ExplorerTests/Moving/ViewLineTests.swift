import Addressing
import Cartography
import Terminal
import TestSupport
import Testing

@testable import Explorer

@Suite struct ViewLineTests {
  private func copied(_ stage: Stage) -> String? {
    guard case .copy(let text)? = stage.effects.last else { return nil }
    return text
  }

  @Test func `Y copies the view as a line`() throws {
    var stage = try Stage(script: [
      "plan demo mode=cluster-pool pool=10.0.0.0/8 mask=24", "add nodes 30",
    ])
    try stage.press("zzY")
    #expect(
      copied(stage)
        == "demo \(stage.state.cursor) zoom=7 layer=utilisation curve=hilbert aggregate=max")
  }

  @Test func `a line read back is the line that was written, from wherever one is`() throws {
    var random = SeededRandom(seed: 71)
    var stage = try Stage(script: [
      "plan a mode=cluster-pool pool=10.0.0.0/16 pool=10.9.0.0/20 mask=24", "add nodes 30",
      "plan b mode=cluster-pool pool=10.0.0.0/16 pool=10.9.0.0/20 mask=25", "add nodes 9",
    ])
    let keys = [
      "z", "x", "l", "j", "L", "J", "C", "a", "p", "<Tab>", "e", "0", "v", "3", "4", "1", "%",
      "<A-c>",
    ]
    var lines: [String] = []
    for _ in 0..<60 {
      for _ in 0..<4 { try stage.press(keys[random.int(in: 0..<keys.count)]) }
      lines.append("\(stage.state.viewLine)")
    }
    for line in lines {
      try stage.press("g")
      stage.send(.paste(line))
      try stage.press("<Enter>")
      #expect("\(stage.state.viewLine)" == line)
      #expect(stage.isBare)
    }
  }

  @Test(arguments: [
    "10.0.0.0/16", "a 10.0.0.0/16", "a@main 10.0.0.0/16 zoom=3", "10.0.0.1/32 curve=morton",
    "fd00::/64 aggregate=any-full view=addresses", "10.0.0.0/8 layer=owner owner=zone",
    "10.0.0.0/8 layer=age scale=rank", "10.0.0.0/8 curve=rows transpose=yes",
  ])
  func `what may be left out may be left out`(text: String) throws {
    #expect("\(try ViewLine(parsing: text))" == text)
  }

  @Test(arguments: [
    ("", 1, "a view is a plan, a CIDR and words such as zoom=4; there is no CIDR"),
    ("a zoom=3", 1, "a view is a plan, a CIDR and words such as zoom=4; there is no CIDR"),
    ("a 10.0.0.0/16 zoom=x", 15, "\"zoom=x\": a zoom is a number of steps from 0 on"),
    ("a 10.0.0.0/16 zoom=-1", 15, "\"zoom=-1\": a zoom is a number of steps from 0 on"),
    ("a  10.0.0.0/99", 4, "\"10.0.0.0/99\" is no CIDR; 10.0.0.0/16 would be one"),
    ("a b 10.0.0.0/8", 3, "\"b\" is no CIDR; 10.0.0.0/16 would be one"),
    ("10.0.0.0/8 b", 12, "\"b\": after the CIDR come words such as zoom=4"),
    ("10.0.0.0/8 curve=round", 12, "\"curve=round\": there are hilbert, morton, rows, snake"),
    (
      "10.0.0.0/8 zoom=1 color=red", 19,
      "\"color=red\": a view has zoom, layer, owner, curve, aggregate, scale, view and transpose"
    ),
  ])
  func `what is no view says where and why`(text: String, column: Int, message: String) {
    #expect {
      try ViewLine(parsing: text)
    } throws: { error in
      let error = error as? ViewLineError
      return error?.column == column && error?.message == message
    }
  }

  @Test func `a line about what is not there changes nothing and says so`() throws {
    var stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/16 mask=24"])
    let before = stage.state.viewStop
    for (line, said) in [
      ("nope 10.0.0.0/16 zoom=2", "there is no plan \"nope\"; there is a"),
      ("a 172.16.0.0/16 zoom=2", "172.16.0.0/16 lies in none of 10.0.0.0/16"),
      ("a 10.0.0.0/24 zoom=9", "10.0.0.0/16 has zooms 0 to 8"),
    ] {
      try stage.press("g")
      stage.send(.paste(line))
      try stage.press("<Enter>")
      #expect(stage.text.contains(said), "\(line)")
      #expect(stage.state.viewStop == before)
      try stage.press("<Esc>")
    }
  }

  @Test func `g frames a CIDR`() throws {
    var stage = try Stage(script: ["plan a mode=cluster-pool pool=10.0.0.0/8 mask=24"])
    try stage.press("g10.64.0.0/12<Enter>")
    let viewport = stage.state.viewport
    let rect = try #require(viewport.rect(of: try IPPrefix(parsing: "10.64.0.0/12")))
    #expect(rect.intersection(viewport.bounds) == rect)
    #expect(rect.width * 2 > viewport.size.width || rect.height * 2 > viewport.size.height)
  }
}
