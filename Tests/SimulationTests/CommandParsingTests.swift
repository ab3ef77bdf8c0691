import Simulation
import Testing

@Suite struct CommandParsingTests {
  /// A line and the one canonical way to write it; the same line where nothing follows.
  static let goodLines: [(line: String, canonical: String)] = [
    ("plan a mode=cluster-pool pool=10.0.0.0/8 mask=24", ""),
    (
      "plan two mask=26,24 mode=node-local pool=10.0.0.0/16 pool=10.1.0.0/16",
      "plan two mode=node-local pool=10.0.0.0/16 pool=10.1.0.0/16 mask=26,24"
    ),
    (
      "plan d mode=cluster-pool pool=10.0.0.0/8 mask6=120 pool=FD00:0::/104 scan=linear x=\"a b\"",
      "plan d mode=cluster-pool pool=10.0.0.0/8 pool=fd00::/104 mask6=120 scan=linear x=\"a b\""
    ),
    ("plan e mode=eni prefix-delegation=on pre-allocate=8", ""),
    ("use a", ""), ("use \"a\"", "use a"), ("drop plan-b", ""), ("mode flat", ""),
    ("set mask=26 scan=random pre-allocate=0", ""), ("set note=\"\"", ""),
    ("set note=\"a=b # c\"", ""), ("set note=a=b", "set note=\"a=b\""),
    ("add pool 10.2.0.0/16", ""),
    ("add pool fd00::/48 mask=64 name=p", "add pool fd00::/48 name=p mask=64"),
    ("remove pool 10.2.0.0/16", ""),
    ("claim 10.0.0.0/16 vpc-main kind=vpc", ""),
    ("claim 10.0.0.0/16 x kind=other", "claim 10.0.0.0/16 x"),
    ("remove claim vpc-main", ""),
    ("annotate 10.0.0.0/24 kept for the office", "annotate 10.0.0.0/24 \"kept for the office\""),
    ("remove annotation 10.0.0.0/24", ""),
    ("add service kube-system/dns address=10.96.0.10", ""),
    ("add services 3 prefix=service-", "add services 3"),
    ("remove service kube-system/dns", ""),
    ("expect service kube-system/dns address 10.96.0.10", ""),
    ("seed 18446744073709551615", ""), ("seed 007", "seed 7"),
    ("add node n1", ""),
    (
      "add node n1 mask=26 cidr=10.0.1.0/24 max-pods=50 type=m5.large zone=a",
      "add node n1 zone=a type=m5.large max-pods=50 cidr=10.0.1.0/24 mask=26"
    ),
    ("add nodes 65536", ""), ("add nodes 3 prefix=node-", "add nodes 3"),
    ("add nodes 3 prefix=w/ zone=b", ""), ("add nodes 0", ""),
    ("remove node node-1", ""), ("remove nodes 2", ""),
    ("remove nodes 2 pick=random empty=no", "remove nodes 2"),
    ("remove nodes 2 empty=yes pick=newest", "remove nodes 2 pick=newest empty=yes"),
    ("cordon n", ""), ("uncordon n", ""), ("drain n", ""),
    ("add pod web", ""), ("add pod kube-system/dns node=n1 pool=p address=10.0.0.7", ""),
    ("add pod x address=FD00::0:1", "add pod x address=fd00::1"),
    ("add pods 7208960", ""), ("add pods 3 app=pod", "add pods 3"),
    (
      "add pods 3 pool=p node=n namespace=ns app=web",
      "add pods 3 app=web namespace=ns node=n pool=p"
    ),
    ("remove pod ns/web-1", ""), ("remove pods 5 app=web node=n pick=oldest", ""),
    ("scale web 0", ""), ("roll web", ""), ("roll web surge=25%", "roll web"),
    ("roll web surge=3", ""), ("roll web surge=100%", ""),
    ("churn for=2h", ""), ("churn for=90m pods=200/h nodes=1/d load=60%..80%", ""),
    ("churn load=100..200 for=1d", "churn for=1d load=100..200"),
    ("fail zone=a", ""), ("recover zone=a", ""),
    ("restart operator", ""), ("restart agent node-1", ""),
    ("wait 15s", ""), ("wait 60s", "wait 1m"), ("wait 90s", ""), ("wait 48h", "wait 2d"),
    ("wait 0d", "wait 0s"),
    ("undo", ""), ("undo 1", "undo"), ("undo 3", ""), ("redo", ""), ("redo 2", ""), ("seek 0", ""),
    ("get nodes", ""), ("get metrics plan=all", ""), ("get free plan=b", ""),
    ("seek 12.417", ""), ("fork a", ""), ("fork a at=3.2", ""),
    ("fork fix at=3 with=\"add pool 10.2.0.0/16\" with=\"set x=\\\"a b\\\"\"", ""),
    ("switch main", ""), ("discard a", ""), ("roll web steps=3", ""),
    ("workload steady for=1h pods=3/h", ""),
    ("workload steady steps=7 for=2d", "workload steady for=2d steps=7"),
    ("mode calico pool=10.0.0.0/16 block-size=26", ""),
    ("inspect 12", ""), ("inspect 12.417", ""), ("get history plan=b", ""),
    ("describe node-1", ""), ("describe 10.0.1.0/24", ""), ("describe 10.0.1.7", ""),
    ("why kube-system/dns", ""), ("why FD00::0:1", "why fd00::1"), ("why fd00::/64", ""),
    ("size nodes=100 pods=\"110 or so\"", ""),
    ("expect node n cidr 10.0.0.0/24", ""), ("expect node n cidr 10.0.0.0/24 fd00::/120", ""),
    ("expect node n pending", ""), ("expect node n ready", ""),
    ("expect node n error \"allocator full\"", ""),
    ("expect node n error full", "expect node n error \"full\""),
    ("expect pod ns/p address 10.0.0.7", ""), ("expect pod p running", ""),
    ("expect pod p pending", ""),
    ("expect pod p error \"say \\\"no\\\" \\\\ \\n \\t\"", ""),
    ("expect nodes = 4", ""), ("expect pods.host-network != 0", ""),
    ("expect blocks.free/20 >= 3", ""),
    ("expect blocks.free.v6/48 > 3", "expect blocks.free/48.v6 > 3"),
    ("expect addresses.total.v6 = 170141183460469231731687303715884105727", ""),
    ("expect first-failure = none", ""), ("expect largest-free != none", ""),
    ("expect reuse.min < 7", ""),
    ("expect error \"allocator full\"", ""), ("expect error \"a # b = c\"", ""),
    ("expect plan a addresses.used <= fragmentation/28 of b", ""),
    ("  add\tpods   3  # three", "add pods 3"), ("add pods 3 #three", "add pods 3"),
  ]

  @Test(arguments: goodLines)
  func `a good line is read, and printed in its one canonical form`(
    line: String, canonical: String
  ) throws {
    let command = try Command(parsing: line)
    let expected = canonical.isEmpty ? line : canonical
    #expect(command.description == expected)
    #expect(try Command(parsing: expected) == command)
  }

  @Test func `the table of good lines has every form of the vocabulary`() throws {
    let read = Set(try CommandParsingTests.goodLines.map { try Command(parsing: $0.line).verb })
    #expect(read == Set(Vocabulary.forms.map(\.name)))
  }

  @Test(arguments: ["", "   ", "\t", "# only a comment"])
  func `a line without a command is none`(line: String) {
    #expect(throws: CommandError.self) { try Command(parsing: line) }
  }

  @Test func `options of a plan remember where they stand`() throws {
    let command = try Command(parsing: "plan a mode=eni  pre-allocate=8 tags=\"ä b\" x=1")
    guard case .plan(let plan) = command else {
      Issue.record("not a plan")
      return
    }
    #expect(plan.options.map(\.column) == [18, 33, 44])
    #expect(plan.options.map(\.valueColumn) == [31, 38, 46])
    #expect(plan.options.map(\.value) == ["8", "ä b", "1"])
  }

  @Test func `what is left out has the value that the page says`() throws {
    #expect(
      try Command(parsing: "add pods 2")
        == .addPods(count: 2, app: "pod", namespace: nil, PodPlacement()))
    #expect(try Command(parsing: "roll a") == .roll(app: "a", surge: .percent(25)))
    #expect(
      try Command(parsing: "add nodes 2") == .addNodes(count: 2, prefix: "node-", NodeTraits()))
    #expect(try Command(parsing: "undo") == .undo(1))
    #expect(try Command(parsing: "get pods") == .get(.pods, of: .current))
  }
}
