import Foundation
import Testing

@Suite struct `cidrscope run --format json` {
  private let script = """
    plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
    add nodes 5
    add pods 20 app=web
    claim 10.0.2.0/24 vpc
    get nodes
    expect nodes = 5
    expect nodes = 6
    """

  @Test func `prints one object with the keys of the language`() throws {
    let run = try Program.run(["run", "-", "--format", "json"], input: script)
    #expect(run.status == 1)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(
      Set(object.keys) == ["version", "seed", "plans", "history", "expectations"])
    #expect(object["expectations"] as? [String: Int] == ["held": 1, "failed": 1])
    let plan = try #require((object["plans"] as? [[String: Any]])?.first)
    #expect(
      Set(plan.keys) == [
        "name", "mode", "options", "metrics", "nodes", "pods", "pools", "claims", "overlaps",
      ])
    let nodes = try #require(plan["nodes"] as? [[String: Any]])
    #expect(nodes.count == 5)
    #expect(Set(nodes[0].keys) == ["name", "state", "cidrs", "pods", "error"])
    #expect(nodes[4]["error"] as? String == "allocator full")
    let pods = try #require(plan["pods"] as? [[String: Any]])
    #expect(pods.count == 20)
    #expect(
      Set(pods[0].keys) == ["namespace", "name", "node", "address", "state", "error"])
    #expect((plan["metrics"] as? [String: Any])?["blocks.used"] as? Int == 4)
  }

  @Test func `tells refusals and failures on standard error`() throws {
    let run = try Program.run(["run", "-", "--format", "json"], input: script)
    #expect(
      run.errors == """
        -:2: refused: node-5: allocator full
        -:7: expected nodes = 6, got 5

        """)
  }

  @Test func `gives the same bytes on every run, and others for another seed`() throws {
    let arguments = ["run", "-", "--format", "json"]
    let first = try Program.run(arguments, input: script).output
    #expect(try Program.run(arguments, input: script).output == first)
    #expect(try Program.run(arguments, input: "seed 2\n" + script).output != first)
  }

  @Test func `gives the hash that every machine gives`() throws {
    let run = try Program.run(
      ["run", "-", "--format", "json"],
      input: "plan a mode=cluster-pool pool=10.0.0.0/28 mask=29\nadd nodes 2\nadd pod x\n")
    #expect(run.output.contains(#""history":{"length":3,"hash":"8b42ba42087577bd"}"#))
  }

  @Test func `answers are CSV, an empty line between two`() throws {
    let run = try Program.run(
      ["run", "-", "--format", "csv"],
      input: """
        plan a mode=cluster-pool pool=10.0.0.0/28 mask=29
        claim 10.0.0.8/29 x
        get claims
        get annotations
        """)
    #expect(run.status == 0)
    #expect(
      run.output == [
        "CIDR,NAME,KIND,OVERLAPS", "10.0.0.8/29,x,other,10.0.0.0/28", "",
      ].joined(separator: "\r\n") + "\n"
        + "CIDR,TEXT,POOLS\r\n")
  }

  @Test func `a script that asks nothing has its metrics as Markdown`() throws {
    let run = try Program.run(
      ["run", "-", "--format", "markdown"],
      input: "plan a mode=cluster-pool pool=10.0.0.0/28 mask=29\nadd nodes 1\n")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("## metrics\n\n| METRIC | a |\n| --- | ---: |\n| nodes | 1 |\n"))
  }
}
