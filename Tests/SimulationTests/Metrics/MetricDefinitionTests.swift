import Simulation
import TestSupport
import Testing

struct MetricDefinitionTests {
  @Test(arguments: MetricQuery.Name.allCases)
  func `a metric says what it is, in what it counts, who says so and why`(
    name: MetricQuery.Name
  ) {
    let definition = name.definition
    #expect(definition.name == name)
    #expect(definition.word.hasPrefix(name.rawValue))
    for text in [definition.unit, definition.formula, definition.source, definition.why] {
      #expect(!text.isEmpty)
      #expect(!text.hasSuffix("."), "\(text)")
      #expect(!text.contains("  "), "\(text)")
    }
  }

  @Test func `no two metrics are defined alike`() {
    var formulas: [String: MetricQuery.Name] = [:]
    for definition in MetricDefinition.all {
      let other = formulas.updateValue(definition.name, forKey: definition.formula)
      #expect(other == nil, "\(definition.name.rawValue) is \(other?.rawValue ?? "")")
    }
    #expect(MetricDefinition.all.count == MetricQuery.Name.allCases.count)
  }

  @Test func `the word says which metrics take a prefix length`() {
    #expect(MetricQuery.Name.blocksFree.definition.word == "blocks.free[/LENGTH]")
    #expect(MetricQuery.Name.fragmentation.definition.word == "fragmentation/LENGTH")
    #expect(MetricQuery.Name.internalWaste.definition.word == "internal-waste")
  }

  private func run(_ script: String) throws -> (Session, Outcome?) {
    var session = Session()
    var last: Outcome?
    for line in try Script(parsing: script, file: "t.scope").lines {
      last = session.execute(line.command)
    }
    return (session, last)
  }

  private func rows(_ outcome: Outcome?) -> [[String]] {
    guard case .answer(let table) = outcome else { return [] }
    return table.firstRows(100)
  }

  @Test func `describe tells a metric's definition and its number in every plan`() throws {
    let (_, answer) = try run(
      """
      plan a mode=cluster-pool pool=10.0.0.0/16 mask=24
      plan b mode=calico pool=10.0.0.0/16
      add nodes 1
      add pods 30
      describe internal-waste
      """)
    let rows = rows(answer)
    let definition = MetricQuery.Name.internalWaste.definition
    #expect(rows.first == ["is", definition.formula])
    #expect(rows.contains(["better", "less"]))
    #expect(rows.contains(["source", definition.source]))
    #expect(rows.suffix(2) == [["in a", "882"], ["in b", "531"]])
  }

  @Test func `what is counted at a length is described at one, or at the plan's unit`() throws {
    let plan = "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24\nadd nodes 1\n"
    let (_, named) = try run(plan + "describe blocks.free/26")
    #expect(rows(named).last == ["in a", "12"])
    let (_, bare) = try run(plan + "describe unusable-free")
    #expect(rows(bare).last == ["in a", "unusable-free/24: 0"])
  }

  @Test func `a node of that name comes before a metric`() throws {
    let (_, answer) = try run(
      "plan a mode=cluster-pool pool=10.0.0.0/22\nadd node routes\ndescribe routes")
    guard case .answer(let table) = answer else {
      Issue.record("no answer")
      return
    }
    #expect(table.title == "node routes")
  }
}
