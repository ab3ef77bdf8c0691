import Foundation
import Testing

@Suite struct `cidrscope run` {
  private let full = """
    plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
    add nodes 4
    add node late
    expect error "allocator full"
    remove node node-1
    add node next
    expect node next cidr 10.0.0.0/24
    """

  @Test func `fills a pool, is refused, and finds next-fit's answer`() throws {
    let run = try Program.run(["run", "-"], input: full)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      run.output == """
        -:3: refused: late: allocator full
        plan a; 5 nodes (1 not ready); 0 pods running; expectations: 2 held, 0 failed

        """)
  }

  @Test func `names file and line of a wrong expectation, and goes on`() throws {
    let folder = try ScratchFolder()
    let path = try folder.file(
      "wrong.scope",
      """
      # two nodes
      plan a mode=cluster-pool pool=10.0.0.0/22 mask=24
      add nodes 2
      expect node node-2 cidr 10.0.0.0/24
      expect nodes = 3
      expect nodes = 2
      """)
    let run = try Program.run(["run", path])
    #expect(run.status == 1)
    #expect(
      run.errors == """
        \(path):4: expected node node-2 cidr 10.0.0.0/24, got 10.0.1.0/24
        \(path):5: expected nodes = 3, got 2

        """)
    #expect(run.output == "plan a; 2 nodes; 0 pods running; expectations: 1 held, 2 failed\n")
  }

  @Test func `names line and column of a misspelt verb, and executes nothing`() throws {
    let run = try Program.run(
      ["run", "-"], input: "plan a mode=cluster-pool\nget plans\n  adz nodes 3\nexpct nodes = 1\n")
    #expect(run.status == 2)
    #expect(run.output == "")
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0] == "-:3:3: \"adz\" is not a command; did you mean \"add\"?")
    #expect(lines[1].hasPrefix("-:4:1: \"expct\""))
  }

  @Test func `answers a sizing question of a script with its choices`() throws {
    let run = try Program.run(["run", "-"], input: "size nodes=20 later=500 modes=cluster-pool\n")
    #expect(run.status == 0)
    #expect(run.output.contains("/25"))
    #expect(run.output.contains("in month 13"))
  }

  @Test func `reads several files as one script before it executes any`() throws {
    let folder = try ScratchFolder()
    let first = try folder.file("1.scope", "plan a mode=cluster-pool pool=10.0.0.0/16\n")
    let second = try folder.file("2.scope", "add nodes 3\nexpect nodes = 3\n")
    #expect(try Program.run(["run", first, second]).status == 0)
    let absent = try Program.run(["run", first, folder.path + "/absent"])
    #expect(absent.status == 2)
    #expect(
      absent.errors == "\(folder.path)/absent: cannot be read: no such file or directory\n")
  }

  @Test func `prints answers as tables, and with --quiet nothing else`() throws {
    let script = """
      plan a mode=cluster-pool pool=10.0.0.0/24 mask=25
      add nodes 3
      get nodes
      remove node nobody
      """
    let table = """
      NAME    STATE   CIDRS          PODS  RUNNING  FREE  ZONE  ERROR
      node-1  ready   10.0.0.0/25       0        0   124
      node-2  ready   10.0.0.128/25     0        0   124
      node-3  failed                    0        0              allocator full

      """
    let run = try Program.run(["run", "-"], input: script)
    #expect(
      run.output == "-:2: refused: node-3: allocator full\n" + table
        + "-:4: refused: no node is called \"nobody\"\n"
        + "plan a; 3 nodes (1 not ready); 0 pods running\n")
    #expect(try Program.run(["run", "-", "--quiet"], input: script).output == table)
  }

  @Test func `reports on the plan that is asked for`() throws {
    let script = """
      plan a mode=cluster-pool pool=10.0.0.0/24 mask=25
      plan b mode=cluster-pool pool=10.0.0.0/24 mask=26
      add nodes 3
      """
    let run = try Program.run(["run", "-", "--plan", "b", "--check"], input: script)
    #expect(run.output.hasSuffix("plan b; 3 nodes; 0 pods running\n"))
    let absent = try Program.run(["run", "-", "--plan", "c"], input: script)
    #expect(absent.status == 2)
    #expect(absent.errors == "--plan c: no plan is called so; there are a, b\n")
  }

  @Test func `ends quietly when nobody reads any more`() throws {
    let script =
      "plan a mode=cluster-pool pool=10.0.0.0/8\nadd nodes 200\nadd pods 20000\nget pods\n"
    let run = try Program.shell(
      "{ \"$0\" run -; echo $? >&2; } | head -1", input: script)
    #expect(run.output.hasPrefix("NAMESPACE"))
    #expect(run.errors == "0\n")
  }

  @Test func `says so when the disk is full`() throws {
    let run = try Program.shell("\"$0\" run - > /dev/full", input: full)
    #expect(run.status == 2)
    #expect(run.errors == "cannot write to standard output: No space left on device\n")
  }
}
