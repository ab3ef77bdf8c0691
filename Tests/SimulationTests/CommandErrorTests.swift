import Simulation
import Testing

@Suite struct CommandErrorTests {
  /// A bad line, and what is said of it as line 3 of `f.scope`, after the file and the line.
  static let badLines: [(line: String, error: String)] = [
    // Verbs and nouns.
    ("ad node n", #"1: "ad" is not a command; did you mean "add"?"#),
    ("Add node n", #"1: "Add" is not a command; did you mean "add"?"#),
    ("  exepct nodes = 1", #"3: "exepct" is not a command; did you mean "expect"?"#),
    ("delete node n", #"1: "delete" is not a command; did you mean "remove"?"#),
    ("desc n", #"1: "desc" is not a command; did you mean "describe"?"#),
    ("add", #"4: "add" needs pool, node, nodes, pod, pods, service or services after it"#),
    ("add nod n", #"5: "nod" is nothing to add; did you mean "node"?"#),
    ("restart kubelet n", #"9: "kubelet" is nothing to restart; the nouns are operator and agent"#),
    // Arguments that are missing, too many or unknown.
    (
      "add node",
      #"9: "add node" needs NAME; usage: add node NAME [zone=Z] [type=T] [max-pods=N] [cidr=CIDR] [mask=N]"#
    ),
    (
      "add node # n",
      #"9: "add node" needs NAME; usage: add node NAME [zone=Z] [type=T] [max-pods=N] [cidr=CIDR] [mask=N]"#
    ),
    ("scale web", #"10: "scale" needs COUNT; usage: scale APP COUNT"#),
    ("use a b", #"7: "b" is one word too many; usage: use NAME"#),
    (
      "plan a pool=10.0.0.0/8",
      #"23: "plan" needs mode=MODE or preset=NAME; usage: plan NAME mode=MODE [pool=CIDR]..."#
    ),
    (
      "churn pods=1/s",
      #"15: "churn" needs for=DURATION; usage: churn for=DURATION [pods=RATE] [nodes=RATE] [load=LOW..HIGH] [steps=N]"#
    ),
    (
      "add pods 3 ap=web",
      #"12: "ap" is no option of "add pods"; did you mean "app"? known: app= namespace= node= pool="#
    ),
    (
      "add nodes 3 cidr=10.0.0.0/24",
      #"13: "cidr" is no option of "add nodes"; known: prefix= zone= type= max-pods= mask="#
    ),
    ("cordon n now=yes", #"10: "now=yes" is an option and "cordon" has none; usage: cordon NAME"#),
    ("add pods 3 app=a app=b", #"18: "app" is given twice; give it once"#),
    ("plan a mode=eni x=1 x=2", #"21: "x" is given twice; give it once"#),
    ("set", #"4: "set" needs an option; usage: set KEY=VALUE ..."#),
    // Names.
    ("add node nöde", #"10: "nöde" holds "ö"; names are made of A-Z a-z 0-9 . _ / -"#),
    ("add node \"a b\"", #"10: "a b" holds a blank; names are made of A-Z a-z 0-9 . _ / -"#),
    ("add node \"\"", #"10: an empty word is no name; names are made of A-Z a-z 0-9 . _ / -"#),
    ("add pod a/b/c", #"9: "a/b/c" is no pod; expected NAME or NAMESPACE/NAME"#),
    ("add pods 1 app=a/b", #"16: "a/b" holds "/"; only a pod's whole name may: NAMESPACE/NAME"#),
    ("use all", #"5: "all" is no name for a plan; "all" stands for every plan"#),
    // Values.
    ("add pods three", #"10: "three" is no count; expected a whole number such as 3"#),
    ("add pods -3", #"10: "-3" is no count; expected a whole number such as 3"#),
    (
      "undo 9223372036854775808",
      #"6: "9223372036854775808" is too large a count; the largest is 9223372036854775807"#
    ),
    ("add pool 10.0.0.1/8", #"10: "10.0.0.1/8" has host bits set; did you mean 10.0.0.0/8?"#),
    ("add pool 10.0.0.0/33", #"10: "10.0.0.0/33" is no CIDR; an IPv4 prefix is at most /32"#),
    (
      "plan a mode=eni pool=10.0.0.0",
      #"22: "10.0.0.0" is no CIDR; a prefix needs its length; for this one address write 10.0.0.0/32"#
    ),
    (
      "add pod a address=10.0.0.256", #"19: "10.0.0.256" is no address; octet 256 is more than 255"#
    ),
    (
      "inspect late",
      #"9: "late" is no position; expected a number such as 12, or 12.3 for a step"#
    ),
    ("describe a:b", #"10: "a:b" is neither a name nor an address"#),
    ("why 10.0.0.1/24", #"5: "10.0.0.1/24" has host bits set; did you mean 10.0.0.0/24?"#),
    ("mode cluster-poll", #"6: "cluster-poll" is no mode; did you mean "cluster-pool"?"#),
    (
      "claim 10.0.0.0/8 a kind=svc",
      #"25: "svc" is no kind; the kinds are node, service, vpc, cluster and other"#
    ),
    ("remove pods 1 pick=old", #"20: "old" is no pick; did you mean "oldest"?"#),
    ("remove nodes 1 empty=true", #"22: "true" is not "yes" or "no""#),
    ("get node", #"5: "node" is no table; did you mean "nodes"?"#),
    (
      "plan a mode=node-local mask=24,/26",
      #"29: "24,/26" is no prefix length; write it without the slash: 26"#
    ),
    ("add node n mask=129", #"17: "129" is no prefix length; expected a number from 0 to 128"#),
    ("wait 5", #"6: "5" is no duration; expected a number and a unit: 15s, 5m, 2h or 3d"#),
    ("wait 1h30m", #"6: "1h30m" is no duration; expected a number and a unit: 15s, 5m, 2h or 3d"#),
    ("wait 9223372036854775807d", #"6: "9223372036854775807d" is too long a duration"#),
    (
      "churn for=1h pods=200",
      #"19: "200" is no rate; expected a number each s, m, h or d, such as 200/h"#
    ),
    (
      "churn for=1h load=80%..60%",
      #"19: "80%..60%" has its ends the wrong way round; did you mean 60%..80%?"#
    ),
    (
      "churn for=1h load=60%..80",
      #"19: "60%..80" mixes a number and a share; expected LOW..HIGH, such as 60%..80% or 100..200"#
    ),
    (
      "roll a surge=lots",
      #"14: "lots" is no amount; expected a number or a share, such as 3 or 25%"#
    ),
    (
      "seed 18446744073709551616",
      #"6: "18446744073709551616" is too large a seed; the largest is 18446744073709551615"#
    ),
    // Expectations.
    ("expect", #"7: "expect" needs a claim; usage: expect nodes = 4, or expect pod a running"#),
    ("expect nod n ready", #"8: "nod" is no metric; did you mean "node"?"#),
    ("expect node n redy", #"15: "redy" cannot be expected of a node; did you mean "ready"?"#),
    (
      "expect node n",
      #"14: "expect node n" needs a state; usage: expect node NAME cidr CIDR... | pending | ready | error "TEXT""#
    ),
    (
      "expect node n cidr",
      #"19: "cidr" needs CIDR; usage: expect node NAME cidr CIDR... | pending | ready | error "TEXT""#
    ),
    (
      "expect pod p ready",
      #"14: "ready" cannot be expected of a pod; what can are address, running, pending and error"#
    ),
    ("expect pod p running now", #"22: "now" is one word too many"#),
    (
      "expect error allocator full",
      #"24: "full" is one word too many; a text of several words needs quotes"#
    ),
    (
      "expect error \"\"",
      #"14: an empty text is contained in every error; say which error is meant"#
    ),
    (
      "expect addreses.used = 1",
      #"8: "addreses.used" is no metric; did you mean "addresses.used"?"#
    ),
    (
      "expect addresses = 1",
      #"8: "addresses" is no metric; the metrics that begin so are addresses.total, addresses.committed, addresses.used, addresses.reserved, addresses.stranded, addresses.withheld, addresses.free and addresses.outside"#
    ),
    (
      "expect addresses.used.v4 = 1",
      #"8: "addresses.used.v4" is no metric; a bare name is of IPv4 where the plan has it: "addresses.used""#
    ),
    ("expect nodes.v6 = 1", #"8: "nodes.v6" asks for a family; "nodes" is the same for both"#),
    ("expect nodes/20 = 1", #"8: "nodes/20" asks for a prefix length; "nodes" has none"#),
    (
      "expect fragmentation = 1",
      #"8: "fragmentation" needs a prefix length; expected fragmentation/28 or the like"#
    ),
    (
      "expect blocks.free/200 = 1",
      #"8: "blocks.free/200" is counted at no such prefix length; expected a number from 0 to 128"#
    ),
    ("expect pods=5", #"8: "pods=5" is written in one word; put blanks between: pods = 5"#),
    ("expect pods >=5", #"13: ">=5" is no comparison; put a blank after it: >= 5"#),
    ("expect pods == 5", #"13: "==" is no comparison; did you mean "="?"#),
    ("expect pods around 5", #"13: "around" is no comparison; expected =, !=, <, <=, > or >="#),
    ("expect pods", #"12: "pods" needs a comparison; usage: one of =, !=, <, <=, > or >="#),
    ("expect pods = many", #"15: "many" is no number; expected a whole number such as 3"#),
    ("expect pods < none", #"15: "none" has no size; it can only be compared by = or !="#),
    (
      "expect plan a pods < pods off b",
      #"27: "off" is not "of"; usage: expect plan NAME METRIC = != < <= > >= METRIC of OTHER"#
    ),
    // Quotes, comments and what cannot be seen.
    ("expect error \"open", #"14: ""open" has no closing quote; end it with ""#),
    ("expect error \"a\"b", #"17: "b" follows a closing quote; put a blank between them"#),
    ("expect error a\"b\"", #"15: """ stands inside a word; a quote may begin a word or a value"#),
    (
      "expect error \"a\\x\"",
      #"16: "\" begins no escape; inside quotes write \" for a quote, \\ for a backslash, \n and \t"#
    ),
    ("add pods 3#three", ##"11: "#" stands inside a word; a blank before it begins a comment"##),
    ("set a=b#c", ##"8: "#" stands inside a value; quote the whole value: a="...""##),
    ("add node a\u{1B}[31m", #"11: U+001B cannot be seen; a command is visible text"#),
    ("undo # \u{1B}[2J", #"8: U+001B cannot be seen; a command is visible text"#),
    ("add node a\u{202E}b", #"11: U+202E cannot be seen; a command is visible text"#),
    ("add\u{A0}node a", #"4: U+00A0 looks like a blank and is none; separate words by spaces"#),
    (
      "expect error \"äö\" e\u{301} x",
      #"19: "é" is one word too many; a text of several words needs quotes"#
    ),
  ]

  @Test(arguments: badLines)
  func `a bad line is told apart exactly`(line: String, error: String) {
    #expect(CommandErrorTests.description(of: line) == "f.scope:3:" + error)
  }

  @Test func `a typed line has an error without a place`() {
    let error = #expect(throws: CommandError.self) { try Command(parsing: "ad node n") }
    #expect(error?.description == #""ad" is not a command; did you mean "add"?"#)
    #expect(error?.column == 1)
  }

  @Test func `a word is shown without what would harm a terminal, and cut when it is long`() {
    let long = String(repeating: "x", count: 100)
    let error = CommandError(column: 1, word: "\u{1B}]0;\t" + long, reason: "is odd")
    #expect(error.description == "\"U+001B]0;U+0009" + long.prefix(55) + "...\" is odd")
    #expect(error.located(file: "a\nb", line: 1).description.hasPrefix("aU+000Ab:1:1: "))
  }

  @Test func `a verb that nothing is near to gets the list of all`() {
    let text = CommandErrorTests.description(of: "frobnicate 3")
    #expect(
      text.hasPrefix("f.scope:3:1: \"frobnicate\" is not a command; the verbs are plan, use,"))
    for verb in Vocabulary.verbs { #expect(text.contains(verb)) }
  }

  static func description(of line: String) -> String {
    do {
      return "no error: \(try Command(parsing: line))"
    } catch {
      return error.located(file: "f.scope", line: 3).description
    }
  }
}
