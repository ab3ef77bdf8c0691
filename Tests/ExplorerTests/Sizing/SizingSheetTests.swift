import Addressing
import Allocation
import Simulation
import Sizing
import Terminal
import Testing

@testable import Explorer

@Suite struct SizingSheetTests {
  private func stage(_ line: String? = nil) throws -> Stage {
    var stage = try Stage(script: [
      "plan a mode=cluster-pool pool=10.0.0.0/20 mask=24", "add nodes 5", "add pods 40",
      "claim 10.1.0.0/16 office kind=vpc",
    ])
    if let line { try stage.press(":" + line + "<Enter>") } else { try stage.press("<A-s>") }
    return stage
  }

  @Test func `the question begins with the cluster that is shown`() throws {
    let stage = try stage()
    let sheet = try #require(stage.state.sizingSheet)
    #expect(
      sheet.words == ["nodes=5", "later=10", "pods=8", "max-pods=110", "vpc=10.1.0.0/16"])
    #expect(stage.text.contains("holds 16 nodes of up to 110 pods"))
  }

  @Test func `a field is typed, and what is wrong is said where it is wrong`() throws {
    var stage = try stage()
    try stage.press("x")
    #expect(stage.state.sizingSheet?.question == nil)
    #expect(stage.text.contains("! \"x\" is no nodes; expected a whole number such as 3"))
    try stage.press("<Enter>")
    #expect(stage.state.sizingSheet?.page == .question, "what is no question has no answers")
    try stage.press("<BS>50<Tab>200")
    #expect(stage.state.sizingSheet?.question?.nodes == 50)
    #expect(stage.state.sizingSheet?.question?.later == 200)
    try stage.press("<Esc>")
    #expect(stage.state.overlay == nil)
    try stage.press("<A-s>")
    #expect(stage.state.sizingSheet?.question?.later == 200, "it is as it was left")
  }

  @Test func `the table has a number in every cell and stands on the best`() throws {
    var stage = try stage("size nodes=20 later=60 pods=20 modes=cluster-pool,kubernetes")
    #expect(stage.state.sizingSheet?.page == .table)
    #expect(stage.state.sizingSheet?.cell?.choice?.ranges.first?.mask == 25)
    for text in ["[   64 ]", "128<", "32!", "64 nodes of 124 pods"] {
      #expect(stage.text.contains(text), "\(text)")
    }
    try stage.press("<Right>")
    #expect(stage.state.sizingSheet?.cell?.mask == 26)
    try stage.press("<Left><Left><Down>")
    #expect(stage.state.sizingSheet?.cell?.choice?.mode == "kubernetes")
    #expect(stage.state.sizingSheet?.cell?.mask == 24)
    try stage.press("a")
    #expect(stage.text.contains("why: a /25 serves 124 pods on a node; 110 were wanted"))
  }

  @Test func `fields and cells are clicked, and a second click opens the plan`() throws {
    var stage = try stage()
    let lines = stage.text.split(separator: "\n", omittingEmptySubsequences: false)
    let field = try #require(lines.firstIndex { $0.contains("│   max-pods") })
    stage.click(20, field)
    #expect(
      stage.state.sizingSheet?.fields[stage.state.sizingSheet?.field ?? 0].key.name == "max-pods")
    try stage.press("<Enter>")
    #expect(stage.state.sizingSheet?.cell?.mask == 25)
    let row = try #require(
      stage.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
        $0.contains("kubernetes ")
      })
    let column = stage.text.split(separator: "\n", omittingEmptySubsequences: false)[row]
    let x = try #require(column.firstRange(of: "8!")).lowerBound
    stage.click(column.distance(from: column.startIndex, to: x), row)
    #expect(stage.state.sizingSheet?.cell?.choice?.mode == "kubernetes")
    #expect(stage.state.sizingSheet?.cell?.mask == 24)
    stage.click(column.distance(from: column.startIndex, to: x), row)
    #expect(stage.state.session.current?.cluster.mode.about.name == "kubernetes")
  }

  @Test func `Enter makes the cell a plan that undo takes back`() throws {
    var stage = try stage("size nodes=20 later=60 pods=20 modes=cluster-pool")
    try stage.press("<Enter>")
    #expect(stage.state.overlay == nil)
    #expect(stage.state.session.current?.name == "sized")
    #expect(stage.state.session.current?.cluster.nodes.count == 5, "the history is lived again")
    #expect(
      stage.state.session.journal.contains {
        $0.hasPrefix("plan sized mode=cluster-pool pool=10.128.0.0/19 mask=25")
      })
    try stage.press("uu")
    #expect(stage.state.session.moment.plans.map(\.name) == ["a"])
  }

  @Test func `the proof is lived in two streams and can be ended`() throws {
    var stage = try stage("size nodes=2 months=1 pods=5 max-pods=20 modes=cluster-pool")
    stage.holdsWorks = true
    try stage.press("p")
    #expect(stage.text.contains("0 of 300 lives"))
    for number in 0..<4 {
      let work = stage.heldWorks[number]
      stage.take(.finished(WorkResult(id: work.id, answer: work.run { _ in true })))
    }
    let trial = try #require(stage.state.sizingSheet?.trial)
    #expect(trial.done == 4 && trial.proofs[0].lives.map(\.seed) == [1, 2])
    #expect(stage.text.contains("the choice: nothing refused in 2 lives"))
    #expect(stage.text.contains("month  room for nodes: worst, median, best life"))
    #expect(stage.state.works.count == 2)
    try stage.press("<Esc>")
    #expect(stage.state.works.isEmpty && stage.state.sizingSheet?.page == .table)
    // What ends late is not wanted any more.
    let late = stage.heldWorks[5]
    stage.take(.finished(WorkResult(id: late.id, answer: late.run { _ in true })))
    #expect(stage.state.sizingSheet?.trial?.done == 4)
  }

  @Test(arguments: [
    Size(width: 30, height: 8), Size(width: 60, height: 16), Size(width: 240, height: 70),
  ])
  func `every page is drawn at every size`(size: Size) throws {
    for isUnicode in [true, false] {
      var stage = try Stage(size, isUnicode: isUnicode)
      stage.holdsWorks = true
      try stage.press("<A-s>")
      #expect(stage.frame.size == size)
      let work = try #require(stage.heldWorks.first)
      stage.take(.finished(WorkResult(id: work.id, answer: work.run { _ in true })))
      try stage.press("<Enter>")
      #expect(stage.frame.size == size)
      try stage.press("p")
      #expect(stage.frame.size == size)
    }
  }
}
