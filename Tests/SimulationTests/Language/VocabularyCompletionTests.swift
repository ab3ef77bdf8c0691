import Simulation
import Testing

@Suite struct VocabularyCompletionTests {
  private static func names(_ kind: ArgumentKind) -> [String] {
    switch kind {
    case .node: ["node-1", "node-2", "web"]
    case .plan, .planScope: ["a", "b"]
    default: []
    }
  }

  @Test(arguments: [
    ("", Vocabulary.verbs), ("r", ["remove", "roll", "recover", "restart", "redo"]),
    ("add", []), ("add ", ["pool", "node", "nodes", "pod", "pods", "service", "services"]),
    ("add no", ["node", "nodes"]), ("add node", ["nodes"]), ("  add\tpo", ["pool", "pod", "pods"]),
    ("mode a", ["azure", "alibabacloud", "aks"]), ("zzz ", []),
    ("cordon node", ["node-1", "node-2"]), ("cordon web", []), ("cordon web ", []),
    ("add pods ", []), ("add pods 3 ", ["app=", "namespace=", "node=", "pool="]),
    ("add pods 3 n", ["namespace=", "node="]), ("add pods 3 node=w", ["node=web"]),
    ("add pods 3 app=x ", ["namespace=", "node=", "pool="]),
    ("remove nodes 1 pick=", ["pick=random", "pick=oldest", "pick=newest"]),
    ("plan x mode=cl", ["mode=cluster-pool"]), ("plan x mode=eni pool=10.0.0.0/8 po", ["pool="]),
    ("get p", ["pods", "pools", "plans"]), ("get pods plan=", ["plan=all", "plan=a", "plan=b"]),
    ("undo ", []), ("restart ", ["operator", "agent"]),
    ("expect nod", ["node", "nodes", "nodes.ready", "nodes.waiting", "nodes.failed"]),
    ("expect node ", ["node-1", "node-2", "web"]),
    ("expect node web ", ["cidr", "pending", "ready", "error"]),
    ("expect pod p r", ["running"]), ("expect pods ", ["=", "!=", "<", "<=", ">", ">="]),
    ("expect pods = ", ["none"]), ("expect plan ", ["a", "b"]),
    ("expect plan a large", ["largest-free"]),
    ("expect plan a pods = pods ", ["of"]), ("expect plan a pods = pods of ", ["a", "b"]),
    ("expect error \"a", []), ("expect error ", []),
  ])
  func `the words that could stand here are offered`(partial: String, words: [String]) {
    #expect(
      Vocabulary.completions(for: partial, names: VocabularyCompletionTests.names) == words)
  }

  @Test func `a line has a form as soon as its first words say which`() {
    #expect(Vocabulary.form(of: "add pods 3 app=")?.name == "add pods")
    #expect(Vocabulary.form(of: "wait")?.usage == "wait DURATION")
    #expect(Vocabulary.form(of: "add") == nil)
    #expect(Vocabulary.form(of: "") == nil)
  }
}
